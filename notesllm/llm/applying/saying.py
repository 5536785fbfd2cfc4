"""Whether passages say a sentence that a model made of them in another language: what can be told without its words."""

from collections.abc import Sequence
from functools import lru_cache

from notesllm._regex import regex
from notesllm.grounding import Passage
from notesllm.grounding.passage import words
from notesllm.lexicon import LANGUAGES, given_names, lexicon

NUMBER = regex(r"\d+(?:[.,:/’' \u00a0\u202f]\d+)*")
DIGITS = regex(r"\d+")
NAMED = regex(r"[A-ZÀ-Þ][^\W_]+")
NAMES = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}


def is_other_language(asked: str | None, own: str) -> bool:
    """Whether the language that is asked for ("de", "German") is not the notes' own."""
    key = (asked or "").strip().casefold()
    return bool(key) and key.partition("-")[0] not in {own, NAMES.get(own)}


def says_abroad(sentence: str, quotes: Sequence[str], language: str, people: frozenset[str]) -> bool:
    """Whether ``quotes``, which are in ``language``, have each figure, day and name of the sentence."""
    passage = Passage(list(quotes))
    there = {*map(_digits, NUMBER.findall(passage.text)), *DIGITS.findall(passage.text)}
    return (
        all(_digits(number) in there for number in NUMBER.findall(sentence))
        and _same_days(sentence, passage, language)
        and _same_names(sentence, passage, people)
    )


def _digits(number: str) -> str:
    """A number without what parts its digits, which languages write in other ways: "4,000", "4.000", "4 000"."""
    return "".join(filter(str.isdecimal, number))


@lru_cache(maxsize=1)
def _calendar() -> dict[str, frozenset[tuple[str, int]]]:
    """A name of a month or weekday, in any known language -> what it may mean."""
    found: dict[str, set[tuple[str, int]]] = {}
    for language in LANGUAGES:
        known = lexicon(language)
        for kind, table in (("month", known.months), ("weekday", known.weekdays)):
            for word, number in table.items():
                if len(word) > 3:  # "mar" is a sea, "do" a verb
                    found.setdefault(word, set()).add((kind, number))
    return {word: frozenset(meant) for word, meant in found.items()}


def _same_days(sentence: str, passage: Passage, language: str) -> bool:
    """Whether each month and weekday of the sentence is one of the passage's, by whatever name."""
    known, own = _calendar(), lexicon(language)
    there = {
        (kind, table[word])
        for kind, table in (("month", own.months), ("weekday", own.weekdays))
        for word in passage.words
        if word in table
    }
    said = [word for word in words(sentence) if word in known]
    return all(not known[word].isdisjoint(there) or word in passage.words for word in said)


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(given_names())


def _same_names(sentence: str, passage: Passage, people: frozenset[str]) -> bool:
    """Whether each name of a person in the sentence stands in the passage."""
    named = {word for name in NAMED.findall(sentence) for word in words(name)}
    return all(word in passage.words for word in named & (_given_names() | people))
