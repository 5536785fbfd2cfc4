"""What every line of a digest says of where it comes from."""

from collections.abc import Iterable, Sequence
from typing import TypedDict, TypeVar

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention
from notesllm.digest.model import Citation, Line
from notesllm.extract.identity import item_id
from notesllm.summary import Item

LineT = TypeVar("LineT", bound=Line)
ItemT = TypeVar("ItemT", bound=Item)


class Trace(TypedDict):
    """The fields that all lines share."""

    id: str
    citations: tuple[Citation, ...]
    first: str
    last: str
    new: bool


def trace(context: Context, thread: Sequence[Mention[ItemT]]) -> Trace:
    """Where a thread begins and ends, and all that proves it."""
    first, last = thread[0], thread[-1]
    return Trace(
        id=first.item.id,
        citations=tuple(citation for mention in thread for citation in mention.citations),
        first=first.meeting.id,
        last=last.meeting.id,
        new=context.is_new(first.meeting),
    )


def with_own_ids(lines: Iterable[LineT]) -> tuple[LineT, ...]:
    """The lines, in order of their first meetings, with those ids changed that an earlier one has already."""
    taken: set[str] = set()
    found: list[LineT] = []
    for line in lines:
        own, number = line.id, 1
        while own in taken:
            own = item_id(line.id.partition("-")[0], line.id, line.first, str(number))
            number += 1
        taken.add(own)
        found.append(line if own == line.id else line.model_copy(update={"id": own}))
    return tuple(found)
