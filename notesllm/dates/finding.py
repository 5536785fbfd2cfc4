"""The calendar dates in a text."""

import datetime as dt
import re
from functools import cache

from notesllm.dates.claiming import apart
from notesllm.dates.mention import Mention
from notesllm.dates.numeric import numeric
from notesllm.dates.reading import Found, Group, Reading
from notesllm.dates.terms import lowered, terms
from notesllm.dates.tokens import has_figure, tokens, triggers
from notesllm.dates.weeks import weeks
from notesllm.dates.written import written
from notesllm.lexicon import Lexicon

BESIDE = 24  # code points in which a weekday stands before its date
GROUPS: tuple[Group, ...] = (numeric, written, weeks)


@cache
def _weekdays(language: str) -> frozenset[str]:
    return triggers(terms(language).weekdays)


@cache
def _weekday_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = terms(language)
    before = re.compile(rf"\b(?P<weekday>{words.weekday})\b\.?\s*[,(]?\s*(?:{words.part('the', 'on')}\s+)?\(?$")
    clock = r"(?:\s+\d[\d:.]{0,4}\s*[a-z]{0,4})?"
    after = re.compile(rf"{clock}\s*[,(]*\s*\b(?P<weekday>{words.weekday})\b(?!')")
    return before, after


def _with_weekday(found: Mention, reading: Reading) -> Mention:
    """The mention with the weekday that stands before it (then part of it) or after it."""
    if reading.words.isdisjoint(_weekdays(reading.terms.language)):
        return found
    before, after = _weekday_patterns(reading.terms.language)
    start, end = found.start, found.end
    match = before.search(reading.low, max(0, start - BESIDE), start)
    if match:
        start = match.start()
        end += match[0].endswith("(") and reading.low[end : end + 1] == ")"
    else:
        match = after.match(reading.low, end)
    if not match:
        return found
    number = reading.terms.weekday_number(match["weekday"])
    return found._replace(start=start, end=end, text=reading.text[start:end], weekday=number)


def _mention(match: re.Match[str], found: Found, reading: Reading) -> Mention:
    start, end = match.span()
    made = Mention(start, end, reading.text[start:end], found.first, found.precision, found.has_year, None, found.last)
    return _with_weekday(made, reading) if found.precision == "day" else made


def dates_in(reading: Reading) -> tuple[Mention, ...]:
    """The dates of a text under reading. Where two recognisers want the same words, the longer match wins."""
    found = []
    for group in GROUPS:
        for pattern, read in group(reading):
            for match in pattern.finditer(reading.low):
                meaning = read(match, reading)
                if meaning:
                    found.append(_mention(match, meaning, reading))
    if len(found) > 1:
        found.sort(key=lambda m: (m.start - m.end, m.start))
    return tuple(apart(found))


def find_dates(
    text: str, lexicon: Lexicon, anchor: dt.date | None, *, day_first: bool | None = None
) -> tuple[Mention, ...]:
    """The calendar dates in ``text``, in order and apart from each other."""
    if not has_figure(text):
        return ()
    first = lexicon.language != "en" if day_first is None else day_first
    words = frozenset(tokens(text))
    return dates_in(Reading(text, lowered(text), terms(lexicon.language), anchor, first, words))
