"""How pages say days, periods, deadlines and numbers of things."""

import datetime as dt

from notesllm.render.words import one_line
from notesllm.summary import Due

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONGEST = 280  # characters of a quote that are shown


def day(value: dt.date | None) -> str:
    """As people write it, whatever the machine's language: 5 Nov 2024."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def due(value: Due | None) -> str:
    """A deadline as precise as it is: a day, a month, a quarter, or the notes' own words."""
    if value is None:
        return ""
    if value.date is None:
        return cut(value.text, 60)
    if value.precision == "month":
        return f"{MONTHS[value.date.month - 1]} {value.date.year}"
    if value.precision == "quarter":
        return f"Q{(value.date.month + 2) // 3} {value.date.year}"
    return str(value.date.year) if value.precision == "year" else day(value.date)


def count(number: int, one: str, many: str = "") -> str:
    """``1 day``, ``2 days``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def cut(text: str, longest: int = LONGEST) -> str:
    """Text on one line, at most so long, cut between words where there are any."""
    shown = one_line(text)
    if len(shown) <= longest:
        return shown
    kept = shown[: longest - 1]
    return (kept.rpartition(" ")[0] if " " in kept[longest // 2 :] else kept).rstrip() + "…"
