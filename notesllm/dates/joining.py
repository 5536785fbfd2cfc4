"""Deadlines that overlap or belong together become one: "today or tomorrow", "Q4 2024 - Q1 2025"."""

import re
from functools import cache

from notesllm.dates.claiming import apart
from notesllm.dates.mention import Deadline
from notesllm.dates.reading import Reading
from notesllm.dates.terms import terms


@cache
def _between(language: str) -> re.Pattern[str]:
    words = terms(language)
    return re.compile(rf"\s*(?:[-–—/→]|->|{words.part('to')}|{words.part('or')})?\s*")


def _claim(deadline: Deadline, calendar: set[Deadline]) -> tuple[bool, bool, int, int]:
    """Of two that want the same words, the calendar's day wins, then the one that gives a day, then the longer."""
    return deadline not in calendar, deadline.date is None, deadline.start - deadline.end, deadline.start


def _pair(first: Deadline, second: Deadline, gap: str, text: str) -> Deadline | None:
    """Both as one: the later of two alternatives, and no day for what goes on ("ongoing through 2025")."""
    span = first.start, second.end, text[first.start : second.end]
    if not gap.strip():
        if first.date is None and first.precision == "unclear":
            return Deadline(*span, None, "unclear", max(first.strength, second.strength))
        return None
    if second.date is None:
        return None
    return Deadline(*span, second.date, second.precision, max(first.strength, second.strength))


def joined(found: list[Deadline], calendar: set[Deadline], reading: Reading) -> tuple[Deadline, ...]:
    """The deadlines in order, apart from each other; those of ``calendar`` are days that are written out."""
    kept = apart(sorted(found, key=lambda deadline: _claim(deadline, calendar)))
    if len(kept) == 1:
        return (kept[0],)
    result = kept[:1]
    between = _between(reading.terms.language)
    for deadline in kept[1:]:
        last = result[-1]
        match = between.fullmatch(reading.low, last.end, deadline.start)
        pair = _pair(last, deadline, match[0], reading.text) if match else None
        if pair:
            result[-1] = pair
        else:
            result.append(deadline)
    return tuple(result)
