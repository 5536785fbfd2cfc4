"""A day of the month by its number alone: "by the 15th", "avant le 15"."""

import re

from notesllm.dates.phrase import DIGIT, Meaning, Phrase
from notesllm.dates.reading import Reading
from notesllm.dates.reckoning import nth_of_month
from notesllm.dates.terms import Terms

LONGEST_MONTH = 31


def _nth(match: re.Match[str], reading: Reading) -> Meaning | None:
    number = int(match["number"])
    found = nth_of_month(reading.anchor, number) if reading.anchor else None
    return Meaning(found, needs=1) if 0 < number <= LONGEST_MONTH else None


def _plain(match: re.Match[str], reading: Reading) -> Meaning | None:
    meaning = _nth(match, reading)
    return meaning._replace(needs=2) if meaning else None


def nth(words: Terms) -> tuple[Phrase, ...]:
    """The recognisers; an ordinal that belongs to a noun ("the 2nd floor") is none."""
    end = rf"(?=\s*(?:$|[.,;:!?)\]*_–—-])|\s+{words.part('after_period')}\b)"
    ordinal = rf"\b{words.part('day_article')}\s+(?P<number>\d{{1,2}}){words.part('ordinal_ends')}(?!\w){end}"
    plain = rf"\b{words.part('bare_day_article')}\s+(?P<number>\d{{1,2}})(?![\w:%/]|[.,]\d){end}"
    return (
        Phrase(frozenset(DIGIT), re.compile(ordinal), _nth),
        Phrase(frozenset(DIGIT), re.compile(plain), _plain),
    )
