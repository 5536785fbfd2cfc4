"""How a piece of work stands on a day, and what became of its deadline."""

import datetime as dt
import itertools
from collections.abc import Sequence

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention
from notesllm.digest.model import DueChange, Standing
from notesllm.summary import ActionItem, Due
from notesllm.summary.items import Status

OVER: frozenset[Status] = frozenset(("done", "cancelled"))
SOON = dt.timedelta(7)
UNMENTIONED = 2  # later meetings of a series after which what they leave out is out of sight
FINALITY: tuple[Status, ...] = ("open", "in_progress", "blocked", "cancelled", "done")
Mentions = Sequence[Mention[ActionItem]]


def status_of(thread: Mentions) -> Status:
    """What the last meeting says; of several on that day, what is nearest to an end."""
    last = thread[-1].meeting.date
    told = itertools.takewhile(lambda mention: mention.meeting.date == last, reversed(thread))
    return max((mention.item.status for mention in told), key=FINALITY.index)


def last_round(thread: Mentions) -> Mentions:
    """The mentions since the work was taken up again after it had been over; all if it never was."""
    begins = 0
    for place, (before, after) in enumerate(itertools.pairwise(thread), 1):
        if before.item.status in OVER and after.item.status not in OVER and before.meeting.date != after.meeting.date:
            begins = place
    return thread[begins:]


def due_of(thread: Mentions) -> Due | None:
    """The last deadline told; one without a day does not undo one that has it, unless it is a condition."""
    told = [mention.item.due for mention in last_round(thread) if mention.item.due]
    firm = [due for due in told if due.date or due.precision == "condition"]
    return firm[-1] if firm else told[-1] if told else None


def due_changes(thread: Mentions) -> tuple[DueChange, ...]:
    """Where a deadline moved. What is taken up again gets a new deadline, which is no change of the old one."""
    changes: list[DueChange] = []
    day: dt.date | None = None
    over = False
    for mention in thread:
        if over and mention.item.status not in OVER:
            day = None
        over = mention.item.status in OVER
        due = mention.item.due.date if mention.item.due else None
        if day and due and due != day:
            changes.append(DueChange(before=day, after=due, meeting=mention.meeting.id))
        day = due or day
    return tuple(changes)


def standing_of(context: Context, thread: Mentions, status: Status, due: Due | None) -> Standing:
    """Its standing as of the digest's day."""
    if status in OVER:
        return "done" if status == "done" else "cancelled"
    days = days_late(context, due)
    if days is not None and days > 0:
        return "overdue"
    if status == "blocked":
        return "blocked"
    if days is not None and days >= -SOON.days:
        return "due_soon"
    return "out_of_sight" if context.later(thread[-1]) >= UNMENTIONED else "open"


def days_late(context: Context, due: Due | None) -> int | None:
    """Days since the deadline, below 0 before it; None where either day is unknown."""
    return (context.period.as_of - due.date).days if due and due.date and context.period.as_of else None
