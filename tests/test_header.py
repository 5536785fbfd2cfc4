"""Title, day, place, kind and next meeting: cases as data; contradictions."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm.document import read
from notesllm.extract.contradictions import find_contradictions
from notesllm.extract.dating import find_dating
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id
from notesllm.extract.kind import find_kind
from notesllm.extract.next_meeting import find_next_meeting
from notesllm.extract.place import find_place
from notesllm.extract.reading import Reading
from notesllm.extract.title import find_title
from notesllm.summary import ActionItem, Due, Evidence, Owner

RULES = (find_dating, find_title, find_place, find_kind, find_next_meeting, find_contradictions)
CASES = tomllib.loads((Path(__file__).parent / "cases" / "header" / "cases.toml").read_text(encoding="utf-8"))["case"]


def drafted(text: str, name: str | None = None, draft: Draft | None = None) -> Draft:
    reading, draft = Reading.of(read(text, name=name)), draft or Draft()
    for rule in RULES:
        draft = rule(reading, draft)
    return draft


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_header(case: dict[str, Any]) -> None:
    draft = drafted(case["input"].lstrip("\n"), case.get("name"))
    following = draft.next_meeting
    found = {
        "title": draft.title or "",
        "date": str(draft.date or ""),
        "time": draft.time or "",
        "location": draft.location or "",
        "kind": draft.kind,
        "next": str(following.date or "") if following else "",
        "next_text": following.text if following else "",
    }
    assert {key: found[key] for key in case["expected"]} == case["expected"]


def codes(text: str, name: str | None = None, draft: Draft | None = None) -> list[str]:
    return [warning.code for warning in drafted(text, name, draft).warnings]


def test_a_given_day_stands() -> None:
    assert drafted("# Sync 2024-03-22", draft=Draft(date=dt.date(2020, 1, 1))).date == dt.date(2020, 1, 1)


def test_weekday_that_is_not_the_dates() -> None:
    assert codes("# Sync\n\nDate: Friday, March 12, 2024\n") == ["weekday_mismatch"]
    assert codes("# Sync\n\nDate: Tuesday, March 12, 2024\n") == []


def test_weekday_at_the_head_of_a_heading() -> None:
    rolled = "# Weekly status - week of Oct 21-25, 2025\n\n## {} stand-up (Oct 21)\n- x\n\n## Planning (Oct 22)\n- y\n"
    assert codes(rolled.format("Monday")) == ["weekday_mismatch"]
    assert codes(rolled.format("Tuesday")) == []  # the sessions of a week contradict nothing
    assert codes("# Sync 2025-10-21\n\nShip it by Monday, Oct 28\n") == ["weekday_mismatch"]
    assert codes("# Sync 2025-10-21\n\nShipped on Monday, Oct 14\n") == []  # of another year, perhaps


def test_text_and_file_name_give_different_days() -> None:
    assert codes("# Sync 2024-01-08\n", "2024-01-01-sync.md") == ["date_conflict"]
    assert codes("# Sync 2024-01-08\n", "2024-01-08-sync.md") == []


def action(task: str, *owners: str, due: dt.date | None = None, status: str = "open") -> ActionItem:
    evidence = Evidence(start=0, end=4, line=1, quote="Sync")
    return ActionItem(
        id=item_id("ac", task, *owners),
        evidence=(evidence,),
        task=task,
        owners=tuple(Owner(name=name) for name in owners),
        due=Due(text="then", date=due) if due else None,
        status=status,
    )


def test_open_items_that_were_due_before_the_meeting() -> None:
    day = dt.date(2024, 1, 1)
    items = (action("Write the report", due=day), action("Call the bank", due=day, status="done"))
    assert codes("Sync 2024-01-08", draft=Draft(action_items=items)) == ["due_before_meeting"]


def test_the_same_task_given_to_two() -> None:
    items = (action("Update the release notes", "Ana"), action("Update the release notes", "Ben"))
    assert codes("Sync", draft=Draft(action_items=items)) == ["owner_conflict"]
    assert codes("Sync", draft=Draft(action_items=(items[0], action("Update the release notes", "Ana")))) == []


# A text with NUL characters is refused before the rules see it.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
PIECES = st.sampled_from(
    (
        "# Sync 2024-03-22\n",
        "Date: ",
        "Friday, ",
        "March 12, 2024",
        "\n",
        "Next meeting: ",
        "3/4 ",
        "| Date | 5 May 2024 |\n|-|-|\n",
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | TEXT, max_size=20).map("".join))
def test_any_text_can_be_read(text: str) -> None:
    draft = drafted(text + "x")
    source = read(text + "x").source
    for item in (*draft.warnings, *([draft.next_meeting] if draft.next_meeting else [])):
        for evidence in item.evidence:
            assert source[evidence.start : evidence.end] == evidence.quote
