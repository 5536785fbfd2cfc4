"""One place where the notes show a person."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from notesllm.document import Block
from notesllm.extract.reading import Reading
from notesllm.summary.items import Presence

LONGEST = 300  # a longer passage proves each of its people by the name alone


class Sighting(NamedTuple):
    """A person as one passage shows him; ``start`` and ``end`` are the passage that proves it."""

    name: str
    role: str | None = None
    organization: str | None = None
    email: str | None = None
    aliases: tuple[str, ...] = ()
    presence: Presence = "present"
    host: bool = False
    start: int = -1
    end: int = -1
    roll: bool = False  # from a list of attendance
    member: bool = False  # of the group; whether he came, another list may tell


def placed(reading: Reading, block: Block, people: Iterable[Sighting]) -> Iterator[Sighting]:
    """``people`` of a block, in its order, with their evidence.

    That is what each has already, else the block, or in a long one the name.
    """
    start, end, source = block.start, block.end, reading.document.source
    at = start
    for person in people:
        if person.start >= 0:
            yield person
        elif end - start <= LONGEST:
            yield person._replace(start=start, end=end)
        elif (found := source.find(person.name, at, end)) >= 0:
            at = found + len(person.name)
            yield person._replace(start=found, end=at)
        else:  # written another way: "Lopez, Ana"
            yield person._replace(start=start, end=end)
