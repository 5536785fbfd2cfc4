"""Phrases of the lexicon in a text, found by looking up its words: no pattern that has to be compiled."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.extract.likeness import WORD

NEVER = r"(?!)"
RUN = regex(r"[\w'’-]+")  # what a phrase may not begin or end in the middle of


class Place(NamedTuple):
    """Where a phrase stands in a text, and the phrase in small letters."""

    start: int
    end: int
    phrase: str


class PhraseSet:
    """Phrases that are looked for as whole words, in any case; of those that begin alike the longest wins."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = tuple(phrases)

    @cached_property
    def _by_first(self) -> dict[str, list[tuple[str, int]]]:
        """First word -> the phrases that begin with it, made when first asked for."""
        index: dict[str, list[tuple[str, int]]] = {}
        for phrase in sorted(dict.fromkeys(self._phrases), key=len, reverse=True):
            lowered = lower(phrase)
            if first := RUN.search(lowered):
                index.setdefault(first[0], []).append((lowered, first.start()))
        return index

    def finditer(self, text: str, start: int = 0) -> Iterator[Place]:
        """The phrases in ``text`` from ``start`` on, none within another."""
        return self._places(lower(text), start)

    def _places(self, lowered: str, start: int) -> Iterator[Place]:
        get = self._by_first.get
        for run in RUN.finditer(lowered, start):
            candidates = get(run[0])
            if candidates is None or run.start() < start:
                continue
            place = _longest(lowered, run.start(), candidates)
            if place is not None:
                yield place
                start = place.end

    def search(self, text: str, start: int = 0) -> Place | None:
        """The first phrase in ``text``."""
        lowered = lower(text)
        if self._by_first.keys().isdisjoint(RUN.findall(lowered)):
            return None
        return next(self._places(lowered, start), None)

    def match(self, text: str, start: int = 0) -> Place | None:
        """The phrase with which ``text[start:]`` begins, punctuation before it aside."""
        run = RUN.search(text, start)
        return self.begun(run, text) if run else None

    def begun(self, run: re.Match[str], text: str) -> Place | None:
        """The phrase that begins with ``run``, a word of ``text``."""
        candidates = self._by_first.get(lower(run[0]))
        return _longest(lower(text), run.start(), candidates) if candidates else None

    def after(self, openers: "PhraseSet", text: str, most: int = 2) -> Place | None:
        """The phrase with which ``text`` begins, ``openers`` such as "okay, so" before it aside."""
        start = 0
        for _ in range(most + 1):
            run = RUN.search(text, start)
            if run is None or (place := self.begun(run, text)):
                return place if run else None
            opener = openers.begun(run, text)
            if opener is None:
                return None
            start = opener.end
        return None


def lower(text: str) -> str:
    """``text`` in small letters and straight apostrophes, each code point in its place."""
    if text.isascii():
        return text.lower()
    lowered = text.lower().replace("’", "'")
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := c.lower()) == 1 else c for c in text).replace("’", "'")


def _longest(lowered: str, at: int, candidates: list[tuple[str, int]]) -> Place | None:
    for phrase, offset in candidates:
        start = at - offset
        end = start + len(phrase)
        if start >= 0 and lowered.startswith(phrase, start) and not RUN.match(lowered, end):
            return Place(start, end, phrase)
    return None


def alternation(words: tuple[str, ...]) -> str:
    """One of ``words``, the longest first, as a pattern without borders."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or NEVER


def small_words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return WORD.findall(text.casefold().replace("’", "'"))


def triggers(words: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase: without one of them a sentence holds none of the phrases."""
    told = (small_words(word) for word in words)
    return frozenset(max(parts, key=len) for parts in told if parts)
