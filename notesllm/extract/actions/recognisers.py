"""The ways in which notes tell an action, in the order in which they read: what one has read, the next leave alone."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import groupby

from notesllm.extract.actions.candidate import Candidate
from notesllm.extract.actions.checkboxes import find_checkboxes
from notesllm.extract.actions.entries import find_entries
from notesllm.extract.actions.fields import find_fields
from notesllm.extract.actions.labelled import find_labelled
from notesllm.extract.actions.margins import find_margins
from notesllm.extract.actions.promises import find_promises
from notesllm.extract.actions.requests import find_requests
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.speech import find_speech
from notesllm.extract.actions.tables import find_tables
from notesllm.span import Span

Recogniser = Callable[[Scene, frozenset[int]], Iterable[Candidate]]

RECOGNISERS: tuple[tuple[str, Recogniser], ...] = (
    ("tables", find_tables),
    ("fields", find_fields),
    ("margins", find_margins),
    ("entries", find_entries),
    ("checkboxes", find_checkboxes),
    ("labelled", find_labelled),
    ("speech", find_speech),
    ("requests", find_requests),
    ("promises", find_promises),
)

# What these read may be read again: a turn can hold a labelled action and a promise beside it.
SHARED = frozenset(("labelled", "speech", "requests"))


def recognise(scene: Scene) -> list[Candidate]:
    """All tellings of actions in a document."""
    found: list[Candidate] = []
    taken: frozenset[int] = frozenset()
    for name, recogniser in RECOGNISERS:
        told = list(recogniser(scene, taken))
        found += told
        if name not in SHARED:
            taken |= {index for candidate in told for index in candidate.blocks}
    return _apart(found)


def _apart(found: list[Candidate]) -> list[Candidate]:
    """Without a weaker telling of a passage that a stronger one has told."""
    kept: list[Candidate] = []
    told: dict[int, list[Span]] = {}  # by block, where stronger tellings stand
    for _, tellings in groupby(sorted(found, key=lambda c: (-c.rank, c.block)), key=lambda c: c.rank):
        fresh: dict[tuple[int, tuple[Span, ...], str], Candidate] = {}
        for candidate in tellings:
            if not any(_meets(told.get(candidate.block, []), span) for span in candidate.spans[-1:]):
                fresh.setdefault((candidate.block, candidate.spans, candidate.task), candidate)
        for candidate in fresh.values():
            told.setdefault(candidate.block, []).extend(candidate.spans)
        for block in {candidate.block for candidate in fresh.values()}:
            told[block] = _joined(told[block])
        kept += fresh.values()
    return kept


def _joined(spans: list[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and joined[-1].overlaps(span):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _meets(joined: list[Span], span: Span) -> bool:
    """Whether ``span`` overlaps one of the spans, which are in order and apart."""
    at = bisect_left(joined, (span.end,))
    return at > 0 and joined[at - 1].overlaps(span)
