"""What one recogniser saw: a task told at one place, before the places that tell the same task are put together."""

from enum import IntEnum
from typing import NamedTuple

from notesllm.span import Span
from notesllm.summary import Due, Owner
from notesllm.summary.items import Priority, Status


class Rank(IntEnum):
    """How explicitly a place tells an action: the most explicit one gives the words, the owner and the day."""

    REQUEST = 1
    SPEECH = 2
    SENTENCE = 3
    LABEL = 4
    LIST = 5


class Candidate(NamedTuple):
    """One telling of an action. ``status`` is None where the place says nothing of it."""

    block: int
    task: str
    spans: tuple[Span, ...]
    rank: Rank
    owners: tuple[Owner, ...] = ()
    due: Due | None = None
    status: Status | None = None
    priority: Priority | None = None
    place: tuple[int, ...] = ()  # the list or table it stands in: entries of one list are different tasks
    part: int = -1  # the section it stands in, lead-ins aside
    blocks: tuple[int, ...] = ()  # all blocks that it read
