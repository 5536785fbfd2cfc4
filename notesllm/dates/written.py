"""Dates with the month's name: "Oct. 15th, 2024", "31st July to 6th August 2023", "17 de febrero", "December 2024"."""

import re
from collections.abc import Callable
from functools import cache

from notesllm._regex import regex
from notesllm.dates.reading import Found, Reading, Recogniser
from notesllm.dates.reckoning import day, full_year, months, nearest
from notesllm.dates.terms import Terms, terms
from notesllm.dates.tokens import TOKEN, triggers

BEFORE = 24  # code points in which a preposition stands
RUN = regex(r"\d+")
YEAR = regex(r"\d{4}|'\d\d")


def _year(match: re.Match[str], group: str) -> int | None:
    written = match[group]
    return full_year(written.strip(" '")) if written else None


@cache
def _lead(language: str) -> re.Pattern[str]:
    words = terms(language)
    return re.compile(
        rf"\b(?:{words.part('by', 'before', 'on', 'past')}|{words.weekday}),?:?\s+(?:{words.part('the')}\s+)?$"
    )


def _is_word(match: re.Match[str], group: str, reading: Reading) -> bool:
    """Whether the month's name is rather another word: "we may 2", "march 5 miles"."""
    name = match[group].rstrip(".")
    if name not in reading.terms.ambiguous or reading.capital(match.start(group)) or match["suffix"]:
        return False
    start = match.start()
    return not _lead(reading.terms.language).search(reading.low, max(0, start - BEFORE), start)


def _day_month(match: re.Match[str], reading: Reading) -> Found | None:
    """Any of the forms with a day: d1 m1 [y1], to d2 [m2] [y2]."""
    words = reading.terms
    has_year = bool(match["y1"] or match["y2"])
    if _is_word(match, "m1", reading) and not has_year:
        return None
    month, number = words.month_number(match["m1"]), int(match["d1"])
    last_month = words.month_number(match["m2"]) if match["m2"] else month
    last_number = int(match["d2"]) if match["d2"] else number
    if not day(2000, month, number) or not day(2000, last_month, last_number):
        return None
    if match["d2"] and last_month == month and last_number <= number:
        last_month, last_number = month, number  # "October 15 - 3 items": no range
    if not has_year and not reading.anchor:
        return Found(None, None, "day", has_year=False)
    year = _year(match, "y2") or _year(match, "y1")
    if year is None and reading.anchor:
        closing = nearest(reading.anchor, last_month, last_number)
        year = closing.year if closing else reading.anchor.year
    last = day(year or 0, last_month, last_number)
    first = day(_year(match, "y1") or (year or 0) - (month > last_month), month, number)
    return Found(first, last, "day", has_year) if first and last else None


def _month_year(match: re.Match[str], reading: Reading) -> Found | None:
    """A month, or from one to another, with the year."""
    words = reading.terms
    month = words.month_number(match["m1"])
    last = words.month_number(match["m2"]) if match["m2"] else month
    year = _year(match, "y2") or 0
    closing = months(year, last, 1)
    opening = months(_year(match, "y1") or year - (month > last), month, 1)
    return Found(opening.first, closing.last, "month") if opening and closing else None


class _Parts:
    """The parts of the patterns in one language."""

    def __init__(self, words: Terms) -> None:
        self.words = words
        self.suffix = f"(?P<suffix>{words.part('ordinal_ends')})?"
        self.to = rf"\s*(?:[-–—/&]|\b{words.part('to')}\b)\s*(?:{words.part('the', 'of')}\s+)?"
        self.of = rf"(?:\s*[-.]?\s*(?:{words.part('of')}\s+)?|\s+)"
        self.other = rf"(?P<d2>\d{{1,2}}){words.part('ordinal_ends')}?"

    def month(self, group: str) -> str:
        return rf"\b(?P<{group}>{self.words.month})\b\.?"

    def years(self, group: str, short: str = "") -> str:
        return rf"(?:[,\s-]*(?:{self.words.part('of')}\s+)?(?P<{group}>\d{{4}}|'\d\d{short})(?![\d%]|[-/.]\d))"


NUMBER = r"(?P<d1>\d(?<![^\W_].)(?<![.,:/$€£#].)\d?)"  # looks back after the first figure: that search is fast


def _range_first(p: _Parts) -> str:
    never = "(?P<m2>(?!))?(?P<y1>(?!))?"
    return rf"{NUMBER}{p.suffix}{p.to}{p.other}{p.of}{p.month('m1')}{never}{p.years('y2')}?"


def _day_first(p: _Parts) -> str:
    closing = p.years("y1", r"|(?<=-)\d\d")  # 15-Oct-24
    last = rf"(?:{p.to}{p.other}{p.of}{p.month('m2')}{p.years('y2')}?)?"
    return rf"{NUMBER}{p.suffix}{p.of}{p.month('m1')}{closing}?{last}"


def _month_first(p: _Parts) -> str:
    stop = r"(?![\d%/]|[.,:]\d|\s*(?:am|pm)\b)"
    close = rf"(?!\d|:|%|/|[.,]\d)(?:(?={p.years('_').replace('(?P<_>', '(?:')})|(?!\s+[^\W_]))"
    last = rf"(?:{p.to}(?:(?P<m2>{p.words.month})\b\.?\s+)?{p.other}{close}{p.years('y2')}?)?"
    article = rf"(?:{p.words.part('the')}\s+)?"
    return rf"{p.month('m1')}[\s-]*{article}(?P<d1>\d{{1,2}}){p.suffix}{stop}{p.years('y1')}?{last}"


def _month_then_year(p: _Parts) -> str:
    return rf"{p.month('m1')}(?:{p.years('y1')}?{p.to}{p.month('m2')})?{p.years('y2')}"


@cache
def _recogniser(language: str, form: Callable[[_Parts], str]) -> Recogniser:
    read = _month_year if form is _month_then_year else _day_month
    return Recogniser(re.compile(form(_Parts(terms(language)))), read)


@cache
def month_words(language: str) -> frozenset[str]:
    return triggers(terms(language).months)


def written(reading: Reading) -> list[Recogniser]:
    """The recognisers of dates with a month's name, in the order in which they are tried."""
    language, low = reading.terms.language, reading.low
    names = month_words(language)
    if reading.words.isdisjoint(names):
        return []
    places = [match.start() for match in TOKEN.finditer(low) if match[0] in names]
    runs = [match.start() for match in RUN.finditer(low)]
    before = sum(place < places[-1] for place in runs)
    forms: list[Callable[[_Parts], str]] = []
    if before > 1:
        forms.append(_range_first)
    if before:
        forms.append(_day_first)
    if runs and runs[-1] > places[0]:
        forms.append(_month_first)
        after = next(place for place in runs if place > places[0])
        if len(places) > 1 or YEAR.match(low, after - (low[after - 1] == "'")):
            forms.append(_month_then_year)
    return [_recogniser(language, form) for form in forms]
