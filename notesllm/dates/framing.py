"""What a period means by the words before it: "end of", "early", "mid", "late"; bare, its last day."""

import re
from functools import cache
from typing import NamedTuple

from notesllm.dates.mention import Precision
from notesllm.dates.phrase import Meaning
from notesllm.dates.reading import Reading
from notesllm.dates.reckoning import Period
from notesllm.dates.terms import terms
from notesllm.dates.tokens import ends_with, last_tokens

NAMES: dict[int, Precision] = {1: "month", 3: "quarter", 6: "quarter", 12: "year"}  # by the count of months
BEFORE = 32  # code points in which the words stand
MIDDLE = 15
PARTS = ("end_of", "early", "mid", "late")


class Frame(NamedTuple):
    """The part of a period that is meant, and where its words begin."""

    part: str | None
    start: int


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = terms(language)
    kinds = "|".join(rf"(?P<{name}>{words.part(name)})" for name in PARTS)
    return re.compile(rf"(?<![\w-])(?:{kinds})(?:\s+|-|(?<='))(?:{words.part('the', 'of')}\s+){{0,2}}$")


def framed(start: int, reading: Reading) -> Frame:
    """The frame of a period that begins at ``start``."""
    language, first = reading.terms.language, max(0, start - BEFORE)
    if not ends_with(reading.low, first, start, last_tokens(language, *PARTS, "the", "of")):
        return Frame(None, start)
    match = _pattern(language).search(reading.low, first, start)
    return Frame(match.lastgroup, match.start()) if match else Frame(None, start)


def meaning_of(period: Period | None, count: int, frame: Frame) -> Meaning:
    """The period's last day, but no day for "early", and the 15th for the middle of a month."""
    part, precision = frame.part, NAMES[count]
    strength, needs = (1, 0) if part else (0, 1)
    if not period or part == "early" or (part == "mid" and count > 1):
        return Meaning(None, precision, strength, needs, start=frame.start)
    if part == "mid":
        return Meaning(period.first.replace(day=MIDDLE), precision, strength, start=frame.start)
    if part:
        return Meaning(period.last, "day" if part == "end_of" else precision, strength, start=frame.start)
    return Meaning(period.last, precision, strength, needs, first=period.first)
