"""Who is who: names as the notes write them, resolved to the fullest form where exactly one person fits."""

from typing import NamedTuple

from notesllm.summary import Owner


class Person(NamedTuple):
    """One person: the fullest name, and every other form that the notes give (handle, nick, initials)."""

    name: str
    aliases: tuple[str, ...] = ()
    attending: bool = True


class Roster(NamedTuple):
    """The people of a meeting."""

    people: tuple[Person, ...] = ()

    def resolve(self, name: str) -> str | None:
        """The full name of the one person that ``name`` fits (full name, first or last name, handle, initials), else None."""
        raise NotImplementedError

    def owners(self, text: str) -> tuple[Owner, ...]:
        """The owners that a field's value, a cell or the start of an entry names ("Sarah + Backend team", "@ana, Tom (QA)").

        Empty where the text names nobody ("TBD", "-", a sentence).
        """
        raise NotImplementedError
