"""Weeks by their number: "2023-W32", "Week 32 2023", "KW 32"."""

import re
from functools import cache

from notesllm._regex import regex
from notesllm.dates.reading import Found, Reading, Recogniser
from notesllm.dates.reckoning import iso_week
from notesllm.dates.terms import terms
from notesllm.dates.tokens import triggers

ISO = regex(r"(?<![\w-])(?P<year>\d{4})-?w(?P<number>\d{1,2})(?![\w-])")


def _week(match: re.Match[str], reading: Reading) -> Found | None:
    written = match["year"]
    if not written and not reading.anchor:
        return Found(None, None, "week", has_year=False)
    year = int(written) if written else reading.anchor.year if reading.anchor else 0
    week = iso_week(year, int(match["number"]))
    return Found(week.first, week.last, "week", bool(written)) if week else None


@cache
def week_letters(language: str) -> frozenset[str]:
    """The words for a week, also with the "n" of "no." close by."""
    found = triggers(terms(language).due["week_letters"])
    return found | {f"{word}n" for word in found}


@cache
def _gate(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_]){terms(language).part('week_letters')}\.?\s*[#n]?\d")


@cache
def _recognisers(language: str) -> tuple[Recogniser, ...]:
    words = terms(language)
    year = rf"\s*[,/-]?\s*\(?(?:{words.part('of')}\s+)?(?P<year>\d{{4}})"
    number = r"\s*(?:#|n[ro°º]\.?\s*)?(?P<number>\d{1,2})"
    named = re.compile(rf"\b{words.part('week_letters')}\.?{number}{year}(?![\d-])")
    bare = re.compile(rf"\b{words.part('week_letters_bare')}\.?{number}(?:{year})?(?![\w%.:,/-]*\d)")
    return Recogniser(ISO, _week), Recogniser(named, _week), Recogniser(bare, _week)


def weeks(reading: Reading) -> tuple[Recogniser, ...]:
    """The recognisers of numbered weeks. "Week 3" without a year is a calendar week only where people count so."""
    language = reading.terms.language
    if reading.words.isdisjoint(week_letters(language)) or not _gate(language).search(reading.low):
        return ()
    return _recognisers(language)
