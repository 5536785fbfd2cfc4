"""What the page of one meeting shows beside its notes: items, each by a number that its passages bear as well."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from notesllm.render import words
from notesllm.render.pages.row import Badge, Fact
from notesllm.render.pages.saying import cut, day, due
from notesllm.span import Span
from notesllm.summary import (
    ActionItem,
    Attendee,
    Decision,
    Item,
    MeetingSummary,
    Metric,
    Milestone,
    Question,
    Risk,
    Topic,
)

LONGEST = 600
ItemT = TypeVar("ItemT", bound=Item)


class Shown(NamedTuple):
    """What is shown of an item."""

    text: str
    badges: tuple[Badge, ...] = ()
    facts: tuple[Fact, ...] = ()


class ViewItem(NamedTuple):
    """An item by its number, and the lines of the notes that prove it."""

    number: int
    shown: Shown
    lines: tuple[int, ...]
    spans: tuple[Span, ...]


class ViewSection(NamedTuple):
    """Items of one kind."""

    key: str
    heading: str
    items: tuple[ViewItem, ...]


def view_sections(summary: MeetingSummary) -> tuple[ViewSection, ...]:
    """The sections in which there is something, numbered through."""
    found = []
    number = 0
    for heading, items in _items(summary):
        if items:
            numbered = tuple(_item(at, item, shown) for at, (item, shown) in enumerate(items, number))
            found.append(ViewSection(heading.lower().replace(" ", "-"), heading, numbered))
            number += len(items)
    return tuple(found)


def _item(number: int, item: Item, shown: Shown) -> ViewItem:
    if item.origin == "user":
        shown = shown._replace(badges=(*shown.badges, Badge("info", "corrected by hand")))
    lines = tuple(sorted({each.line for each in item.evidence}))
    return ViewItem(number, shown, lines, tuple(Span(each.start, each.end) for each in item.evidence))


def _items(summary: MeetingSummary) -> Iterator[tuple[str, Sequence[tuple[Item, Shown]]]]:
    coming = summary.next_meeting
    yield "Highlights", [(item, Shown(_text(item.text))) for item in summary.highlights]
    yield "Decisions", _each(summary.decisions, _decision)
    yield "Action items", _each(summary.action_items, _action)
    yield "Risks", _each(summary.risks, _risk)
    yield "Questions", _each(summary.questions, _question)
    yield "Figures", _each(summary.metrics, _metric)
    yield "Milestones", _each(summary.milestones, _milestone)
    yield "Next meeting", [(coming, Shown(_text(coming.text), facts=_facts(Day=day(coming.date))))] if coming else []
    yield "Topics", _each(summary.topics, _topic)
    yield "Attendees", _each(summary.attendees, _attendee)
    yield "Warnings", [(item, Shown(_text(item.message))) for item in summary.warnings]


def _each(items: Iterable[ItemT], show: Callable[[ItemT], Shown]) -> list[tuple[Item, Shown]]:
    return [(item, show(item)) for item in items]


def _decision(item: Decision) -> Shown:
    return Shown(_text(item.text), facts=_facts(Why=item.rationale, By=item.made_by))


def _action(item: ActionItem) -> Shown:
    tones = {"done": "good", "blocked": "bad"}
    status = () if item.status == "open" else (Badge(tones.get(item.status, "quiet"), words.label(item.status)),)
    urgent = (Badge("warn", f"{item.priority} priority"),) if item.priority in {"high", "critical"} else ()
    return Shown(_text(item.task), (*status, *urgent), _facts(Owner=words.owners(item.owners), Due=due(item.due)))


def _risk(item: Risk) -> Shown:
    tone = "bad" if item.severity in {"high", "critical"} else "quiet"
    badges = (Badge(tone, item.severity),) if item.severity else ()
    return Shown(_text(item.text), badges, _facts(Mitigation=item.mitigation, Owner=words.owners(item.owners)))


def _question(item: Question) -> Shown:
    badges = () if item.answer else (Badge("warn", "open"),)
    facts = {"Asked by": item.asked_by, "Answer": item.answer, "Answered by": item.answered_by}
    return Shown(_text(item.text), badges, _facts(**facts))


def _metric(item: Metric) -> Shown:
    facts = _facts(Target=item.target, Before=item.previous, Change=item.change)
    return Shown(f"{_text(item.name)}: {_text(item.value)}", facts=facts)


def _milestone(item: Milestone) -> Shown:
    badges = () if item.status == "open" else (Badge("quiet", words.label(item.status)),)
    return Shown(_text(item.text), badges, _facts(Due=due(item.due)))


def _topic(item: Topic) -> Shown:
    points = [Fact("", _text(point)) for point in item.key_points]
    return Shown(_text(item.title), facts=(*_facts(**{"": item.gist}), *points))


def _attendee(item: Attendee) -> Shown:
    badges = (Badge("quiet", "host"),) if item.host else ()
    absent = (Badge("warn", item.presence),) if item.presence != "present" else ()
    told = ", ".join(filter(None, (_text(each or "") for each in (item.role, item.organization, item.email))))
    return Shown(_text(item.name), (*badges, *absent), _facts(**{"": told}))


def _facts(**told: str | None) -> tuple[Fact, ...]:
    return tuple(Fact(name, shown) for name, value in told.items() if (shown := _text(value or "")))


def _text(text: str) -> str:
    return cut(text, LONGEST)
