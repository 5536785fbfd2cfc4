"""Phrases of the lexicon in a text, found by looking up its words: nothing that has to be compiled for a language."""

import re
from collections.abc import Collection, Iterable, Iterator

from notesllm.extract.phrasing import lower

RUN = re.compile(r"\w+")
SPACE = re.compile(r"\s+")
LONGEST = 70  # code points of a phrase


class Found:
    """Where a phrase stands; to be asked like a match of a pattern."""

    __slots__ = ("_end", "_start", "_text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end

    def start(self) -> int:
        """Where it begins."""
        return self._start

    def end(self) -> int:
        """Where it ends."""
        return self._end

    def __getitem__(self, group: int) -> str:
        return self._text[self._start : self._end]


class Phrases:
    """Phrases as whole words, in any case and with either apostrophe; the longest of those at one place."""

    __slots__ = ("_by_first", "_offset", "_plain", "firsts")

    def __init__(self, phrases: Iterable[str]) -> None:
        by_first: dict[str, list[tuple[str, int]]] = {}
        for phrase in sorted({lower(phrase) for phrase in phrases}, key=lambda p: (-len(p), p)):
            if first := RUN.search(phrase):
                by_first.setdefault(first[0], []).append((phrase, first.start()))
        self._by_first = by_first
        self._plain = {first: tuple(phrase for phrase, _ in listed) for first, listed in by_first.items()}
        self._offset = frozenset(first for first, listed in by_first.items() if any(offset for _, offset in listed))
        self.firsts = frozenset(by_first)  # a text without one of these words holds no phrase

    def in_words(self, words: Collection[str]) -> bool:
        """Whether a text with these words may hold one."""
        return not self.firsts.isdisjoint(words)

    def finditer(self, text: str) -> Iterator[Found]:
        """The phrases in ``text``, none within another."""
        low, at, get, plain = lower(text), 0, self._by_first.get, self._plain
        if self.firsts.isdisjoint(RUN.findall(low)):
            return
        for run in RUN.finditer(low):
            candidates = get(run[0])
            if candidates is None or run.start() < at:
                continue
            if not low.startswith(plain[run[0]], run.start()) and run[0] not in self._offset:
                continue
            for phrase, offset in candidates:
                start = run.start() - offset
                end = start + len(phrase)
                if start >= at and low.startswith(phrase, start) and _ends(low, end) and _begins(low, start):
                    yield Found(text, start, end)
                    at = end
                    break

    def search(self, text: str) -> Found | None:
        """The first phrase in ``text``."""
        return next(self.finditer(text), None)

    def match(self, text: str, start: int = 0) -> Found | None:
        """The phrase that stands at ``start``."""
        low = lower(text[: start + LONGEST])
        return next((Found(text, start, end) for end in self.ends(low, start) if _ends(low, end)), None)

    def ends(self, low: str, start: int) -> Iterator[int]:
        """Where the phrases end that stand at ``start`` of a text in small letters, the longest first."""
        run = RUN.search(low, start)
        if run is None:
            return
        for phrase, offset in self._by_first.get(run[0], ()):
            if run.start() - offset == start and low.startswith(phrase, start):
                yield start + len(phrase)

    def before(self, tail: re.Pattern[str], text: str, start: int = 0) -> tuple[int, int] | None:
        """Where the phrase at ``start`` ends, and where ``tail`` ends that follows it."""
        low = lower(text[: start + LONGEST])
        for end in self.ends(low, start):
            if after := tail.match(text, end):
                return end, after.end()
        return None

    def opens(self, text: str) -> bool:
        """Whether the text begins with a phrase, marks before it aside."""
        run = RUN.search(text)
        return run is not None and self.match(text, run.start()) is not None

    def skipped(self, text: str, tail: re.Pattern[str] = SPACE, most: int = 9) -> int:
        """Where the text goes on after phrases at its beginning, each with ``tail`` after it."""
        at = 0
        for _ in range(most):
            found = self.before(tail, text, at)
            if found is None:
                break
            at = found[1]
        return at


def _begins(low: str, start: int) -> bool:
    return not start or not (low[start - 1].isalnum() or low[start - 1] == "_")


def _ends(low: str, end: int) -> bool:
    return end >= len(low) or not (low[end].isalnum() or low[end] == "_")
