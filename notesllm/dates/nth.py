"""A day of the month by its number alone: "by the 15th", "avant le 15"."""

import re
from functools import cache

from notesllm.dates.phrase import DIGIT, Meaning, Phrase, later
from notesllm.dates.reading import Reading
from notesllm.dates.reckoning import nth_of_month
from notesllm.dates.terms import Terms, terms

LONGEST_MONTH = 31
BEFORE = 24  # code points in which an article stands


@cache
def _articles(language: str) -> re.Pattern[str]:
    """The articles after which a bare number is a day, in languages that put no ending to it."""
    return re.compile(rf"(?<!\w){terms(language).part('bare_day_article')}\s+$")


def _nth(match: re.Match[str], reading: Reading) -> Meaning | None:
    number, start = int(match["number"]), match.start()
    if not 0 < number <= LONGEST_MONTH:
        return None
    bare = not match["ordinal"]
    articles = reading.terms.due.get("bare_day_article")
    if bare and not (articles and _articles(reading.terms.language).search(reading.low, max(0, start - BEFORE), start)):
        return None
    return Meaning(nth_of_month(reading.anchor, number) if reading.anchor else None, needs=2 if bare else 1)


def nth(words: Terms) -> tuple[Phrase, ...]:
    """The recogniser; an ordinal that belongs to a noun ("the 2nd floor") is none."""

    def pattern() -> str:
        end = rf"(?=\s*(?:$|[.,;:!?)\]*_–—]|-(?!\w))|\s+{words.part('after_period')}\b)"
        number = r"(?P<number>\d(?<![^\W_].)(?<![.,:/$€£#-].)\d?)(?!\d|[.,:]\d|%)"
        return rf"{number}(?P<ordinal>{words.part('ordinal_ends')}(?!\w))?{end}"

    return (Phrase(frozenset(DIGIT), later(pattern), _nth),)
