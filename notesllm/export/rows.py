"""What goes out to other programs, in one neutral shape, whether it comes from a summary or from a digest."""

import datetime as dt
from typing import NamedTuple

from notesllm.digest.model import ExecutiveDigest
from notesllm.digest.model.lines import Standing
from notesllm.summary import MeetingSummary
from notesllm.summary.items import Priority, Status

Exportable = MeetingSummary | ExecutiveDigest
UNDATED = dt.date(1970, 1, 1)  # where a format demands a day, and no meeting has one
OVER = frozenset[Status](("done", "cancelled"))


class Proof(NamedTuple):
    """What proves a row, and the meeting whose notes say it: its title, day, and file's name. All on one line each.

    ``quote`` holds all passages of that meeting, " … " between them; ``line`` is that of the first.
    """

    meeting: str
    day: dt.date | None
    file: str
    line: int
    quote: str

    @property
    def place(self) -> str:
        """Where it stands, for people: ``Platform weekly, 2024-10-01, line 24``."""
        return ", ".join(filter(None, (self.meeting, str(self.day or ""), f"line {self.line}")))


class Hand(NamedTuple):
    """An owner; ``email`` only where the notes give exactly one for that name."""

    name: str
    email: str | None = None


class Task(NamedTuple):
    """Work. ``id`` is the item's, ``meeting`` the id of that which began it: together they are unique anywhere.

    ``when`` is the deadline as people read it. ``begun`` and ``told`` are the days of the first and of the last meeting
    that speak of it; ``proof`` is the passage to show where there is room for one. ``standing`` is a digest's.
    """

    id: str
    meeting: str
    text: str
    hands: tuple[Hand, ...]
    due: dt.date | None
    when: str
    status: Status
    priority: Priority | None
    begun: dt.date | None
    told: dt.date | None
    proof: Proof | None
    standing: Standing | None = None
    references: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        return self.status in OVER

    @property
    def names(self) -> str:
        return ", ".join(hand.name for hand in self.hands)


class Day(NamedTuple):
    """A day to keep free or in mind: the next meeting, or a milestone."""

    id: str
    meeting: str
    text: str
    day: dt.date
    cancelled: bool
    proof: Proof | None


class Rows(NamedTuple):
    """All of it, in the order of the source. ``day`` is that of the meeting, or the one a digest is told as of."""

    title: str
    day: dt.date | None
    tasks: tuple[Task, ...]
    days: tuple[Day, ...]

    @property
    def stamp(self) -> dt.date:
        return self.day or UNDATED
