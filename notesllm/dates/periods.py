"""Months, quarters, halves and years of the calendar: "mid-November", "by Q1", "H1 2025", "in 2025"."""

import re
from functools import cache

from notesllm._regex import regex
from notesllm.dates.framing import framed, meaning_of
from notesllm.dates.phrase import DIGIT, STOP, Meaning, Phrase, later, parts
from notesllm.dates.reading import Reading
from notesllm.dates.reckoning import DECEMBER, full_year, months, nearest_months
from notesllm.dates.terms import Terms, terms
from notesllm.dates.tokens import ends_with, last_tokens, triggers

YEARS_AHEAD = 12
BEFORE = 32  # code points in which a preposition stands
QUARTER, HALF = 3, 6
NOUN = regex(r"(?:(?P<hyphen>-)|\s+)(?P<word>[^\W\d_]+)")
YEAR_LEADS = ("by", "before", "year_lead")


def _meaning(match: re.Match[str], reading: Reading, start: int, count: int) -> Meaning:
    """What the ``count`` months from number ``start`` on mean, in the year that stands there or the nearest."""
    year, frame = match["year"] or match.groupdict().get("year_before"), framed(match.start(), reading)
    if year:
        return meaning_of(months(full_year(year.strip("'")), start, count), count, frame)
    anchor = reading.anchor
    meaning = meaning_of(nearest_months(anchor, start, count) if anchor else None, count, frame)
    if anchor and meaning.date and meaning.date < anchor:  # in late June, "mid-June" is next year's
        return meaning_of(months(meaning.date.year + 1, start, count), count, frame)
    return meaning


@cache
def _names_meeting(language: str) -> re.Pattern[str]:
    """What stands before a month that tells one meeting from others: "riunione di" giugno."""
    words = terms(language)
    return re.compile(rf"(?<!\w){words.part('meeting')}\s+{words.part('month_of')}\s*$")


def _is_name(match: re.Match[str], reading: Reading) -> bool:
    """Whether the month only tells things of a kind apart: "the June board", "Juni-Sitzung", "riunione di giugno"."""
    low, start, end, language = reading.low, match.start(), match.end(), reading.terms.language
    first = max(0, start - BEFORE)
    follows = NOUN.match(low, end)
    if follows and follows["hyphen"] and follows["word"] not in reading.terms.months:
        return True
    articles = reading.terms.due.get("month_article", ())
    if follows and not follows["hyphen"]:
        before = low[first:start].split()
        if before and before[-1] in articles:
            return True
    if reading.words.isdisjoint(parts(reading.terms, "meeting")):
        return False
    return _names_meeting(language).search(low, first, start) is not None


def _month(match: re.Match[str], reading: Reading) -> Meaning | None:
    words, name = reading.terms, match["month"]
    if not match["year"] and _is_name(match, reading):
        return None
    meaning = _meaning(match, reading, words.month_number(name), 1)
    if match["year"] or not meaning.needs:
        return meaning
    large = reading.capital(match.start("month"))
    surname = reading.text[match.end() : match.end() + 1] == " " and reading.capital(match.end() + 1)
    is_word = (name in words.ambiguous and not large) or (name in words.names and surname)
    return None if is_word else meaning


def _part_of_year(match: re.Match[str], reading: Reading) -> Meaning | None:
    """A quarter or half; without a lead-in it is a deadline only where the clause ends ("the Q4 report" is a name)."""
    count = QUARTER if match["quarter"] else HALF
    written = match["number"]
    number = int(written) if written.isdecimal() else reading.terms.numbers.get(written, 0)
    if not 0 < number <= DECEMBER // count:
        return None
    meaning = _meaning(match, reading, (number - 1) * count + 1, count)
    if len(match[0]) == 2 and match[0][0] != "q":
        if not reading.capital(match.start()):
            return None  # h2 is a protocol
        if match[0][0] != "h":  # "T2" and "S1" are the names of tasks and sprints, too
            return meaning._replace(needs=2)
    ends = STOP.match(reading.low, match.end()) or reading.terms.goes_on(reading.low, match.end())
    return meaning._replace(needs=0 if ends else 2) if meaning.needs else meaning


def _year(match: re.Match[str], reading: Reading) -> Meaning | None:
    year, anchor = int(match["year"]), reading.anchor
    if anchor and not anchor.year <= year <= anchor.year + YEARS_AHEAD:
        return None
    start = match.start()
    if not framed(start, reading).part and not _is_led(start, reading):
        return None
    return _meaning(match, reading, 1, DECEMBER)


def _is_led(start: int, reading: Reading) -> bool:
    """Whether the words stand before a bare year that it must follow: "in 2025"; other numbers look the same."""
    language, first = reading.terms.language, max(0, start - BEFORE)
    if not ends_with(reading.low, first, start, last_tokens(language, *YEAR_LEADS)):
        return False
    return _year_lead(language).search(reading.low, first, start) is not None


@cache
def _year_lead(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){terms(language).part(*YEAR_LEADS)}\s+$")


def _year_after(words: Terms) -> str:
    of = rf"[\s,-]*(?:{words.part('of')}\s+)?"
    return rf"(?:{of}(?P<year>(?:19|20)\d\d|'\d\d)(?!\d|[-/.]\d))?"


def _month_pattern(words: Terms) -> str:
    meeting = words.part("meeting")
    return rf"\b(?P<month>{words.month})\b\.?(?![-/.]?\d){_year_after(words)}(?!\s*\d|\s+{meeting}\b)"


def _letter_pattern(words: Terms) -> str:
    fiscal = rf"(?:[\s,/-]*(?:{words.part('of')}\s+)?(?:fy\s?)?(?P<year>20\d\d|'\d\d|(?<=/|y)\d\d)(?!\d))?"
    letters = rf"(?:(?P<quarter>{words.part('quarter_letters')})|{words.part('half_letters')})"
    return rf"(?<![\w-])(?:(?:fy\s?)?(?P<year_before>20\d\d)[\s-])?{letters}(?P<number>[1-4]){fiscal}(?!\w)"


def _ordinal_pattern(words: Terms) -> str:
    units = rf"(?:(?P<quarter>{words.part('quarter')})|{words.part('half')})"
    ordinal = (
        rf"(?P<number>[1-4](?={words.part('ordinal_ends')})|{words.part('ordinals')}){words.part('ordinal_ends')}?"
    )
    return rf"(?<!\w){ordinal}\s*{units}{_year_after(words)}(?!\w)"


def _year_pattern(words: Terms) -> str:
    return rf"(?P<year>20(?<![\w.,/-]..)\d\d)(?![\w%]|[-/.,:]\d|\s+{words.part('not_date_after')}\b)"


def periods(words: Terms) -> tuple[Phrase, ...]:
    """The recognisers."""
    return (
        Phrase(triggers(words.months), later(lambda: _month_pattern(words)), _month),
        Phrase(
            parts(words, "quarter_letters", "half_letters"),
            later(lambda: _letter_pattern(words)),
            _part_of_year,
            frozenset(DIGIT),
        ),
        Phrase(
            parts(words, "quarter", "half"),
            later(lambda: _ordinal_pattern(words)),
            _part_of_year,
            parts(words, "ordinals") | {DIGIT},
        ),
        Phrase(frozenset(DIGIT), later(lambda: _year_pattern(words)), _year),
    )
