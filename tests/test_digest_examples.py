"""The digest of the examples holds what an executive must not miss, each with the words that prove it."""

import datetime as dt
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from digest_meetings import CASES

from notesllm import ExecutiveDigest, MeetingSummary, digest, preview

EXAMPLES = Path(__file__).parent.parent / "examples"
HELD: list[dict[str, Any]] = tomllib.loads((CASES / "examples.toml").read_text(encoding="utf-8"))["line"]
DAYS = (None, dt.date(2025, 10, 31))


@cache
def summaries() -> tuple[MeetingSummary, ...]:
    paths = [path for path in sorted(EXAMPLES.iterdir()) if path.suffix in {".md", ".txt"} and path.stem != "README"]
    return tuple(preview(path) for path in paths)


@cache
def told(as_of: dt.date | None = None) -> ExecutiveDigest:
    return digest(summaries(), as_of=as_of)


def is_held(wanted: Any, line: Any) -> bool:  # noqa: ANN401 - a TOML value, and what JSON gives
    """Whether a line says what is wanted: each field, texts in part."""
    if isinstance(wanted, dict):
        return all(is_held(value, line.get(name)) for name, value in wanted.items())
    if isinstance(wanted, list):
        return all(any(is_held(one, other) for other in line) for one in wanted)
    return wanted in line if isinstance(wanted, str) and isinstance(line, str) else bool(wanted == line)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("wanted", HELD, ids=lambda wanted: wanted["title"])
def test_what_must_be_there(wanted: dict[str, Any], as_of: dt.date | None) -> None:
    lines = told(as_of).model_dump(mode="json")[wanted["section"]]
    found = [line for line in lines if is_held(wanted["fields"], line)]
    assert found
    quotes = "\n".join(citation["evidence"]["quote"] for line in found for citation in line.get("citations", ()))
    assert all(words in quotes for words in wanted["proof"])


@pytest.mark.parametrize("as_of", [dt.date(2024, 10, 20), dt.date(2025, 10, 21), dt.date(2025, 10, 31)])
def test_all_that_is_late_is_told(as_of: dt.date) -> None:
    late = {
        (summary.id, item.id)
        for summary in summaries()
        for item in summary.action_items
        if item.due and item.due.date and item.due.date < as_of and item.status not in {"done", "cancelled"}
    }
    lines = [line for line in told(as_of).actions if line.standing == "overdue"]
    assert {(citation.meeting, citation.item) for line in lines for citation in line.citations} == late
    assert all(line.due and line.due.date and line.days_overdue == (as_of - line.due.date).days for line in lines)
    assert told(as_of).counts.overdue == len(lines)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_the_opening_is_short_and_its_figures_are_counted(as_of: dt.date | None) -> None:
    found = told(as_of)
    assert 2 <= found.headline.count(". ") + 1 <= 5
    assert len(found.headline.split()) <= 120
    assert f"{found.counts.decisions} decisions" in found.headline
    assert f"{found.counts.overdue} are overdue" in found.headline
    assert f"{found.counts.risks} risks" in found.headline


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_what_matters_is_balanced(as_of: dt.date | None) -> None:
    matters = told(as_of).matters
    assert len(matters) == 7
    assert len({matter.section for matter in matters}) >= 5
    assert len({citation.meeting for matter in matters for citation in matter.citations}) >= 4
    assert all(matter.citations for matter in matters)


def test_the_warnings_are_these_and_no_more() -> None:
    assert [line.code for line in told().warnings] == ["owner_conflict", "due_conflict", "weekday_mismatch"]
