"""Dates in figures: 2024-10-15, 15.10.2024, 10/15/24, and 5/10 where the words beside it say that it is a date.

Which of two small numbers is the day: a number over 12 can't be a month; dots put the day first; slashes and hyphens
put the month first in English and the day first elsewhere, unless the caller knows better (see
:func:`writes_day_first`).
"""

import re
from functools import cache

from notesllm._regex import regex
from notesllm.dates.reading import Found, Reading, Recogniser
from notesllm.dates.reckoning import DECEMBER, day, full_year, nearest
from notesllm.dates.terms import terms
from notesllm.dates.tokens import ends_with, last_tokens, tokens
from notesllm.lexicon import Lexicon

CLEAR = r"(?<![^\W_].)(?<![/.:#$€£].)(?<!\d[-_,].)"  # after the first figure: not of a number, path or price
CLEAR_RIGHT = r"(?![^\W_]|%|[./:,-]\d)"
FULL = regex(rf"(\d{CLEAR}\d?)([./-])(\d{{1,2}})\2(\d{{4}}|\d\d){CLEAR_RIGHT}")
SPACED = regex(rf"(\d{CLEAR}\d?)(\.)\s(\d{{1,2}})\.\s?(\d{{4}}){CLEAR_RIGHT}")
YEAR_FIRST = regex(rf"(\d{CLEAR}\d{{3}})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?!\d|[-/.]\d)")
COMPACT = regex(r"(20(?<![^\W_]..)(?<![./#$:]..)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![^\W_])")
SLASHED = regex(rf"(?P<a>\d{CLEAR}\d?)(?P<sep>/)(?P<b>\d\d?){CLEAR_RIGHT}")
DOTTED = regex(rf"(?P<a>\d{CLEAR}\d?)(?P<sep>\.)\s?(?P<b>\d\d?)\.(?!\s?\d)")
FRACTIONS = frozenset(("1/2", "1/3", "2/3", "1/4", "3/4"))
UNTIL = frozenset(("by", "before", "until", "till", "til"))
BEFORE = 24  # code points in which a preposition stands
GATE = regex(r"\d(?:[./-]\s?\d|\d{7})")
LEADS = ("by", "before", "on", "past", "next", "date_lead", "day_end")
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
    if found and dotted and len(written) == 2:
        anchor = reading.anchor
        if (anchor and abs(anchor.year - found.year) > VERSION_YEARS) or (
            not anchor and reading.terms.language == "en"
        ):
            return None
    return Found(found, found) if found else None


def _year_first(match: re.Match[str], _: Reading) -> Found | None:
    found = day(int(match[1]), int(match[3]), int(match[4]))
    return Found(found, found) if found else None


def _compact(match: re.Match[str], _: Reading) -> Found | None:
    found = day(int(match[1]), int(match[2]), int(match[3]))
    return Found(found, found) if found else None


@cache
def _leads(language: str) -> re.Pattern[str]:
    """The words of time before 5/10 that make it a date."""
    words = terms(language)
    leads = f"{words.part(*LEADS)}|{words.weekday}"
    return re.compile(rf"(?<!\w)(?:{leads})\.?,?:?\s+(?:{words.part('the', 'filler')}\s+)*\(?$")


@cache
def _lead_ends(language: str) -> frozenset[str]:
    return last_tokens(language, *LEADS, "the", "filler") | {tokens(day)[-1] for day in terms(language).weekdays}


@cache
def _announces(language: str) -> re.Pattern[str]:
    """What follows 5/10 that is a date, too, where it opens a line or bracket and announces something."""
    return re.compile(rf"\s*(?:[)\]:]|\*\*|[-–—]\s|{terms(language).part('meeting')}\b|$)")


def _short(match: re.Match[str], reading: Reading) -> Found | None:
    dotted = match["sep"] == "."
    month, number = _ordered(int(match["a"]), int(match["b"]), dotted or reading.day_first)
    english = dotted and reading.terms.language == "en"  # in which "3.11" is a version
    if not day(2000, month, number) or (english and not len(match["a"]) == len(match["b"]) == 2):
        return None
    low, start, language = reading.low, match.start(), reading.terms.language
    leading = ends_with(low, max(0, start - BEFORE), start, _lead_ends(language))
    led = _leads(language).search(low, max(0, start - BEFORE), start) if leading else None
    if led and match[0] in FRACTIONS and led[0].split()[0] == "by":
        return None  # carried by 2/3 of the votes
    if english and (not led or led[0].split()[0] not in UNTIL):
        return None
    if not led:
        opens = not dotted and low[max(0, start - BEFORE) : start].rstrip()[-1:] in ("", "(", "[", "*")
        if not opens or not _announces(language).match(low, match.end()) or reading.terms.no_date(low, match.end()):
            return None
    found = nearest(reading.anchor, month, number) if reading.anchor else None
    return Found(found, found, "day", has_year=False)


# In the order in which they are tried, each with the signs of which its matches hold one.
RECOGNISERS = (
    ("-/.", Recogniser(YEAR_FIRST, _year_first)),
    ("-/.", Recogniser(FULL, _full)),
    (".", Recogniser(SPACED, _full)),
    ("2", Recogniser(COMPACT, _compact)),
    ("/", Recogniser(SLASHED, _short)),
    (".", Recogniser(DOTTED, _short)),
)


def numeric(reading: Reading) -> list[Recogniser]:
    """The recognisers of dates in figures: the same in every language."""
    low = reading.low
    if not GATE.search(low):
        return []
    return [recogniser for signs, recogniser in RECOGNISERS if any(sign in low for sign in signs)]


def writes_day_first(text: str, lexicon: Lexicon) -> bool:
    """Whether 5/10 is the fifth of October in this document: by its other dates, else by its language."""
    pairs = [(int(m[1]), int(m[3])) for m in FULL.finditer(text) if m[2] != "."]
    day_first = sum(first > DECEMBER for first, _ in pairs)
    month_first = sum(second > DECEMBER for _, second in pairs)
    return day_first > month_first if day_first != month_first else lexicon.language != "en"
