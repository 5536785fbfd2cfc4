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
    forms = {form for word in words for form in ((word,) if word.isascii() else (word, unaccented(word)))}
    ordered = sorted(forms, key=lambda w: (-len(w), w))
    return "|".join(w if w.isalpha() else re.escape(w).replace(r"\ ", r"\s+") for w in ordered) or r"(?!)"


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

    @property
    def month(self) -> str:
        """A group that matches any month."""
        return _group(self.language, "months")

    @property
    def weekday(self) -> str:
        """A group that matches any weekday."""
        return _group(self.language, "weekdays")

    @property
    def number(self) -> str:
        """A group that matches any number in words."""
        return _group(self.language, "numbers")

    def part(self, *names: str) -> str:
        """A group that matches any word of the named parts of ``[due]``."""
        return _part(self.language, names)

    def month_number(self, written: str) -> int:
        """1 to 12."""
        return self.months[" ".join(written.split()).rstrip(".")]

    def weekday_number(self, written: str) -> int:
        """0 to 6, Monday is 0."""
        return self.weekdays[" ".join(written.split()).rstrip(".")]

    def goes_on(self, low: str, at: int) -> bool:
        """Whether a sentence goes on after a bare quarter that is a date: "Q1 at the latest", "Q1 completion"."""
        return _followed(self.language, "after_period").match(low, at) is not None

    def no_date(self, low: str, at: int) -> bool:
        """Whether what follows 5/10 says that it is a number of things: "5/10 points"."""
        return _followed(self.language, "not_date_after").match(low, at) is not None

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
    )


@cache
def _group(language: str, table: str) -> str:
    return f"(?:{alternatives(getattr(terms(language), table))})"


@cache
def _part(language: str, names: tuple[str, ...]) -> str:
    due = terms(language).due
    return f"(?:{alternatives(word for name in names for word in due.get(name, ()))})"


@cache
def _followed(language: str, part: str) -> re.Pattern[str]:
    return re.compile(rf"\s+{_part(language, (part,))}\b")
