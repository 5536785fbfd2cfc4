"""Everything as JSON Lines: one item a line, each an :class:`ExportRow`, whose JSON Schema is export_row.v1."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import JsonValue

from notesllm.digest.model import Citation, ExecutiveDigest, Line, Meeting
from notesllm.export.rows import Exportable
from notesllm.summary import Evidence, Item, MeetingSummary
from notesllm.summary.items import Model

Kind = Literal[
    "highlight",
    "decision",
    "action",
    "risk",
    "question",
    "metric",
    "milestone",
    "next_meeting",
    "topic",
    "attendee",
    "warning",
]
SECTIONS: tuple[tuple[Kind, str], ...] = (
    ("highlight", "highlights"),
    ("decision", "decisions"),
    ("action", "action_items"),
    ("risk", "risks"),
    ("question", "questions"),
    ("metric", "metrics"),
    ("milestone", "milestones"),
    ("topic", "topics"),
    ("attendee", "attendees"),
    ("warning", "warnings"),
)
DIGEST_SECTIONS: tuple[tuple[Kind, str], ...] = (
    ("decision", "decisions"),
    ("action", "actions"),
    ("risk", "risks"),
    ("question", "questions"),
    ("metric", "metrics"),
    ("milestone", "milestones"),
    ("warning", "warnings"),
)


class Passage(Model):
    """A passage that proves an item, and the meeting whose notes hold it."""

    meeting: str
    evidence: Evidence


class ExportRow(Model):
    """One item of a summary, or one line of a digest.

    ``meeting`` is that which said it, for a line of a digest that which began it. ``fields`` are all others of the
    item's model (ActionItem, Decision, …, or ActionLine, DecisionLine, …), by their names there.
    """

    schema_version: Literal["1"] = "1"
    source: Literal["summary", "digest"]
    kind: Kind
    id: str
    meeting: Meeting | None = None
    fields: dict[str, JsonValue]
    evidence: tuple[Passage, ...] = ()


def to_jsonl(what: Exportable) -> bytes:
    found = _of_digest(what) if isinstance(what, ExecutiveDigest) else _of_summary(what)
    return "".join(f"{row.model_dump_json()}\n" for row in found).encode("utf-8", "replace")


def _of_summary(summary: MeetingSummary) -> Iterator[ExportRow]:
    meeting = Meeting(
        id=_sound(summary.id),
        title=_sound(summary.title),
        date=summary.date,
        kind=summary.kind,
        name=_sound(summary.provenance.source.name),
        attendee_count=summary.attendee_count,
    )
    items: list[tuple[Kind, Item]] = [(kind, item) for kind, name in SECTIONS for item in getattr(summary, name)]
    items += [("next_meeting", summary.next_meeting)] if summary.next_meeting else []
    for kind, item in items:
        yield ExportRow(
            source="summary",
            kind=kind,
            id=_sound(item.id),
            meeting=meeting,
            fields=_fields(item, {"id", "evidence"}),
            evidence=tuple(Passage(meeting=meeting.id, evidence=_passage(passage)) for passage in item.evidence),
        )


def _of_digest(digest: ExecutiveDigest) -> Iterator[ExportRow]:
    meetings = {meeting.id: meeting for meeting in digest.meetings}
    for kind, name in DIGEST_SECTIONS:
        for line in getattr(digest, name):
            cited: tuple[Citation, ...] = line.citations
            first = line.first if isinstance(line, Line) else cited[0].meeting if cited else ""
            found = meetings.get(first)
            told = {"title": _sound(found.title), "name": _sound(found.name)} if found else {}
            yield ExportRow(
                source="digest",
                kind=kind,
                id=_sound(line.id),
                meeting=found.model_copy(update=told) if found else None,
                fields=_fields(line, {"id", "citations"}),
                evidence=tuple(Passage(meeting=each.meeting, evidence=_passage(each.evidence)) for each in cited),
            )


def _fields(item: Model, left_out: set[str]) -> dict[str, JsonValue]:
    return {name: _plain(value) for name, value in item.model_dump(exclude=left_out).items()}


def _plain(value: Any) -> JsonValue:  # noqa: ANN401 - what pydantic dumps
    """The value as JSON has it; half a surrogate pair, which no file can hold, becomes a question mark."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(_sound(str(value)))


def _passage(passage: Evidence) -> Evidence:
    return passage.model_copy(update={"quote": _sound(passage.quote)})


def _sound(text: Any) -> Any:  # noqa: ANN401 - None stays None
    return text.encode("utf-8", "replace").decode("utf-8") if isinstance(text, str) else text
