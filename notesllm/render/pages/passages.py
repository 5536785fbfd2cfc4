"""Notes cut into passages, so that each is proof of the same items from end to end, however their evidence overlaps."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.render.words import visible
from notesllm.span import Span, split_lines

_LINK = regex(r"https?://[^\s<>\"'`|\\^{}\[\]()]+[^\s<>\"'`|\\^{}\[\]().,;:!?]")


class Passage(NamedTuple):
    """Part of a line. ``items`` are the numbers of those it proves; ``link`` is its address if it is one, and no proof.

    ``first`` are the items whose evidence begins here.
    """

    text: str
    items: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    link: str | None = None


class NotesLine(NamedTuple):
    """A line of the notes by its number."""

    number: int
    passages: tuple[Passage, ...]


def cut_notes(text: str, evidence: Sequence[tuple[Span, int]]) -> Iterator[NotesLine]:
    """The lines of the notes. ``evidence`` gives each span the number of its item, in any order."""
    edges = sorted({edge for span, _ in evidence for edge in span})
    starts = sorted(((span.start, item, span.end) for span, item in evidence), reverse=True)
    texts, lines = split_lines(text)
    at = 0
    open_until: dict[int, int] = {}
    for number, line in enumerate(texts, 1):
        begin, end = lines.starts[number - 1], lines.starts[number - 1] + len(line)
        cuts = [begin]
        while at < len(edges) and edges[at] <= end:
            if edges[at] > begin:
                cuts.append(edges[at])
            at += 1
        passages: list[Passage] = []
        for start, stop in zip(cuts, [*cuts[1:], end], strict=True):
            first = []
            while starts and starts[-1][0] <= start:
                _, item, until = starts.pop()
                if until > start:
                    open_until[item] = max(until, open_until.get(item, 0))
                    first.append(item)
            open_until = {item: until for item, until in open_until.items() if until > start}
            if stop > start:
                passages += _passages(text[start:stop], tuple(sorted(open_until)), tuple(sorted(set(first))))
        yield NotesLine(number, tuple(passages))


def _passages(text: str, items: tuple[int, ...], first: tuple[int, ...]) -> Iterator[Passage]:
    if items:
        yield Passage(visible(text), items, first)
        return
    at = 0
    for link in _LINK.finditer(text):
        if link.start() > at:
            yield Passage(visible(text[at : link.start()]))
        shown = visible(link[0])
        yield Passage(shown, link=shown)
        at = link.end()
    if at < len(text):
        yield Passage(visible(text[at:]))
