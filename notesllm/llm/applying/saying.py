"""Whether passages say a sentence that a model made of them, in their language or in another."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from notesllm._regex import regex
from notesllm.grounding.entailment import entails
from notesllm.grounding.figures import unproven_numbers
from notesllm.grounding.passage import Passage, words
from notesllm.lexicon import LANGUAGES, given_names, lexicon

if TYPE_CHECKING:
    from notesllm.llm.applying.notes import Notes

NAMED = regex(r"[A-ZÀ-Þ][^\W_]+")
LEAST_COUNT = 2


def says(sentence: str, quotes: Sequence[str], notes: "Notes") -> bool:
    """Whether ``quotes`` say the sentence: figures, days, names; and its words in their language."""
    passage = Passage(list(quotes))
    if not is_other_language(notes):
        return entails(sentence, passage, notes.language, deniable=False, people=notes.names.words)
    return (
        not unproven_numbers(sentence, passage.text, notes.language)
        and _same_days(sentence, passage, notes)
        and _same_names(sentence, passage, notes)
    )


def is_other_language(notes: "Notes") -> bool:
    """Whether sentences are asked for in a language that is not the notes'."""
    asked = (notes.output_language or "").strip().casefold()
    return bool(asked) and asked.partition("-")[0] not in {notes.language, NAMES.get(notes.language)}


NAMES = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
}


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


def _same_days(sentence: str, passage: Passage, notes: "Notes") -> bool:
    """Whether each month and weekday of the sentence is one of the passage's, by whatever name."""
    known, own = _calendar(), lexicon(notes.language)
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


def _same_names(sentence: str, passage: Passage, notes: "Notes") -> bool:
    """Whether each name of a person in the sentence stands in the passage."""
    named = {word for name in NAMED.findall(sentence) for word in words(name)}
    return all(word in passage.words for word in named & (_given_names() | notes.names.words))
