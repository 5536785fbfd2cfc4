"""Values that were found once and are to be hidden wherever they stand: a password is one without its cue, too."""

from collections.abc import Iterable, Iterator

from notesllm._regex import regex
from notesllm.privacy.hit import Hit

WORD = regex(r"[^\W_]+")
ENOUGH = 5  # characters; shorter ones are words and figures elsewhere
LENGTHS = 64  # different ones looked at for values that begin with the same word


class Known:
    """Looks values up by their first word, so that many cost no more than few."""

    __slots__ = ("_kinds", "_shapes")

    def __init__(self, hits: Iterable[tuple[str, str]]) -> None:
        self._kinds: dict[str, str] = {}
        self._shapes: dict[str, set[tuple[int, int]]] = {}
        for value, kind in hits:
            word = WORD.search(value)
            if word is None or len(value) < ENOUGH or (value.isdigit() and len(value) < ENOUGH + 1):
                continue
            shapes = self._shapes.setdefault(word[0], set())
            if len(shapes) < LENGTHS:
                shapes.add((word.start(), len(value)))
                self._kinds[value] = kind

    def __call__(self, text: str) -> Iterator[Hit]:
        if not self._shapes:
            return
        for word in WORD.finditer(text):
            for before, length in self._shapes.get(word[0], ()):
                start = word.start() - before
                if start >= 0 and (kind := self._kinds.get(text[start : start + length])):
                    yield Hit(start, start + length, kind)
