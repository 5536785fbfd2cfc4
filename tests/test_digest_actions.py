"""The ledger of actions, line by line: what is one task, how it stands, whose it is, which wording is shown."""

import tomllib
from typing import NamedTuple

import pytest
from digest_meetings import meeting
from threads_scoring import SERIES

from notesllm.digest import digest
from notesllm.digest.model import ActionLine

PAIRS = tomllib.loads((SERIES / "pairs.toml").read_text(encoding="utf-8"))
RIGHT = 0.95  # of the pairs; single ones are a matter of taste


def ledger(*told: dict[str, object], **options: object) -> tuple[ActionLine, ...]:
    """The lines of meetings of one series, a week after another, each given by its fields."""
    days = [f"2025-01-{6 + place:02}" for place in range(0, 7 * len(told), 7)] if len(told) < 4 else []
    dated = [{"name": "Team weekly", **({"date": day} if day else {}), **each} for day, each in zip(days, told, strict=True)]
    return digest([meeting(each) for each in dated], **options).actions


def entry(line: str) -> dict[str, object]:
    owner, _, task = line.rpartition(": ") if line.split(":")[0] in {"Ana Ruiz", "Bo Lund"} else ("", "", line)
    if owner:
        owner, task = line.split(": ", 1)
    return {"task": task, "owners": [owner] if owner else []}


@pytest.mark.parametrize("kind", ["same", "other"])
def test_pairs(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = {pair: len(ledger(*({"actions": [entry(line)]} for line in pair))) for pair in map(tuple, PAIRS[kind])}
    wrong = [pair for pair, count in lines.items() if count != (1 if kind == "same" else 2)]
    share = 1 - len(wrong) / len(lines)
    with capsys.disabled():
        print(f"\n{kind}: {share:.3f} of {len(lines)} pairs")
    assert share >= RIGHT, wrong
