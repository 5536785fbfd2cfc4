"""The lines of a digest: one frozen model a kind, each citing meeting and words."""

import datetime as dt
from typing import Literal

from notesllm.summary.items import Due, Evidence, Model, Owner, OwnerKind, Priority, Severity, Status

Standing = Literal["overdue", "due_soon", "open", "blocked", "out_of_sight", "done", "cancelled"]
DecisionState = Literal["new", "standing", "reversed", "superseded", "contradicted"]
RiskState = Literal["new", "open", "worse", "closed"]
MilestoneState = Literal["upcoming", "overdue", "done", "cancelled", "undated"]
Direction = Literal["up", "down", "flat"]
Section = Literal["decisions", "actions", "risks", "questions", "metrics", "milestones", "warnings"]
ChangeKind = Literal[
    "new",
    "gone",
    "done",
    "cancelled",
    "reopened",
    "overdue",
    "slipped",
    "pulled_in",
    "reassigned",
    "blocked",
    "out_of_sight",
    "reversed",
    "superseded",
    "contradicted",
    "worse",
    "closed",
    "answered",
    "moved",
    "changed",
]

Correctable = Literal["status", "owners", "due", "text"]


class Citation(Model):
    """A passage that proves a line: in which meeting, of which item there, and its very words."""

    meeting: str
    item: str
    evidence: Evidence


class Line(Model):
    """What all lines share. ``id`` is that of the item by which the thread began, told apart where two share it.

    ``first`` and ``last`` are the ids of the meetings that said it first and last; ``new`` is whether the first is
    within the period. ``corrected`` names what somebody set by hand, which the citations don't prove.
    """

    id: str
    citations: tuple[Citation, ...]
    first: str
    last: str
    new: bool = True
    corrected: tuple[Correctable, ...] = ()


class DueChange(Model):
    """A deadline that moved, and the meeting that moved it. A slip is one with ``after > before``."""

    before: dt.date
    after: dt.date
    meeting: str


class Reassignment(Model):
    """Work that went to somebody else, and the meeting that said so."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    meeting: str


class ActionLine(Line):
    """Work, through all meetings that speak of it; the last that says so counts for owner, deadline and status.

    ``standing`` is as of the digest's day: ``due_soon`` within 7 days, ``out_of_sight`` unfinished and left unmentioned
    by the last two meetings of its series. ``carried`` is how many meetings after the first found it unfinished,
    ``unmentioned`` how many of its series said nothing of it since: it may have been done in silence.
    ``references`` are tickets and links. ``days_overdue`` is null where it is not overdue.
    """

    task: str
    owners: tuple[Owner, ...] = ()
    due: Due | None = None
    status: Status = "open"
    standing: Standing = "open"
    priority: Priority | None = None
    references: tuple[str, ...] = ()
    carried: int = 0
    unmentioned: int = 0
    days_overdue: int | None = None
    due_changes: tuple[DueChange, ...] = ()
    reassignments: tuple[Reassignment, ...] = ()


class DecisionLine(Line):
    """What was settled, and whether it still is. ``other`` is the decision that reversed, superseded or contradicts it.

    ``detail`` is the passage of the notes that holds figures or dates which ``text`` lacks.
    """

    text: str
    detail: str | None = None
    rationale: str | None = None
    made_by: str | None = None
    state: DecisionState = "new"
    other: str | None = None


class RiskLine(Line):
    """A risk, and how it went on."""

    text: str
    severity: Severity | None = None
    mitigation: str | None = None
    owners: tuple[Owner, ...] = ()
    state: RiskState = "new"


class QuestionLine(Line):
    """A question that no meeting answered."""

    text: str
    asked_by: str | None = None


class MetricPoint(Model):
    """One reading of a figure. ``value`` is as written, ``number`` in the line's unit, null where it is a range."""

    meeting: str
    date: dt.date | None
    value: str
    number: float | None = None


class MetricLine(Line):
    """A figure over time, oldest reading first. What the last meetings say of target, previous and change counts.

    ``previous`` is what the notes give, else the reading before. A change ("15% reduction") has neither that nor a
    ``direction``; told again it is one line, another one is another line.

    ``direction`` compares the last two numbers (a ``previous`` that the notes give counts as one). ``on_target`` is
    null where there is no target, or no telling which side of it is good.
    """

    name: str
    unit: str | None = None
    points: tuple[MetricPoint, ...] = ()
    target: str | None = None
    target_number: float | None = None
    previous: str | None = None
    change: str | None = None
    direction: Direction | None = None
    on_target: bool | None = None


class MilestoneLine(Line):
    """A dated step, with what moved it."""

    text: str
    due: Due | None = None
    status: Status = "open"
    state: MilestoneState = "upcoming"
    due_changes: tuple[DueChange, ...] = ()


class Person(Model):
    """Somebody who owns work, and how much of it. ``actions`` are the ids of theirs that are not over.

    ``open`` counts all of those; ``overdue``, ``due_soon`` and ``blocked`` are parts of it. A team is one of ``kind``.
    Two people of one name are two unless role, organisation, address or company of others tell that they are one.
    """

    id: str
    name: str
    kind: OwnerKind = "person"
    role: str | None = None
    organization: str | None = None
    email: str | None = None
    meetings: tuple[str, ...] = ()
    open: int = 0
    overdue: int = 0
    due_soon: int = 0
    blocked: int = 0
    done: int = 0
    actions: tuple[str, ...] = ()


class Conflict(Model):
    """Where sources contradict each other.

    ``code`` is for programs, ``message`` one sentence for people. The codes:
    ``owner_conflict``, ``due_conflict``, ``decision_conflict``, ``figure_conflict``; ``undated_meeting``: a meeting
    without a date, which is taken for the oldest; and those of the summaries' own warnings.
    """

    id: str
    code: str
    message: str
    citations: tuple[Citation, ...]


class Matter(Model):
    """One of the lines that matter most: ``line`` is the id of what it tells, in ``section``."""

    text: str
    section: Section
    line: str
    citations: tuple[Citation, ...]


class Change(Model):
    """What differs from the previous digest. ``before`` and ``after`` are as shown there and here; null: not there."""

    section: Section
    line: str
    kind: ChangeKind
    text: str
    before: str | None = None
    after: str | None = None
    citations: tuple[Citation, ...] = ()
