"""What a page shows, whatever its kind: lines with their proof, in groups, in sections. All strings are plain text."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

LONGEST_PACKED = 160  # characters of a quote, of a line that does not stand in the page itself


class Proof(NamedTuple):
    """Words of one place; ``meeting`` counts the digest's meetings, ``place`` is "line 12"."""

    meeting: int
    place: str
    quote: str


class Badge(NamedTuple):
    """A word or two that stand out. ``tone`` is bad, warn, good, info or quiet."""

    tone: str
    label: str


class Fact(NamedTuple):
    """Something more that is known of a line."""

    label: str
    value: str


class Row(NamedTuple):
    """One line. ``owners`` are numbers of people, ``statuses`` what the line can be filtered by.

    ``chart`` is the only markup: it comes from the library that draws it.
    """

    id: str
    text: str
    who: str = ""
    when: str = ""
    badges: tuple[Badge, ...] = ()
    facts: tuple[Fact, ...] = ()
    owners: tuple[int, ...] = ()
    statuses: tuple[str, ...] = ()
    proofs: tuple[Proof, ...] = ()
    chart: Markup | None = None

    @property
    def meetings(self) -> tuple[int, ...]:
        """The meetings that prove it, each once."""
        return tuple(sorted({proof.meeting for proof in self.proofs}))

    def packed(self) -> list[object]:
        """The row for the page's script, which draws the same of it; trailing blanks are left out.

        A quote that holds the row's text has DELETE in its place, a character that no shown text has.
        """
        told = [str(value) for pair in (*self.badges, *self.facts) for value in pair]
        proofs = [part for each in self.proofs for part in (each.meeting, each.place, _shorter(each.quote, self.text))]
        fields: list[object] = [
            *(self.id, self.text, self.who, self.when, len(self.badges), told),
            *(list(self.owners), list(self.statuses), proofs),
        ]
        return fields


class Group(NamedTuple):
    """Lines under a heading of their own, or of the section where ``heading`` is empty."""

    key: str
    heading: str
    rows: tuple[Row, ...]
    folded: bool = False

    def first(self, most: int) -> tuple[Row, ...]:
        """What stands in the page itself; the script draws the rest on demand."""
        return self.rows[:most]


class Section(NamedTuple):
    """A part of the page. ``who`` and ``when`` name the columns, and are empty where there is none."""

    key: str
    heading: str
    groups: tuple[Group, ...]
    who: str = ""
    when: str = ""
    what: str = ""

    def __bool__(self) -> bool:
        return any(group.rows for group in self.groups)

    @property
    def total(self) -> int:
        """How many lines there are."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def filled(self) -> Iterator[Group]:
        """The groups that hold something."""
        return (group for group in self.groups if group.rows)


def _shorter(quote: str, text: str) -> str:
    shorter = quote.replace(text, "\x7f", 1) if text else quote
    return shorter if len(shorter) <= LONGEST_PACKED else shorter[: LONGEST_PACKED - 1] + "…"
