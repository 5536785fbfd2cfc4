"""One place where the notes show a person."""

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


def placed(reading: Reading, block: Block, person: Sighting) -> Sighting:
    """``person`` with its evidence: the line that it has already, the block, or in a long one the name."""
    if person.start >= 0:
        return person
    start, end = block.start, block.end
    if end - start > LONGEST and (at := reading.document.source.find(person.name, start, end)) >= 0:
        start, end = at, at + len(person.name)
    return person._replace(start=start, end=end)
