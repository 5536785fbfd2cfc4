"""What differs from an earlier digest."""

import datetime as dt
from typing import Any

import pytest
from digest_meetings import cases, meeting, meetings

from notesllm import Change, digest


def told(change: Change) -> str:
    return f"{change.section} {change.kind}: {change.text} ({change.before or '-'} -> {change.after or '-'})"


@pytest.mark.parametrize("case", cases("changes"))
def test_changes(case: dict[str, Any]) -> None:
    summaries = meetings(case)
    before = digest(summaries[:-1])
    after = digest(summaries, previous=before)
    assert [told(change) for change in after.changes] == case["expected"]
    assert after.previous == before.id
    assert all(change.citations for change in after.changes)


@pytest.mark.parametrize("case", cases("changes"))
def test_the_same_twice_has_no_changes(case: dict[str, Any]) -> None:
    summaries = meetings(case)
    assert digest(summaries, previous=digest(summaries)).changes == ()


def test_an_earlier_meeting_that_turns_up_late_makes_nothing_new() -> None:
    told_first = {"date": "2025-03-03", "actions": ["Order new fenders for pier 4"]}
    told_again = {"date": "2025-03-10", "actions": ["Order fenders for pier 4"]}
    late, known = meeting(told_first), meeting(told_again)
    after = digest([late, known], previous=digest([known]))
    assert [line.first for line in after.actions] == [late.id]
    assert [change for change in after.changes if change.kind in {"new", "gone"}] == []


def test_a_meeting_that_is_taken_away_leaves_a_gap() -> None:
    one = meeting({"date": "2025-03-03", "decisions": ["Moor the barge at pier 4"]})
    other = meeting({"date": "2025-03-10", "decisions": ["Paint the crane"]})
    after = digest([other], previous=digest([one, other]))
    assert [told(change) for change in after.changes] == [
        "decisions gone: Moor the barge at pier 4 (Moor the barge at pier 4 -> -)"
    ]


def test_a_later_period_does_not_call_the_decisions_of_an_earlier_one_gone() -> None:
    one = meeting(
        {"date": "2025-03-03", "decisions": ["Moor the barge at pier 4"], "risks": ["The dredger may be late"]}
    )
    other = meeting({"date": "2025-03-10", "decisions": ["Paint the crane"]})
    after = digest([one, other], since=dt.date(2025, 3, 10), previous=digest([one]))
    assert [told(change) for change in after.changes] == ["decisions new: Paint the crane (- -> Paint the crane)"]
