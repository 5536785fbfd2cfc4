"""A figure among the words of its sentence, and what these tell of it."""

from collections.abc import Callable
from typing import NamedTuple

from notesllm.extract.metrics.figures import Figure
from notesllm.extract.metrics.said import CLOSING, Said
from notesllm.extract.metrics.wording import Wording


class Told(NamedTuple):
    """What the words around a figure tell of it; ``sure`` where they do so even for a mere count."""

    name: str
    previous: str | None = None
    step: str | None = None
    target: str | None = None
    sure: bool = False
    end: int = 0  # of the whole of which the figure is a part: "21 of 38"
    beside: bool = False  # whether it counts only with a target, a previous value or a change beside it


class Place(NamedTuple):
    """A figure among the words of its sentence."""

    figure: Figure
    first: int  # its first word
    lead: int  # the first of the words "about", "currently" before it
    after: int  # the first word behind it


Shape = Callable[[Said, Place, Wording], Told | None]


def place_of(said: Said, figure: Figure, words: Wording) -> Place:
    """Where a figure stands."""
    first = said.token(figure.start)
    lead = first
    if about := said.before(lead, words.about):
        lead -= about
        lead -= said.before(lead, words.about)
    return Place(figure, first, lead, said.following(figure.end))


def word_end(said: Said, count: int) -> int:
    """Where word ``count - 1`` ends without the marks behind it."""
    start, end = said.starts[count - 1], said.ends[count - 1]
    return start + len(said.text[start:end].rstrip(CLOSING))
