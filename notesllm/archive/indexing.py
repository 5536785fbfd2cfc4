"""Which words of a summary are searched: those of each item, of its owners, its evidence and its meeting's title."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from pydantic import ValidationError

from notesllm.archive.edits import all_edits, by_item, overlaid
from notesllm.summary import Item, MeetingSummary

Kind = Literal["action", "decision", "risk", "question", "metric", "milestone", "topic"]


class Words(NamedTuple):
    """How items of one kind are found: where a summary has them, and which of their fields are words and people."""

    items: Callable[[MeetingSummary], tuple[Item, ...]]
    text: tuple[str, ...]
    people: tuple[str, ...] = ()


KINDS: Final[Mapping[Kind, Words]] = MappingProxyType(
    {
        "action": Words(lambda summary: summary.action_items, ("task", "due"), ("owners",)),
        "decision": Words(lambda summary: summary.decisions, ("text", "rationale"), ("made_by",)),
        "risk": Words(lambda summary: summary.risks, ("text", "mitigation"), ("owners",)),
        "question": Words(lambda summary: summary.questions, ("text", "answer"), ("asked_by", "answered_by")),
        "metric": Words(lambda summary: summary.metrics, ("name", "value", "target")),
        "milestone": Words(lambda summary: summary.milestones, ("text", "due")),
        "topic": Words(lambda summary: summary.topics, ("title", "gist", "key_points")),
    }
)


def parsed(text: str) -> MeetingSummary | None:
    """A summary as it was kept; None if this library has another form of it."""
    try:
        return MeetingSummary.model_validate_json(text)
    except ValidationError:
        return None


def get(connection: sqlite3.Connection, sha256: str) -> MeetingSummary | None:
    """None where there is none, or only one of another form than this library's."""
    row = connection.execute("SELECT json FROM summary WHERE sha256 = ?", (sha256,)).fetchone()
    return parsed(row[0]) if row else None


def index(connection: sqlite3.Connection, sha256: str, summary: MeetingSummary | None) -> None:
    """Let the items of a summary be found, as they are corrected, and no longer as they were before."""
    unindex(connection, sha256)
    if summary is None:
        return
    edits = by_item(all_edits(connection))
    day = summary.date.isoformat() if summary.date else None
    for kind, item, words in _words(overlaid(summary, edits) if edits else summary):
        cursor = connection.execute(
            "INSERT INTO item (sha256, id, kind, date) VALUES (?, ?, ?, ?)", (sha256, item.id, kind, day)
        )
        connection.execute(
            "INSERT INTO words (rowid, text, owners, quotes, title) VALUES (?, ?, ?, ?, ?)",
            (cursor.lastrowid, *words, summary.title or ""),
        )


def unindex(connection: sqlite3.Connection, sha256: str) -> None:
    connection.execute("DELETE FROM words WHERE rowid IN (SELECT number FROM item WHERE sha256 = ?)", (sha256,))
    connection.execute("DELETE FROM item WHERE sha256 = ?", (sha256,))


def _words(summary: MeetingSummary) -> Iterator[tuple[Kind, Item, tuple[str, str, str]]]:
    for kind, words in KINDS.items():
        for item in words.items(summary):
            text = "\n".join(_texts(item, words.text))
            people = "\n".join(_texts(item, words.people))
            yield kind, item, (text, people, "\n".join(evidence.quote for evidence in item.evidence))


def _texts(item: Item, fields: tuple[str, ...]) -> Iterator[str]:
    for field in fields:
        value: Any = getattr(item, field)
        for part in value if isinstance(value, tuple) else (value,):
            if part is not None:
                yield part if isinstance(part, str) else getattr(part, "name", "") or getattr(part, "text", "")
