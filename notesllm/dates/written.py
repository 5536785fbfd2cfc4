"""Dates with the month's name: "Oct. 15th, 2024", "31st July to 6th August 2023", "17 de febrero", "December 2024"."""

import re
from functools import cache

from notesllm.dates.reading import Found, Group, Reading, Recogniser
from notesllm.dates.reckoning import day, full_year, months, nearest
from notesllm.dates.terms import Terms, terms

BEFORE = 24  # code points in which a preposition stands


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


def _patterns(words: Terms) -> tuple[re.Pattern[str], ...]:
    suffix = f"(?P<suffix>{words.part('ordinal_ends')})?"
    ends = f"{words.part('ordinal_ends')}?"
    to = rf"\s*(?:[-–—/&]|\b{words.part('to')}\b)\s*(?:{words.part('the', 'of')}\s+)?"
    of = rf"(?:\s*[-.]?\s*(?:{words.part('of')}\s+)?|\s+)"

    def month(group: str) -> str:
        return rf"\b(?P<{group}>{words.month})\b\.?"

    def years(group: str, short: str = "") -> str:
        return rf"(?:[,\s-]*(?:{words.part('of')}\s+)?(?P<{group}>\d{{4}}|'\d\d{short})(?![\d%]|[-/.]\d))"

    number = r"(?P<d1>\d(?<![^\W_].)(?<![.,:/$€£#].)\d?)"  # looks back after the first figure: that search is fast
    stop = r"(?![\d:%/]|[.,]\d|\s*(?:am|pm)\b)"
    close = rf"(?!\d|:|%|/|[.,]\d)(?:(?={years('_').replace('(?P<_>', '(?:')})|(?!\s+[^\W_]))"
    closing = years("y1", r"|(?<=-)\d\d")  # 15-Oct-24
    other = rf"(?P<d2>\d{{1,2}}){ends}"
    day_first = rf"{number}{suffix}{of}{month('m1')}{closing}?(?:{to}{other}{of}{month('m2')}{years('y2')}?)?"
    range_first = rf"{number}{suffix}{to}{other}{of}{month('m1')}(?P<m2>(?!))?(?P<y1>(?!))?{years('y2')}?"
    month_first = (
        rf"{month('m1')}[\s-]*(?:{words.part('the')}\s+)?(?P<d1>\d{{1,2}}){suffix}{stop}{years('y1')}?"
        rf"(?:{to}(?:(?P<m2>{words.month})\b\.?\s+)?{other}{close}{years('y2')}?)?"
    )
    month_year = rf"{month('m1')}(?:{years('y1')}?{to}{month('m2')})?{years('y2')}"
    return tuple(re.compile(p) for p in (range_first, day_first, month_first, month_year))


@cache
def written(language: str) -> Group:
    """The recognisers of dates with a month's name, in the order in which they are tried."""
    *days, month_year = _patterns(terms(language))
    recognisers = (*(Recogniser(pattern, _day_month) for pattern in days), Recogniser(month_year, _month_year))
    return Group(re.compile(rf"{terms(language).month}"), recognisers)
