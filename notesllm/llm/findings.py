"""What the rules found, in the margin of the notes: short ids, and only what the line itself doesn't say."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
PRINT = re.compile(r"[*\\]")
YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class Findings:
    """Items by the ids that a model is shown ("a3"), in the order of their kinds. Its repr holds no text."""

    items: Mapping[str, Item] = field(repr=False)
    year: int | None = None  # of the meeting: what is due in another is shown with it

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
            ),
            summary.date.year if summary.date else None,
        )

    def within(self, first_line: int, last_line: int) -> "Findings":
        """Those that belong to a chunk: whose first evidence begins in it."""
        return Findings(
            MappingProxyType(
                {key: item for key, item in self.items.items() if first_line <= item.evidence[0].line <= last_line}
            ),
            self.year,
        )

    def texts(self) -> dict[str, str]:
        """What each item says, in one line: for those who don't see the notes."""
        return {key: _sentence(item) for key, item in self.items.items()}

    def marks(self, first_line: int, last_line: int) -> dict[int, list[str]]:
        """What stands at each line of a chunk: "a3+2 Tom Bradley; 02-03".

        That is a finding's id, how many lines it goes on for, and what the lines don't say in so many words. What is
        told again elsewhere has its id there too.
        """
        marks: dict[int, list[str]] = {}
        for key, item in self.items.items():
            if isinstance(item, Topic) and _is_heading(item):
                continue
            cited = {line for evidence in item.evidence for line in _lines(evidence)}
            first = item.evidence[0].line
            runs = _runs(sorted(line for line in cited if first_line <= line <= last_line))
            runs.sort(key=lambda run: not run[0] <= first <= run[1])
            for at, (line, last) in enumerate(runs if isinstance(item, RECURRING) else runs[:1]):
                shown = key if last == line or isinstance(item, Attendee | Topic) else f"{key}+{last - line}"
                marks.setdefault(line, []).append(shown if at else f"{shown} {_rest(item, self.year)}".rstrip())
        return marks


def _runs(lines: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of the lines that follow each other, or have but one between them, such as a blank one."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and line <= runs[-1][1] + 2:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs


def _is_heading(topic: Topic) -> bool:
    """Whether a topic is called what the line on which it begins says: there is nothing to check then."""
    return topic.evidence[0].quote.rstrip(" #*:=").endswith(topic.title)


def _lines(evidence: Evidence) -> range:
    return range(evidence.line, evidence.line + evidence.quote.count("\n") + 1)


def _rest(item: Item, year: int | None) -> str:
    """What of ``item`` its evidence doesn't say in so many words."""
    quotes = " ".join(evidence.quote for evidence in item.evidence)
    if isinstance(item, Metric) and _is_labelled(item, PRINT.sub("", quotes)):
        return ""
    said = frozenset(WORDS.findall(quotes.casefold()))
    rest = [
        part
        for part in _parts(item, year)
        if part.startswith("!") or not said.issuperset(WORDS.findall(part.casefold()))
    ]
    return "; ".join(part.removeprefix("!") for part in rest if part)


def _is_labelled(metric: Metric, text: str) -> bool:
    """Whether ``text`` says a figure as "label: figure", with a label of the metric's own words."""
    before, colon, _ = text.partition(f": {metric.value}")
    label = WORDS.findall(before.rpartition(" - ")[2].casefold())
    return bool(colon and label) and set(label).issubset(WORDS.findall(metric.name.casefold()))


def _parts(item: Item, year: int | None) -> Iterator[str]:
    """What a reviewer checks of ``item``; "!" before what is told even if the notes say it."""
    match item:
        case ActionItem():
            yield from (item.task, *_owners(item.owners))
            yield _day(item.due, year)
            if item.status != "open":
                yield item.status.replace("_", " ")
        case Milestone():
            yield item.text
            yield _day(item.due, year)
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
    return tuple(owner.name for owner in owners) or ("!nobody",)


def _day(due: Due | None, year: int | None) -> str:
    """The day that a deadline means, unless the notes leave nothing to guess."""
    if due is None or (due.date and YEAR.search(due.text)):
        return ""
    if due.date is None:
        return "!no day"
    return f"!{due.date:%m-%d}" if due.date.year == year else f"!{due.date}"


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
