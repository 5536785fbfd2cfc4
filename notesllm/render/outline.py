"""What is shown of a summary, in what order and with which emphasis: said once, for all forms that people read.

All strings are plain: whoever shows them makes them safe for where they go.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple, TypeVar

from notesllm.render import words
from notesllm.summary import (
    ActionItem,
    Attendee,
    Decision,
    Highlight,
    Item,
    MeetingSummary,
    Metric,
    Milestone,
    Question,
    Risk,
    Topic,
    Warning,
)


class Tone(Enum):
    """How a part of an entry stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    LABEL = "label"
    ANSWER = "answer"  # on a line of its own


Part = tuple[Tone, str | None]
Shown = TypeVar("Shown")
PLAIN, STRONG, QUIET, LABEL, ANSWER = Tone


class Entry(NamedTuple):
    """One item: parts that a space joins, the lines that prove it, and points below it."""

    parts: tuple[tuple[Tone, str], ...]
    places: str
    points: tuple[str, ...] = ()


class Table(NamedTuple):
    """Items as rows. A column that no row fills is left out."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Content = Table | tuple[Entry, ...]


class Outline(NamedTuple):
    """All that is shown, in order: what it is about, what is said first, headings with what stands below them.

    ``lacks`` tell what it had to do without, ``origin`` how it came about.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    opening: tuple[str, ...]
    sections: tuple[tuple[str, Content], ...]
    lacks: tuple[str, ...]
    origin: str


def outline(summary: MeetingSummary) -> Outline:
    """What is shown of a summary."""
    told = tuple(filled(SECTIONS, summary))
    found = bool(summary.next_meeting) or any(heading != "Warnings" for heading, _ in told)
    opening = (words.one_line(summary.abstract), "" if found else words.NOTHING)
    return Outline(
        title=words.title(summary),
        facts=tuple(words.facts(summary)),
        opening=tuple(filter(None, opening)),
        sections=told,
        lacks=tuple(words.lack(lack) for lack in summary.provenance.degraded),
        origin=words.origin(summary),
    )


def filled(
    sections: Iterable[tuple[str, Callable[[Shown], Content | None]]], of: Shown
) -> Iterator[tuple[str, Content]]:
    """The headings and what stands below them; nothing for what is empty."""
    for heading, section in sections:
        content = section(of)
        if content:
            yield heading, content


def _highlight(item: Highlight) -> Iterator[Part]:
    yield PLAIN, item.text


def _decision(item: Decision) -> Iterator[Part]:
    yield PLAIN, item.text
    yield QUIET, bracketed(item.made_by)
    yield from labelled("Why:", item.rationale)


def _risk(item: Risk) -> Iterator[Part]:
    yield STRONG, f"{item.severity.capitalize()}:" if item.severity else None
    yield PLAIN, item.text
    yield from labelled("Mitigation:", item.mitigation)
    yield from labelled("Owner:", words.owners(item.owners))


def _question(item: Question) -> Iterator[Part]:
    yield STRONG if item.answer else PLAIN, item.text
    yield QUIET, bracketed(item.asked_by)
    yield LABEL, "" if item.answer else "Open."
    yield ANSWER, item.answer
    yield QUIET, bracketed(item.answered_by)


def _milestone(item: Milestone) -> Iterator[Part]:
    yield STRONG, f"{words.due(item.due)}:" if item.due else None
    yield PLAIN, item.text
    yield QUIET, "" if item.status == "open" else bracketed(words.label(item.status))


def _topic(item: Topic) -> Iterator[Part]:
    yield STRONG, f"{item.title}:" if item.gist else item.title
    yield PLAIN, item.gist


def _attendee(item: Attendee) -> Iterator[Part]:
    yield PLAIN, item.name
    presence = None if item.presence == "present" else item.presence
    yield QUIET, bracketed(item.role, item.organization, item.email, "host" if item.host else None, presence)


def _warning(item: Warning) -> Iterator[Part]:
    yield PLAIN, item.message


def _action_item(item: ActionItem) -> tuple[str, ...]:
    status = f"{words.STATUS_MARKS[item.status]} {words.label(item.status)}"
    return item.task, words.owners(item.owners), words.due(item.due), item.priority or "", status


def _metric(item: Metric) -> tuple[str, ...]:
    return item.name, item.value, item.target or "", item.previous or "", item.change or ""


def bracketed(*parts: str | None) -> str:
    shown = ", ".join(dict.fromkeys(filter(None, (words.one_line(part or "") for part in parts))))
    return f"({shown})" if shown else ""


def labelled(label: str, text: str | None) -> Iterator[Part]:
    shown = words.one_line(text or "")
    if shown:
        yield LABEL, label
        yield PLAIN, shown


ItemT = TypeVar("ItemT", bound=Item)


def _entries(items: Iterable[ItemT], parts: Callable[[ItemT], Iterable[Part]]) -> tuple[Entry, ...]:
    return tuple(
        entry(parts(item), words.places(item.evidence), item.key_points if isinstance(item, Topic) else ())
        for item in items
    )


def entry(parts: Iterable[Part], places: str = "", points: Iterable[str] = ()) -> Entry:
    """An entry of the parts that say something."""
    said = tuple((tone, shown) for tone, text in parts if (shown := words.one_line(text or "")))
    return Entry(said, places, tuple(map(words.one_line, points)))


def _table(head: Sequence[str], items: Sequence[ItemT], cells: Callable[[ItemT], Iterable[str]]) -> Table | None:
    return tabled(head, [(*cells(item), words.places(item.evidence)) for item in items])


def tabled(head: Sequence[str], cells: Iterable[Iterable[str]]) -> Table | None:
    """A table of the columns that any row fills; None without rows."""
    rows = [tuple(map(words.one_line, row)) for row in cells]
    kept = [at for at, _ in enumerate(head) if any(row[at] for row in rows)]
    return Table(tuple(head[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in rows)) if rows else None


_ACTION_COLUMNS = ("Action", "Owner", "Due", "Priority", "Status", "Source")
_METRIC_COLUMNS = ("Metric", "Value", "Target", "Previous", "Change", "Source")

SECTIONS: Sequence[tuple[str, Callable[[MeetingSummary], Content | None]]] = (
    ("Highlights", lambda summary: _entries(summary.highlights, _highlight)),
    ("Decisions", lambda summary: _entries(summary.decisions, _decision)),
    ("Action items", lambda summary: _table(_ACTION_COLUMNS, summary.action_items, _action_item)),
    ("Risks", lambda summary: _entries(summary.risks, _risk)),
    ("Questions", lambda summary: _entries(summary.questions, _question)),
    ("Metrics", lambda summary: _table(_METRIC_COLUMNS, summary.metrics, _metric)),
    ("Milestones", lambda summary: _entries(summary.milestones, _milestone)),
    ("Topics", lambda summary: _entries(summary.topics, _topic)),
    ("Attendees", lambda summary: _entries(summary.attendees, _attendee)),
    ("Warnings", lambda summary: _entries(summary.warnings, _warning)),
)
