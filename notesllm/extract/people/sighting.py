"""One place where the notes show a person."""

from typing import NamedTuple

from notesllm.summary.items import Presence


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
