"""Dates in figures: 2024-10-15, 15.10.2024, 10/15/24, and 5/10 where the words beside it say that it is a date.

Which of two small numbers is the day: a number over 12 can't be a month; dots put the day first; slashes and hyphens put
the month first in English and the day first elsewhere, unless :func:`writes_day_first` has seen the document do otherwise.
"""

import re
from functools import lru_cache

from notesllm.dates.reading import Found, Reading, Recogniser
from notesllm.dates.reckoning import DECEMBER, day, full_year, nearest
from notesllm.dates.terms import Terms, terms
from notesllm.lexicon import Lexicon

CLEAR_LEFT = r"(?<![^\W_])(?<![/.:#$€£])(?<!\d[-_,])"  # no figure of a longer number, path, time or price
CLEAR_RIGHT = r"(?![^\W_]|%|[./:,-]\d)"
FULL = re.compile(rf"{CLEAR_LEFT}(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}|\d\d){CLEAR_RIGHT}")
SPACED = re.compile(rf"{CLEAR_LEFT}(\d{{1,2}})(\.)\s(\d{{1,2}})\.\s?(\d{{4}}){CLEAR_RIGHT}")
YEAR_FIRST = re.compile(rf"{CLEAR_LEFT}(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?!\d|[-/.]\d)")
COMPACT = re.compile(r"(?<![^\W_])(?<![./#$:])(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![^\W_])")
VERSION_YEARS = 2  # "1.2.21" is a date only near the meeting's year: versions look the same


def _ordered(first: int, second: int, day_first: bool) -> tuple[int, int]:  # noqa: FBT001 - the answer to one question
    """(month, day) of two numbers in their written order."""
    if first > DECEMBER or (day_first and second <= DECEMBER):
        return second, first
    return first, second


def _full(match: re.Match[str], reading: Reading) -> Found | None:
    dotted, written = match[2] == ".", match[4]
    month, number = _ordered(int(match[1]), int(match[3]), dotted or reading.day_first)
    found = day(full_year(written), month, number)
    if found and dotted and len(written) == 2:  # noqa: PLR2004 - two figures
        anchor = reading.anchor
        if anchor and abs(anchor.year - found.year) > VERSION_YEARS or not anchor and reading.terms.language == "en":
            return None
    return Found(found, found) if found else None


def _year_first(match: re.Match[str], _: Reading) -> Found | None:
    found = day(int(match[1]), int(match[3]), int(match[4]))
    return Found(found, found) if found else None


def _compact(match: re.Match[str], _: Reading) -> Found | None:
    found = day(int(match[1]), int(match[2]), int(match[3]))
    return Found(found, found) if found else None


def _short(match: re.Match[str], reading: Reading) -> Found | None:
    month, number = _ordered(int(match["a"]), int(match["b"]), match["sep"] == "." or reading.day_first)
    if not day(2000, month, number):
        return None
    found = nearest(reading.anchor, month, number) if reading.anchor else None
    return Found(found, found, "day", has_year=False)


def _short_patterns(words: Terms) -> tuple[re.Pattern[str], ...]:
    """5/10 after a word of time, in brackets before a colon or before the name of a meeting; 24/7 and 3/4 else."""
    lead = rf"\b(?:{words.part('by', 'before', 'on', 'past', 'next', 'date_lead')}|{words.weekday}),?[:.]?\s+(?:{words.part('the')}\s+)?\(?"
    pair = r"(?P<date>(?P<a>\d{1,2})(?P<sep>/)(?P<b>\d{1,2}))"
    after = rf"(?![^\W_]|%|[./:,-]\d|\s+{words.part('not_date_after')}\b)"
    dotted = r"(?P<date>(?P<a>\d{1,2})(?P<sep>\.)\s?(?P<b>\d{1,2})\.)(?!\s?\d)"
    return (
        re.compile(rf"{lead}{pair}{after}"),
        re.compile(rf"(?:^|[(\[*])\s*{pair}(?=\s*(?:[)\]:]|\*\*|[-–—]\s|{words.part('meeting')}\b)|\s*$)"),
        re.compile(rf"{lead}{dotted}") if words.language != "en" else re.compile(r"(?!)"),
    )


@lru_cache(maxsize=None)
def numeric(language: str) -> tuple[Recogniser, ...]:
    """The recognisers of dates in figures, in the order in which they are tried."""
    short = tuple(Recogniser(pattern, _short) for pattern in _short_patterns(terms(language)))
    return (
        Recogniser(YEAR_FIRST, _year_first),
        Recogniser(FULL, _full),
        Recogniser(SPACED, _full),
        Recogniser(COMPACT, _compact),
        *short,
    )


def writes_day_first(text: str, lexicon: Lexicon) -> bool:
    """Whether 5/10 is the fifth of October in this document: by its other dates, else by its language."""
    pairs = [(int(m[1]), int(m[3])) for m in FULL.finditer(text) if m[2] != "."]
    day_first = sum(first > DECEMBER for first, _ in pairs)
    month_first = sum(second > DECEMBER for _, second in pairs)
    return day_first > month_first if day_first != month_first else lexicon.language != "en"
