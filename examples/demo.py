"""Summarise every example, on the screen and in ``out/``; then what a model would add, and what they come to."""

import subprocess
import sys
import time
from pathlib import Path

from notesllm import summarize
from notesllm.testing import ScriptedBackend

HERE = Path(__file__).parent
ANSWERS = HERE.parent / "tests" / "answers"
OUT = Path("out")
NOTES = sorted(path for path in HERE.iterdir() if path.suffix in {".md", ".txt"} and path.name != "README.md")


def main() -> int:
    code = by_rules()
    by_script()
    return max(code, together())


def by_rules() -> int:
    command = [sys.executable, "-m", "notesllm", "summarize", "--engine", "rules", *map(str, NOTES)]
    forms = {"markdown": ".md", "json": ".json", "text": ".txt"}
    runs = [["--format", "text"], *(["--format", form, "-o", f"{OUT}/"] for form in forms)]
    started = time.perf_counter()
    codes = [subprocess.run([*command, *options], check=False).returncode for options in runs]
    taken = time.perf_counter() - started
    print(f"{len(NOTES)} examples, each in three forms, in {taken:.1f} s, by rules alone. The files:")
    for path in NOTES:
        print("  " + "  ".join(f"{OUT / path.stem}{suffix}" for suffix in forms.values()))
    return max(codes)


def by_script() -> None:
    """No model is asked here: each answer was written by hand, as a careful reviewer's would be."""
    print("\nThe same, reviewed. The answers are scripted, tokens and dollars are what openai/gpt-5-mini would take:")
    for path in NOTES:
        answer = (ANSWERS / f"{path.stem}.review.json").read_text(encoding="utf-8")
        found = summarize(path, backend=ScriptedBackend([answer], model="openai/gpt-5-mini")).provenance
        review, usage = found.review, found.usage
        if review is None:
            continue
        did = f"{review.added} added, {review.corrected} corrected, {review.dropped} dropped"
        took = f"{usage.input_tokens:,} tokens read, {usage.output_tokens:,} written, ${usage.cost_usd or 0:.4f}"
        print(f"  {path.name:36} {did}; {took}")


def together() -> int:
    """What changed across the meetings: on the screen, and as page, Markdown and JSON; and one meeting as a page."""
    OUT.mkdir(exist_ok=True)
    notes = [*map(str, NOTES), "--engine", "rules"]
    archive = ["--archive", str(OUT / "archive.sqlite3"), "--as-of", "2025-10-31"]
    runs = [
        ["digest", *notes, *archive, "--format", "text"],
        *(["digest", *notes, *archive, "-o", str(OUT / f"digest{suffix}")] for suffix in (".html", ".md", ".json")),
        ["view", str(HERE / "architecture-review-transcript.txt"), "--engine", "rules", "-o", str(OUT / "view.html")],
    ]
    print("\nWhat changed across them, as of 31 October 2025:\n", flush=True)
    codes = [subprocess.run([sys.executable, "-m", "notesllm", *run], check=False).returncode for run in runs]
    print("The digest as a page and a file, and a meeting beside its summary; open them in a browser:")
    print("  " + "  ".join(str(OUT / name) for name in ("digest.html", "digest.md", "digest.json", "view.html")))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
