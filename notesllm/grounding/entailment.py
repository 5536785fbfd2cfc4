"""Whether a passage entails a value: its numbers, its words, its negation. Exact comparisons, never a likeness.

A fuzzy match accepts a changed figure or an added "not"; so figures, names and negations are compared one by one.
"""

import re
from collections import Counter
from functools import lru_cache

from notesllm.lexicon import lexicon

NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
PARTS = re.compile(r"[/:]")  # of "47/52" and "10:30"
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MOSTLY = 0.6  # of the words around a negation
# What torn text and markup put between the letters of a word or around it.
DEBRIS = re.compile(r"[*_`\\~\[\]]+|(?<=\w)-\s*\n?\s*(?=\w)|\s+")


def words(text: str) -> list[str]:
    """The words of ``text``, case aside."""
    return [word.replace("’", "'") for word in WORD.findall(text.casefold())]


def bare(text: str) -> str:
    """``text`` without markup, hyphenation and white space: for asking whether words stand in a passage as written."""
    return DEBRIS.sub("", text).casefold().replace("’", "'")


def stands_in(value: str, passage: str) -> bool:
    """Whether ``value`` stands in ``passage`` as written, markup and white space aside."""
    return value in passage or bare(value) in bare(passage)


def unproven_numbers(value: str, passage: str) -> tuple[str, ...]:
    """The numbers of ``value`` that ``passage`` does not have."""
    stated = NUMBER.findall(value)
    if not stated:
        return ()
    known: set[str] = set()
    for number in NUMBER.findall(passage):
        known.add(number.replace(",", ""))
        known.update(PARTS.split(number))
    return tuple(number for number in stated if number.replace(",", "") not in known)


@lru_cache(maxsize=8)
def _negations(language: str) -> frozenset[str]:
    return frozenset(lexicon(language).words.get("negations", ()))


def _negated(word: str, negations: frozenset[str]) -> bool:
    return word in negations or word.endswith("n't")


def same_polarity(value: str, passage: str, language: str) -> bool:
    """Whether ``value`` neither adds a negation to what ``passage`` says nor loses one.

    A negation is lost where it stands in the passage between the first and the last word that ``value`` took from it.
    """
    negations = _negations(language)
    said = words(value)
    there = words(passage)
    stated = sum(_negated(word, negations) for word in said)
    available = sum(_negated(word, negations) for word in there)
    if stated > available:
        return False
    if not available or stated == available:
        return True
    taken = Counter(said)
    places = [at for at, word in enumerate(there) if taken[word] > 0]
    if not places:
        return True
    between = there[places[0] : places[-1] + 1]
    lost = [w for w in between if _negated(w, negations)]
    # The words may be spread over a long passage: only a negation amid words that are mostly the item's own counts.
    own = sum(taken[w] > 0 for w in between)
    return not lost or stated >= len(lost) or own < MOSTLY * len(between)
