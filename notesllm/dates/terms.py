"""A language's words of time, made ready for patterns. Built once a language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from notesllm.lexicon import Lexicon, lexicon, unaccented

SHORTEST_FULL_NAME = 5  # weekdays of fewer letters are abbreviations


def lowered(text: str) -> str:
    """``text`` in small letters, code point for code point, so that offsets stay true."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return small.replace("’", "'")


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first; inside them any white space will do."""
    forms = {form for word in words for form in (word, unaccented(word))}
    ordered = sorted(forms, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+").replace(" ", r"\s+") for w in ordered) or r"(?!)"


@dataclass(frozen=True, slots=True)
class Terms:
    """The words by part, as patterns (``part``) and as tables for what they mean."""

    language: str
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    ambiguous: frozenset[str]
    names: frozenset[str]
    nouns: frozenset[str]
    due: Mapping[str, tuple[str, ...]]
    month: str
    weekday: str
    number: str
    after_period: re.Pattern[str]
    no_date: re.Pattern[str]

    def part(self, *names: str) -> str:
        """A group that matches any word of the named parts of ``[due]``."""
        return f"(?:{alternatives(w for name in names for w in self.due.get(name, ()))})"

    def month_number(self, written: str) -> int:
        """1 to 12."""
        return self.months[" ".join(written.split()).rstrip(".")]

    def weekday_number(self, written: str) -> int:
        """0 to 6, Monday is 0."""
        return self.weekdays[" ".join(written.split()).rstrip(".")]

    def goes_on(self, low: str, at: int) -> bool:
        """Whether a sentence goes on after a bare quarter that is a date: "Q1 at the latest", "Q1 completion"."""
        return self.after_period.match(low, at) is not None

    def count(self, written: str) -> int:
        """The number that a word or a figure means."""
        return int(written) if written.isdecimal() else self.numbers[written]


@cache
def terms(language: str) -> Terms:
    """The words of one of the lexicon's languages."""
    words: Lexicon = lexicon(language)
    return Terms(
        language=language,
        months=words.months,
        weekdays=words.weekdays,
        numbers=words.numbers,
        ambiguous=frozenset(words.due.get("ambiguous", ())),
        names=frozenset(words.due.get("names", ())),
        nouns=frozenset(words.due.get("nouns", ())),
        due=words.due,
        month=f"(?:{alternatives(words.months)})",
        weekday=f"(?:{alternatives(words.weekdays)})",
        number=f"(?:{alternatives(words.numbers)})",
        no_date=re.compile(rf"\s+(?:{alternatives(words.due.get('not_date_after', ()))})\b"),
        after_period=re.compile(rf"\s+(?:{alternatives(words.due.get('after_period', ()))})\b"),
    )
