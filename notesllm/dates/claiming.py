"""Of phrases that overlap, the ones that may keep their words."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Protocol, TypeVar


class Ranged(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


R = TypeVar("R", bound=Ranged)


def apart(candidates: Iterable[R]) -> list[R]:
    """In order of place, those that overlap none before them in the given order."""
    starts: list[int] = []
    kept: list[R] = []
    for candidate in candidates:
        at = bisect_left(starts, candidate.end)
        if not at or kept[at - 1].end <= candidate.start:
            starts.insert(at, candidate.start)
            kept.insert(at, candidate)
    return kept
