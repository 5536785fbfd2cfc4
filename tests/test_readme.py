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
    assert len(excerpt) == 10
    assert set(excerpt) <= set(summary.to_markdown().splitlines())
    evidence = [passage.model_dump() for item in summary.action_items for passage in item.evidence]
    assert json.loads(block("json")) in evidence
