"""How risks, questions and milestones went on from meeting to meeting."""

import datetime as dt
from typing import Any

import pytest
from digest_meetings import cases, meetings

from notesllm import ExecutiveDigest, MilestoneLine, RiskLine, digest


def digested(case: dict[str, Any]) -> ExecutiveDigest:
    since, as_of = (dt.date.fromisoformat(case[name]) if name in case else None for name in ("since", "as_of"))
    return digest(meetings(case), since=since, as_of=as_of)


def risk(line: RiskLine) -> str:
    owners = ", ".join(owner.name for owner in line.owners)
    return " | ".join(filter(None, [line.state, line.text, line.severity, owners]))


def milestone(line: MilestoneLine) -> str:
    moved = [f"{change.before} -> {change.after}" for change in line.due_changes]
    day = str(line.due.date) if line.due and line.due.date else None
    return " | ".join(filter(None, [line.state, line.text, day, *moved]))


@pytest.mark.parametrize("case", cases("risks"))
def test_risks(case: dict[str, Any]) -> None:
    assert [risk(line) for line in digested(case).risks] == case["expected"]


@pytest.mark.parametrize("case", cases("questions"))
def test_questions(case: dict[str, Any]) -> None:
    assert [line.text for line in digested(case).questions] == case["expected"]


@pytest.mark.parametrize("case", cases("milestones"))
def test_milestones(case: dict[str, Any]) -> None:
    assert [milestone(line) for line in digested(case).milestones] == case["expected"]
