"""Invented meetings for digests: items as data, each proven by a line of notes that were never written."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from notesllm import (
    ActionItem,
    Attendee,
    Coverage,
    Decision,
    Due,
    Evidence,
    MeetingSummary,
    Metric,
    Milestone,
    Owner,
    Provenance,
    Question,
    Risk,
    Source,
    Topic,
    Warning,
)
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.metrics.figures import FIGURE, figure_at
from notesllm.extract.metrics.wording import COMMA_LANGUAGES

CASES = Path(__file__).parent / "cases" / "digest"
Told = Mapping[str, Any]


def cases(name: str) -> list[object]:
    """Each case of ``tests/cases/digest/<name>.toml`` as a pytest parameter."""
    found = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["title"]) for case in found]


def meetings(case: Told) -> list[MeetingSummary]:
    """The meetings of a case, of one series if they have no names; ``language`` stands for all of them."""
    shared = {"language": case.get("language", "en"), "name": "Harbour weekly"}
    return [meeting(shared | told) for told in case["meeting"]]


def meeting(told: Told) -> MeetingSummary:
    """A summary with the items that ``told`` names by the fields of MeetingSummary: texts, or tables of fields.

    ``evidence`` is an item's passage where it says more than the text.
    """
    language = told.get("language", "en")
    notes = repr(sorted(told.items(), key=lambda item: item[0]))
    digest = sha256(notes.encode()).hexdigest()
    date = told.get("date")
    items = {
        "attendees": [_attendee(each) for each in told.get("attendees", ())],
        "topics": [_topic(each) for each in told.get("topics", ())],
        "decisions": [Decision(**_fields("d", "text", each)) for each in told.get("decisions", ())],
        "action_items": [ActionItem(**_fields("action", "task", each)) for each in told.get("actions", ())],
        "risks": [Risk(**_fields("r", "text", each)) for each in told.get("risks", ())],
        "questions": [Question(**_fields("q", "text", each)) for each in told.get("questions", ())],
        "metrics": [_metric(each, language) for each in told.get("metrics", ())],
        "milestones": [Milestone(**_fields("ms", "text", each)) for each in told.get("milestones", ())],
        "warnings": [
            Warning(**_fields("w", "message", {"code": "date_conflict", **each})) for each in told.get("warnings", ())
        ],
    }
    return MeetingSummary(
        id=f"m-{digest[:12]}",
        title=told.get("name"),
        date=dt.date.fromisoformat(date) if date else None,
        kind=told.get("kind", "status"),
        provenance=Provenance(
            engine="rules",
            source=Source(sha256=digest, characters=len(notes), lines=1, format="text", language=language),
            coverage=Coverage(),
        ),
        **{name: with_distinct_ids(found) for name, found in items.items()},  # type: ignore[arg-type]
    )


def _evidence(text: str) -> tuple[Evidence, ...]:
    start = int(sha256(text.encode()).hexdigest()[:4], 16)
    return (Evidence(start=start, end=start + len(text), line=1 + start % 400, quote=text),)


def _fields(prefix: str, main: str, told: str | Told) -> dict[str, Any]:
    fields: dict[str, Any] = {main: told} if isinstance(told, str) else dict(told)
    text = str(fields[main])
    fields["evidence"] = _evidence(fields.get("evidence", text))
    if "owners" in fields:
        fields["owners"] = tuple(_owner(name) for name in fields["owners"])
    if isinstance(fields.get("due"), str):
        fields["due"] = _due(fields["due"])
    return {"id": item_id(prefix, text), **fields}


def _owner(name: str) -> Owner:
    return Owner(name=name, kind="team" if name.endswith("team") else "person")


def _due(text: str) -> Due:
    """A day ("2025-03-04"), a month ("2025-03", its last day), or words."""
    parts = text.split("-")
    if len(parts) == 3 and parts[0].isdigit():
        return Due(text=text, date=dt.date.fromisoformat(text), precision="day")
    if len(parts) == 2 and parts[0].isdigit():
        following = dt.date(int(parts[0]) + int(parts[1]) // 12, int(parts[1]) % 12 + 1, 1)
        return Due(text=text, date=following - dt.timedelta(1), precision="month")
    return Due(text=text)


def _attendee(told: str | Told) -> Attendee:
    return Attendee(**_fields("a", "name", told))


def _topic(told: Told) -> Topic:
    fields = {"title": told["title"], "key_points": tuple(told.get("points", ()))}
    return Topic(id=item_id("t", fields["title"]), evidence=_evidence(fields["title"]), **fields)


def _metric(told: Told, language: str) -> Metric:
    fields = _fields("n", "name", told)
    if "evidence" not in told:
        fields["evidence"] = _evidence(f"{fields['name']}: {fields['value']}")
    match = FIGURE.search(fields["value"])
    figure = figure_at(match, comma=language in COMMA_LANGUAGES) if match else None
    if figure and "number" not in fields:
        fields |= {"number": figure.number, "unit": fields.get("unit", figure.unit)}
    return Metric(**fields)
