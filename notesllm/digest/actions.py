"""The ledger of actions: each one through all meetings that speak of it."""

import datetime as dt
import itertools
from collections.abc import Sequence

from notesllm.digest.context import Context
from notesllm.digest.mention import Mention, mentions
from notesllm.digest.model import ActionLine, DueChange, Reassignment, Standing
from notesllm.digest.threads import Thread, threads
from notesllm.digest.wording import alike, contained, told_apart
from notesllm.extract.identity import with_distinct_ids
from notesllm.summary import ActionItem, Owner
from notesllm.summary.items import Status

SAME_OWNER, ONE_SILENT, OTHER_OWNER = 0.55, 0.66, 0.78  # how alike two tasks must be
SAME_TICKET = 0.25
OVER: frozenset[Status] = frozenset(("done", "cancelled"))
SOON = dt.timedelta(7)
UNMENTIONED = 2  # later meetings of a series after which what they leave out is out of sight


def actions(context: Context) -> tuple[ActionLine, ...]:
    """One line a thread: what is late first, then what is due soonest; what is over last."""
    told = mentions(context.told, lambda summary: summary.action_items, lambda item: item.task)
    found = threads(told, lambda thread, mention: _likeness(context, thread, mention))
    lines = [_line(context, thread) for thread in found]
    kept = [line for line, thread in zip(lines, found, strict=True) if _is_told(line, thread)]
    return with_distinct_ids(sorted(kept, key=_rank))


def _likeness(context: Context, thread: Thread[ActionItem], mention: Mention[ActionItem]) -> float:
    """0 where the mention is of other work, else how well it fits."""
    return max(_alike(context, known, mention) for known in thread[-3:])


def _alike(context: Context, one: Mention[ActionItem], other: Mention[ActionItem]) -> float:
    if told_apart(one.gist, other.gist):
        return 0.0
    score = alike(one.gist, other.gist, other.language)
    if one.gist.references & other.gist.references:
        return 1 + score if score >= SAME_TICKET or not one.gist.words or not other.gist.words else 0.0
    mine, theirs = _owner_keys(context, one), _owner_keys(context, other)
    if mine & theirs:
        fits = score >= SAME_OWNER or (contained(one.gist, other.gist, other.language) >= 0.8 and score >= 0.4)
        return score + 0.3 if fits else 0.0
    if not mine or not theirs:
        return score + 0.1 if score >= ONE_SILENT else 0.0
    return score if score >= OTHER_OWNER else 0.0


def _owner_keys(context: Context, mention: Mention[ActionItem]) -> frozenset[object]:
    return frozenset([_who(context, mention, owner) for owner in mention.item.owners])


def _who(context: Context, mention: Mention[ActionItem], owner: Owner) -> object:
    number = context.people.of(mention.meeting.id, owner.name) if owner.kind == "person" else None
    return owner.name.casefold() if number is None else number


def _line(context: Context, thread: Thread[ActionItem]) -> ActionLine:
    first, last = thread[0], thread[-1]
    status = last.item.status
    owned = [mention for mention in thread if mention.item.owners]
    dated = [mention for mention in thread if mention.item.due]
    due = dated[-1].item.due if dated else None
    late = context.period.as_of - due.date if due and due.date and context.period.as_of else None
    standing = _standing(context, thread, status, late)
    return ActionLine(
        id=first.item.id,
        citations=tuple(citation for mention in thread for citation in mention.citations),
        first=first.meeting.id,
        last=last.meeting.id,
        new=context.is_new(first.meeting),
        task=max((mention.item.task for mention in thread[-1:]), key=len),
        owners=owned[-1].item.owners if owned else (),
        due=due,
        status=status,
        standing=standing,
        priority=next((mention.item.priority for mention in reversed(thread) if mention.item.priority), None),
        references=tuple(sorted({reference for mention in thread for reference in mention.gist.references})),
        carried=len({m.meeting.id for m in thread[1:] if m.item.status not in OVER} - {first.meeting.id}),
        days_overdue=late.days if late and standing == "overdue" else None,
        due_changes=_due_changes(dated),
        reassignments=_reassignments(context, owned),
    )


def _standing(context: Context, thread: Thread[ActionItem], status: Status, late: dt.timedelta | None) -> Standing:
    if status in OVER:
        return "done" if status == "done" else "cancelled"
    if late is not None and late > dt.timedelta(0):
        return "overdue"
    if status == "blocked":
        return "blocked"
    if late is not None and late >= -SOON:
        return "due_soon"
    if context.later(thread[-1]) >= UNMENTIONED:
        return "out_of_sight"
    return "open"


def _due_changes(dated: Sequence[Mention[ActionItem]]) -> tuple[DueChange, ...]:
    days = [(mention.item.due.date, mention) for mention in dated if mention.item.due and mention.item.due.date]
    return tuple(
        DueChange(before=before, after=after, meeting=mention.meeting.id)
        for (before, _), (after, mention) in itertools.pairwise(days)
        if before != after
    )


def _reassignments(context: Context, owned: Sequence[Mention[ActionItem]]) -> tuple[Reassignment, ...]:
    return tuple(
        Reassignment(before=_names(before), after=_names(after), meeting=after.meeting.id)
        for before, after in itertools.pairwise(owned)
        if not _owner_keys(context, before) & _owner_keys(context, after)
    )


def _names(mention: Mention[ActionItem]) -> tuple[str, ...]:
    return tuple(owner.name for owner in mention.item.owners)


def _is_told(line: ActionLine, thread: Thread[ActionItem]) -> bool:
    """Whether it is the period's business: not if it was over before."""
    return thread[-1].meeting.covered or line.status not in OVER


STANDINGS: tuple[Standing, ...] = ("overdue", "due_soon", "blocked", "open", "out_of_sight", "done", "cancelled")


def _rank(line: ActionLine) -> tuple[int, dt.date, str, str]:
    day = line.due.date if line.due and line.due.date else dt.date.max
    return STANDINGS.index(line.standing), day, line.task.casefold(), line.id
