"""Weeks, months, quarters and years: "end of next month", "mid-November", "by Q1", "H1 2025", "in 2025".

A bare month, quarter or year means its last day, "mid" the 15th of a month, "early" no day at all.
"""

import re

from notesllm.dates.mention import Precision
from notesllm.dates.phrase import DIGIT, STOP, Meaning, Phrase, parts, triggers
from notesllm.dates.reading import Reading
from notesllm.dates.reckoning import FRIDAY, Period, current, full_year, in_following_week, months, nearest_months, on_or_after
from notesllm.dates.terms import Terms

UNITS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
NAMES: dict[int, Precision] = {1: "month", 3: "quarter", 6: "quarter", 12: "year"}
WHOLE = {"eom": 1, "eoq": 3, "eoy": 12}
YEARS_AHEAD = 12
MIDDLE = 15


def _of_period(period: Period | None, match: re.Match[str], count: int) -> Meaning:
    """What a period means after "end of", "mid" or "early", or bare."""
    precision = NAMES[count]
    bare = not (match["end"] or match["early"] or match["mid"] or match["late"])
    strength, needs = (0, 1) if bare else (1, 0)
    if not period or match["early"] or (match["mid"] and count > 1):
        return Meaning(None, precision, strength, needs)
    if match["mid"]:
        return Meaning(period.first.replace(day=MIDDLE), precision, strength)
    return Meaning(period.last, "day" if match["end"] else precision, strength, needs, period.first if bare else None)


def _unit(match: re.Match[str], reading: Reading) -> Meaning | None:
    """ "end of next month" is a day; "next month" is none."""
    anchor, following = reading.anchor, bool(match["next"])
    unit = next((name for name in ("week", *UNITS) if match[name]), "week")
    count = UNITS.get(unit, 0)
    precision: Precision = NAMES[count] if count else "week"
    if not match["end"]:
        return Meaning(None, precision, strength=1) if following or match["this"] or match["coming"] else None
    if not anchor:
        return Meaning(None, strength=1)
    if not count:
        return Meaning(in_following_week(anchor, FRIDAY) if following else on_or_after(anchor, FRIDAY), strength=1)
    period = current(anchor, count, int(following))
    return Meaning(period.last if period else None, strength=1)


def _whole(part: str, words: Terms) -> Phrase:
    """One word or phrase for the end of a period: EOW, Monatsende."""

    def read(match: re.Match[str], reading: Reading) -> Meaning:
        if not reading.anchor:
            return Meaning(None, strength=1)
        if part == "eow":
            following = match["next"]
            return Meaning((in_following_week if following else on_or_after)(reading.anchor, FRIDAY), strength=1)
        period = current(reading.anchor, WHOLE[part], int(bool(match["next"])))
        if match["year"]:
            period = months(full_year(match["year"]), 12, 1) if part == "eoy" else None
        return Meaning(period.last if period else None, strength=1)

    year = rf"(?:\s+(?:{words.part('of')}\s+)?(?P<year>20\d\d)\b)?"
    next_one = rf"(?:(?P<next>{words.part('next')})\s+)?"
    return Phrase(parts(words, part), re.compile(rf"(?<![\w-]){next_one}{words.part(part)}(?![\w-]){year}"), read)


def _month(match: re.Match[str], reading: Reading) -> Meaning | None:
    words, name = reading.terms, match["month"]
    large = reading.capital(match.start("month"))
    framed = match["end"] or match["early"] or match["mid"] or match["late"] or match["year"]
    surname = reading.text[match.end() : match.end() + 1] == " " and reading.capital(match.end() + 1)
    if not framed and ((name in words.ambiguous and not large) or (name in words.names and surname)):
        return None
    number, anchor = words.month_number(name), reading.anchor
    if match["year"]:
        period = months(full_year(match["year"].strip("'")), number, 1)
    else:
        period = nearest_months(anchor, number, 1) if anchor else None
    return _of_period(period, match, 1)


def _part_of_year(match: re.Match[str], reading: Reading) -> Meaning | None:
    """Quarters and halves, as "Q4", "Q4 2024" or "second quarter"."""
    count = 3 if match["quarter"] else 6
    written = match["figure"] or match["ordinal"]
    number = int(written) if written.isdecimal() else reading.terms.numbers.get(written, 0)
    if not 0 < number <= 12 // count:
        return None
    year, anchor = match["year"] or match["year_before"], reading.anchor
    start = (number - 1) * count + 1
    if year:
        period = months(full_year(year.strip("'")), start, count)
    else:
        period = nearest_months(anchor, start, count) if anchor else None
    meaning = _of_period(period, match, count)
    at_end = STOP.match(reading.low, match.end()) or re.match(rf"\s+{reading.terms.part('after_period')}\b", reading.low[match.end() :])
    return meaning._replace(needs=0 if at_end else meaning.needs)


def _year(match: re.Match[str], reading: Reading) -> Meaning | None:
    year, anchor = int(match["year"]), reading.anchor
    if anchor and not anchor.year <= year <= anchor.year + YEARS_AHEAD:
        return None
    return _of_period(months(year, 1, 12), match, 12)


def periods(words: Terms) -> tuple[Phrase, ...]:
    """The recognisers of periods."""
    the = rf"(?:{words.part('the', 'of')}\s+){{0,2}}"
    frame = (
        rf"(?:(?:(?P<end>{words.part('end_of')})|(?P<early>{words.part('early')})|(?P<mid>{words.part('mid')})"
        rf"|(?P<late>{words.part('late')}))(?:\s+|-|(?<=')){the})?"
    )
    year = r"(?P<year>(?:19|20)\d\d|'\d\d)(?!\d|[-/.]\d)"
    of = rf"[\s,-]*(?:{words.part('of')}\s+)?"
    unit = "|".join(rf"(?P<{name}>{words.part(name)})" for name in ("week", *UNITS))
    which = rf"(?:(?P<next>{words.part('next')})\s+|(?P<coming>{words.part('coming')})\s+|(?P<this>{words.part('this')})\s+)?"
    letters = rf"(?P<quarter>{words.part('quarter_letters')})|{words.part('half_letters')}"
    ordinal = rf"(?P<ordinal>[1-4](?={words.part('ordinal_ends')})|{words.number})"
    spelled = rf"{ordinal}{words.part('ordinal_ends')}?\s*(?:(?P<quarter>{words.part('quarter')})|{words.part('half')})"
    return (
        *(_whole(part, words) for part in ("eow", *WHOLE)),
        Phrase(parts(words, "week", *UNITS), re.compile(rf"\b{frame}{which}(?:{unit})(?![\w'])"), _unit),
        Phrase(
            triggers(words.months),
            re.compile(rf"\b{frame}{the}\b(?P<month>{words.month})\b\.?(?![-/.]?\d)(?:{of}{year})?(?!\s*\d)"),
            _month,
        ),
        Phrase(
            parts(words, "quarter_letters", "half_letters"),
            re.compile(
                rf"(?<![\w-]){frame}(?:(?P<year_before>20\d\d)\s+)?(?:{letters})(?P<figure>[1-4])(?P<ordinal>(?!))?"
                rf"(?:[\s,/-]*(?:{words.part('of')}\s+)?(?:fy\s?)?(?P<year>20\d\d|'\d\d|(?<=/)\d\d))?(?!\w)"
            ),
            _part_of_year,
        ),
        Phrase(
            parts(words, "quarter", "half"),
            re.compile(rf"\b{frame}{the}(?P<year_before>(?!))?{spelled}(?P<figure>(?!))?(?:{of}{year})?(?!\w)"),
            _part_of_year,
        ),
        Phrase(frozenset(DIGIT), re.compile(rf"(?<![\w.,/-]){frame}(?P<year>20\d\d)(?![\w%]|[-/.,:]\d|\s+{words.part('not_date_after')}\b)"), _year),
    )
