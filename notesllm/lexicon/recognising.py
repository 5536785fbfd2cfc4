"""Telling the language of notes by their most frequent small words, and those of labels, headings and dates."""

import re
from collections import Counter
from functools import lru_cache

from notesllm._regex import regex
from notesllm.lexicon.loading import LANGUAGES, small_words

SAMPLE = 3_000  # code points looked at from the start and again from the middle: more does not change the answer
ENOUGH = 2  # points below which a text is too short to be anything but English
LEAD = 1.15  # English notes quote other languages more often than the reverse: it keeps the doubtful cases
WORD = regex(r"(?<![.@/\w])[^\W\d_]+(?!@|\.\w)")  # no part of an address
ASCII_WORD = regex(r"(?<![.@/\w])[A-Za-z]+(?!@|\.\w)", re.ASCII)  # the same, told in half the time


@lru_cache(maxsize=1)
def _points() -> dict[str, tuple[float, ...]]:
    """Word -> what it counts for each of :data:`LANGUAGES`; one that several share counts a part for each."""
    lists = [small_words(language) for language in LANGUAGES]
    shares = Counter(word for words in lists for word in words)
    return {word: tuple((word in words) / count for words in lists) for word, count in shares.items()}


def _words(text: str) -> list[str]:
    return (ASCII_WORD if text.isascii() else WORD).findall(text)


def recognise(text: str) -> str:
    """The language of ``text``, one of :data:`LANGUAGES`; English where it can't be told."""
    middle = max(SAMPLE, len(text) // 2)
    words = _words(text[:SAMPLE]) + _words(text[middle : middle + SAMPLE])
    points = _points()
    score = [0.0] * len(LANGUAGES)
    for word, count in Counter(words).items():
        if len(word) == 1 and word.isupper():
            continue  # an initial: "A. Lopez"
        for number, share in enumerate(points.get(word.lower(), ())):
            score[number] += share * count
    best = max(range(len(LANGUAGES)), key=score.__getitem__)
    english = score[LANGUAGES.index("en")]
    return LANGUAGES[best] if score[best] >= max(ENOUGH, LEAD * english) else "en"
