"""What became of decisions: one habit of deciding a case."""

import datetime as dt
from typing import Any

import pytest
from digest_meetings import cases, meeting, meetings

from notesllm import DecisionLine, digest


def told(line: DecisionLine, lines: tuple[DecisionLine, ...]) -> str:
    others = [other.text for other in lines if other.id == line.other]
    return " | ".join([line.state, line.text, *others])


@pytest.mark.parametrize("case", cases("decisions"))
def test_decisions(case: dict[str, Any]) -> None:
    since = dt.date.fromisoformat(case["since"]) if "since" in case else None
    lines = digest(meetings(case), since=since).decisions
    assert [told(line, lines) for line in lines] == case["expected"]


@pytest.mark.parametrize(
    ("text", "passage", "detail"),
    [
        ("Launch after the review", "Decision: launch after the review, at $4,000 a month at most.", "whole"),
        ("Launch after the review", "Launch after the review, not before November.", "whole"),
        ("Launch in November at $4,000", "**Decision 3:** Launch in November at $4,000", None),
        ("Launch after the review", "3. Launch after the review", None),
        ("Launch after the review", "Launch after the review", None),
    ],
)
def test_the_figures_and_days_that_a_text_lacks_are_shown(text: str, passage: str, detail: str | None) -> None:
    summary = meeting({"date": "2025-03-03", "decisions": [{"text": text, "evidence": passage}]})
    (line,) = digest([summary]).decisions
    assert line.detail == (passage if detail else None)
