"""Summarise every example: on the screen, and as Markdown, JSON and text in ``out/``."""

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
OUT = Path("out")


def main() -> int:
    notes = sorted(path for path in HERE.iterdir() if path.suffix in {".md", ".txt"} and path.name != "README.md")
    command = [sys.executable, "-m", "notesllm", "summarize", *map(str, notes)]
    forms = {"markdown": ".md", "json": ".json", "text": ".txt"}
    runs = [["--format", "text"], *(["--format", form, "-o", f"{OUT}/"] for form in forms)]
    started = time.perf_counter()
    codes = [subprocess.run([*command, *options], check=False).returncode for options in runs]
    taken = time.perf_counter() - started
    print(f"{len(notes)} examples, each in three forms, in {taken:.1f} s. The files:")
    for path in notes:
        print("  " + "  ".join(f"{OUT / path.stem}{suffix}" for suffix in forms.values()))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
