"""What a meeting yields: one frozen model an item, each with the words that prove it."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Origin = Literal["rules", "model", "both", "user"]
Presence = Literal["present", "absent", "unknown"]
OwnerKind = Literal["person", "team", "group"]
OwnerBasis = Literal["stated", "speaker", "accepted", "user"]
Precision = Literal["day", "week", "month", "quarter", "year", "condition", "unclear"]
Status = Literal["open", "in_progress", "done", "blocked", "cancelled"]
Priority = Literal["low", "medium", "high", "critical"]
Severity = Literal["low", "medium", "high", "critical"]


class Model(BaseModel):
    """Frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Model):
    """A passage of the source: ``source[start:end] == quote``, to the letter.

    Offsets are code points into the text as given (BOM stripped, line ends untouched); ``line`` is the
    1-based line on which the passage starts.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    line: Annotated[int, Field(ge=1)]
    quote: str


class Item(Model):
    """What all items share. ``id`` derives from the content: the same words give the same id.

    ``origin`` "user" is an item that somebody corrected by hand: what they set needs no proof, and the evidence, which
    stays what it was, gives none.
    """

    id: str
    evidence: tuple[Evidence, ...]
    origin: Origin = "rules"


class Attendee(Item):
    """Somebody who was there, or was said to be absent. People merely mentioned are none."""

    name: str
    role: str | None = None
    email: str | None = None
    organization: str | None = None
    presence: Presence = "present"
    host: bool = False


class Highlight(Item):
    """One sentence an executive reads first."""

    text: str


class Topic(Item):
    """A subject of the meeting, in the order of the notes."""

    title: str
    gist: str | None = None
    key_points: tuple[str, ...] = ()


class Decision(Item):
    """What the meeting settled."""

    text: str
    rationale: str | None = None
    made_by: str | None = None


class Owner(Model):
    """Who is to do it; ``basis`` tells how the notes say so.

    ``stated``: named beside the task. ``speaker``: said "I will". ``accepted``: was asked, and agreed.
    ``user``: set by hand, whatever the notes say.
    """

    name: str
    kind: OwnerKind = "person"
    basis: OwnerBasis = "stated"


class Due(Model):
    """A deadline: the notes' own words, and the ISO day they mean, or null where they mean none."""

    text: str
    date: dt.date | None = None
    precision: Precision = "unclear"


class ActionItem(Item):
    """Work that somebody is to do after the meeting. ``owners`` is empty where the notes name nobody."""

    task: str
    owners: tuple[Owner, ...] = ()
    due: Due | None = None
    status: Status = "open"
    priority: Priority | None = None


class Risk(Item):
    """A risk, concern, blocker or open issue."""

    text: str
    severity: Severity | None = None
    mitigation: str | None = None
    owners: tuple[Owner, ...] = ()


class Question(Item):
    """What was asked, and the answer where the notes give one."""

    text: str
    asked_by: str | None = None
    answer: str | None = None
    answered_by: str | None = None


class Metric(Item):
    """A figure with a name. ``value``, ``target``, ``previous`` and ``change`` are as written.

    ``number`` is the value as a plain number in ``unit`` ("$1.8M" is 1800000.0 in "$"); null where it is a range.
    """

    name: str
    value: str
    number: float | None = None
    unit: str | None = None
    target: str | None = None
    previous: str | None = None
    change: str | None = None


class Milestone(Item):
    """A dated step of a plan."""

    text: str
    due: Due | None = None
    status: Status = "open"


class NextMeeting(Item):
    """When the group meets again."""

    date: dt.date | None = None
    text: str


class Warning(Item):
    """Where the notes contradict themselves, or an item could not be proven.

    ``code`` is stable and meant for programs; ``message`` is one sentence for people. The codes:

    * ``date_conflict``, ``weekday_mismatch``, ``due_before_meeting``, ``due_conflict``, ``owner_conflict``: the notes
      contradict themselves;
    * ``unproven_item``, ``unproven_owner``, ``unproven_due``, ``unproven_figure``, ``unproven_aside``: the evidence
      does not say it.
    """

    code: str
    message: str
