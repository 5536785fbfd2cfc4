"""Values in plain English sentences."""

import datetime as dt
from collections.abc import Iterable, Sequence

from notesllm.summary import Due, Owner

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(date: dt.date) -> str:
    """A day: "31 October 2024"."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def on_or_in(due: Due) -> str:
    """When something is due, as exactly as the notes say: "on 31 October 2024", "in October 2024", "in Q4 2024"."""
    date = due.date
    if date is None:
        return due.text
    if due.precision == "month":
        return f"in {MONTHS[date.month - 1]} {date.year}"
    if due.precision == "quarter":
        return f"in Q{(date.month + 2) // 3} {date.year}"
    if due.precision == "year":
        return f"in {date.year}"
    return f"on {day(date)}" if due.precision == "day" else f"by {day(date)}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 action", "2 actions"."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def listed(parts: Sequence[str]) -> str:
    """Several things: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def names(owners: Iterable[Owner]) -> str:
    """Who they are: "Ana and Bo"."""
    return listed([owner.name for owner in owners])


def short(text: str, most: int) -> str:
    """At most so many words of a text; an ellipsis tells that there are more."""
    words = text.split()
    return " ".join(words).rstrip(".") if len(words) <= most else f"{' '.join(words[:most]).rstrip(',;:.–-')} …"
