"""What the rules found, in the margin of the notes: short ids, and only what the line itself doesn't say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from notesllm.summary import (
    ActionItem,
    Attendee,
    Decision,
    Due,
    Evidence,
    Item,
    MeetingSummary,
    Metric,
    Milestone,
    Owner,
    Question,
    Risk,
    Topic,
)

LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "action_items": "a",
        "decisions": "d",
        "risks": "r",
        "questions": "q",
        "metrics": "m",
        "milestones": "s",
        "attendees": "p",
        "topics": "t",
    }
)
RECURRING = (ActionItem, Decision, Question)  # told in the flow and again in a list: shown wherever they are
WORDS = re.compile(r"\w+")
YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class Findings:
    """Items by the ids that a model is shown ("a3"), in the order of their kinds. Its repr holds no text."""

    items: Mapping[str, Item] = field(repr=False)

    @classmethod
    def of(cls, summary: MeetingSummary) -> "Findings":
        """All items of ``summary``; the same summary gives the same ids."""
        return cls(
            MappingProxyType(
                {
                    f"{letter}{number}": item
                    for kind, letter in LETTERS.items()
                    for number, item in enumerate(getattr(summary, kind), 1)
                }
            )
        )

    def within(self, first_line: int, last_line: int) -> "Findings":
        """Those that belong to a chunk: whose first evidence begins in it."""
        return Findings(
            MappingProxyType(
                {key: item for key, item in self.items.items() if first_line <= item.evidence[0].line <= last_line}
            )
        )

    def texts(self) -> dict[str, str]:
        """What each item says, in one line: for those who don't see the notes."""
        return {key: _sentence(item) for key, item in self.items.items()}

    def marks(self, first_line: int, last_line: int) -> dict[int, list[str]]:
        """What stands at each line of a chunk: its findings with what is to be checked, and ids of those that go on."""
        marks: dict[int, list[str]] = {}
        for key, item in self.items.items():
            if isinstance(item, Topic) and _is_heading(item):
                continue
            cited = dict.fromkeys(line for evidence in item.evidence for line in _lines(evidence))
            lines = [line for line in cited if first_line <= line <= last_line]
            for at, line in enumerate(lines if isinstance(item, RECURRING) else lines[:1]):
                marks.setdefault(line, []).append(key if at else _told(key, item))
        return marks


def _is_heading(topic: Topic) -> bool:
    """Whether a topic is called what the line on which it begins says: there is nothing to check then."""
    return topic.evidence[0].quote.rstrip(" #*:=").endswith(topic.title)


def _lines(evidence: Evidence) -> range:
    return range(evidence.line, evidence.line + evidence.quote.count("\n") + 1)


def _told(key: str, item: Item) -> str:
    """The id, and what of ``item`` its evidence doesn't say in so many words: "a3 Tom Bradley; 2024-02-03"."""
    quotes = " ".join(evidence.quote for evidence in item.evidence)
    if isinstance(item, Metric) and f"{item.name}: {item.value}" in quotes.replace("*", ""):
        return key
    said = frozenset(WORDS.findall(quotes.casefold()))
    rest = [
        part for part in _parts(item) if part.startswith("!") or not said.issuperset(WORDS.findall(part.casefold()))
    ]
    return f"{key} {'; '.join(part.removeprefix('!') for part in rest if part)}".rstrip()


def _parts(item: Item) -> Iterator[str]:
    """What a reviewer checks of ``item``; "!" before what is told even if the notes say it."""
    match item:
        case ActionItem():
            yield from (item.task, *_owners(item.owners))
            yield _day(item.due)
            if item.status != "open":
                yield f"!{item.status}"
        case Milestone():
            yield item.text
            yield _day(item.due)
        case Metric():
            yield from (item.name, f"!{item.value}")
        case Attendee():
            yield item.name
            if item.presence != "present":
                yield f"!{item.presence}"
            if item.host:
                yield "!host"
        case Decision():
            yield from (item.text, item.made_by or "")
        case Risk():
            yield from (item.text, *[owner.name for owner in item.owners])
        case Question():
            yield from (item.text, item.asked_by or "", item.answered_by or "")
        case Topic():
            yield item.title


def _owners(owners: tuple[Owner, ...]) -> tuple[str, ...]:
    return tuple(owner.name for owner in owners) or ("!no owner",)


def _day(due: Due | None) -> str:
    """The day that a deadline means, unless the notes write it out."""
    if due is None or (due.precision == "day" and YEAR.search(due.text)):
        return ""
    return f"!{due.date or 'no day'}"


def _sentence(item: Item) -> str:
    match item:
        case ActionItem():
            owners = ", ".join(owner.name for owner in item.owners)
            status = "" if item.status == "open" else f" ({item.status})"
            return f"{owners + ': ' if owners else ''}{item.task}{_by(item.due)}{status}"
        case Milestone():
            return f"{item.text}{_by(item.due)}"
        case Metric():
            beside = ((name, getattr(item, name)) for name in ("target", "previous", "change"))
            told = ", ".join(f"{name} {value}" for name, value in beside if value)
            return f"{item.name}: {item.value}{f' ({told})' if told else ''}"
        case Question():
            return f"{item.text} {item.answer or ''}".rstrip()
        case Topic():
            return ": ".join(filter(None, (item.title, item.gist, "; ".join(item.key_points))))
        case Attendee():
            return item.name + (f", {item.role}" if item.role else "")
        case Decision() | Risk():
            return item.text
    return ""


def _by(due: Due | None) -> str:
    return f", due {due.text}" if due else ""
