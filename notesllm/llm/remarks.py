"""Items in few words: what a reviewer has to check beside the notes, and one line for those who don't see the notes."""

import re
from collections.abc import Iterator

from notesllm.summary import (
    ActionItem,
    Attendee,
    Decision,
    Due,
    Item,
    Metric,
    Milestone,
    Question,
    Risk,
    Topic,
)

WORDS = re.compile(r"\w+")
PRINT = re.compile(r"[*\\]")
YEAR = re.compile(r"\b\d{4}\b")


def remark(item: Item, year: int | None) -> str:
    """What of ``item`` its evidence doesn't say in so many words."""
    quotes = " ".join(evidence.quote for evidence in item.evidence)
    if isinstance(item, Metric) and _is_labelled(item, PRINT.sub("", quotes)):
        return ""
    said = frozenset(WORDS.findall(quotes.casefold()))
    rest = [part for part in _beside(item, year) if part]
    rest += [part for part in _stated(item) if not said.issuperset(WORDS.findall(part.casefold()))]
    return "; ".join(rest)


def _is_labelled(metric: Metric, text: str) -> bool:
    """Whether ``text`` says a figure as "label: figure", with a label of the metric's own words."""
    before, colon, _ = text.partition(f": {metric.value}")
    label = WORDS.findall(before.rpartition(" - ")[2].casefold())
    return bool(colon and label) and set(label).issubset(WORDS.findall(metric.name.casefold()))


def _stated(item: Item) -> Iterator[str]:
    """What a reviewer checks where the notes don't say it themselves."""
    match item:
        case ActionItem():
            yield from (owner.name for owner in item.owners)
            yield from ("" if item.status == "open" else item.status.replace("_", " "), item.task)
        case Attendee() | Metric():
            yield item.name
        case Decision():
            yield from (item.made_by or "", item.text)
        case Risk():
            yield from (*[owner.name for owner in item.owners], item.text)
        case Question():
            yield from (item.asked_by or "", item.answered_by or "", item.text)
        case Milestone():
            yield item.text
        case Topic():
            yield item.title


def _beside(item: Item, year: int | None) -> Iterator[str]:
    """What a reviewer checks whatever the notes say."""
    match item:
        case ActionItem():
            yield from ("" if item.owners else "nobody", _day(item.due, year))
        case Milestone():
            yield _day(item.due, year)
        case Metric():
            yield item.value
        case Attendee():
            yield from ("" if item.presence == "present" else item.presence, "host" if item.host else "")


def _day(due: Due | None, year: int | None) -> str:
    """The day that a deadline means, unless the notes leave nothing to guess."""
    if due is None or (due.date and YEAR.search(due.text)):
        return ""
    if due.date is None:
        return "no day"
    return f"{due.date:%m-%d}" if due.date.year == year else f"{due.date}"


def sentence(item: Item) -> str:
    """What ``item`` says, in one line."""
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
