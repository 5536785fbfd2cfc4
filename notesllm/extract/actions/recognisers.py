"""The ways in which notes tell an action, in the order in which they read: what one has read, the next leave alone."""

from collections.abc import Callable, Iterable

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
    told: dict[int, list[Candidate]] = {}
    for candidate in sorted(found, key=lambda c: (-c.rank, c.block)):
        others = told.setdefault(candidate.block, [])
        if any(_covers(other, candidate) for other in others):
            continue
        others.append(candidate)
        kept.append(candidate)
    return kept


def _covers(other: Candidate, candidate: Candidate) -> bool:
    if other.rank == candidate.rank:
        return other.spans == candidate.spans and other.task == candidate.task
    return any(a.overlaps(b) for a in other.spans for b in candidate.spans[-1:])
