"""What a detector says: where something stands that is not to leave, and of what kind it is."""

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Hit(NamedTuple):
    """``text[start:end]`` is not to leave. ``kind`` is the word that stands for it, such as "EMAIL"."""

    start: int
    end: int
    kind: str


Detector = Callable[[str], Iterator[Hit]]


def trimmed(text: str, start: int, end: int, marks: str = ".,;:!?") -> int:
    """The end of a value without the punctuation of the sentence it ends."""
    while end > start and text[end - 1] in marks:
        end -= 1
    return end
