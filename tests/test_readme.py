"""What the README shows is what happens."""

import json
import re
import shutil
from pathlib import Path

import pytest

from notesllm import preview

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "examples"


def block(language: str) -> str:
    found = re.search(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_the_quick_start_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(EXAMPLES / "october-all-hands.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    exec(compile(block("python"), "README.md", "exec"), {})  # noqa: S102 - our own words
    assert "Fix NEXUS-1542: Emily Watson, 2024-10-31 (open)\n" in capsys.readouterr().out
    assert {path.name for path in tmp_path.iterdir()} == {"october-all-hands.md", "summary.md", "summary.json"}


def test_the_excerpt_is_real() -> None:
    example = EXAMPLES / "architecture-review-transcript.txt"
    summary = preview(example)
    excerpt = [line.removeprefix("> ") for line in README.splitlines() if line.startswith("> ")]
    marked = [line for line in excerpt if "…" in line]
    assert (len(excerpt), len(marked)) == (16, 6)
    shown = summary.to_markdown().replace("\n\n", "\n").splitlines()
    places = [-1 if line in marked else shown.index(line) for line in excerpt]
    for before, place, after in zip(places, places[1:], places[2:], strict=False):
        assert after - before > 1 if place == -1 else before in {-1, place - 1}, (
            "a line with … stands for what is left out"
        )
    evidence = [passage.model_dump() for item in summary.action_items for passage in item.evidence]
    assert json.loads(block("json")) in evidence
