"""The ledger of actions: each one through all meetings that speak of it."""

import datetime as dt

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention, mentions
from notesllm.digest.comparing.threads import Thread, threads
from notesllm.digest.comparing.tracing import trace, with_own_ids
from notesllm.digest.model import ActionLine, Standing
from notesllm.digest.sections.hands import Hands, Relation
from notesllm.digest.sections.standing import OVER, Mentions, days_late, due_changes, due_of, standing_of, status_of
from notesllm.digest.sections.tasks import clearest, core, may_be_same, same_task, task_gist
from notesllm.summary import ActionItem

COMPARED = 3  # mentions of a thread, beside the first, that a further one is compared with: the last ones
# How well a task must fit one of another series of meetings; with another owner only a ticket tells that it is one.
OTHER_SERIES: dict[Relation, float] = {"same": 0.0, "unsaid": 0.9, "other": 1.1}
STANDINGS: tuple[Standing, ...] = ("overdue", "due_soon", "blocked", "open", "out_of_sight", "done", "cancelled")


def actions(context: Context) -> tuple[ActionLine, ...]:
    """One line a thread: what is late first, then what is due soonest; what is over last."""
    told = [
        mention._replace(gist=task_gist(mention.item, mention.gist, mention.language))
        for mention in mentions(context.told, lambda summary: summary.action_items, core)
    ]
    hands = Hands(context, told)
    found = threads(
        told,
        lambda thread, mention: _likeness(hands, thread, mention),
        lambda one, other: one.item.status == other.item.status and hands.of(one) == hands.of(other),
    )
    lines = with_own_ids(_line(context, hands, thread) for thread in found)
    kept = [line for line, thread in zip(lines, found, strict=True) if _is_told(line, thread)]
    return tuple(sorted(kept, key=_rank))


def _likeness(hands: Hands, thread: Thread[ActionItem], mention: Mention[ActionItem]) -> float:
    """0 where the mention is of other work, else how well it fits."""
    over = thread[-1].item.status in OVER
    compared = thread if len(thread) <= COMPARED + 1 else [thread[0], *thread[-COMPARED:]]
    best = 0.0
    for known in compared:
        if not may_be_same(known, mention):
            continue
        relation = hands.relation(known, mention)
        if relation == "other" and hands.given(known, mention):
            relation = "same"
        fit = same_task(known, mention, relation, over=over)
        if fit < OTHER_SERIES[relation] and known.series != mention.series:
            fit = 0.0
        best = max(best, fit)
    return best


def _line(context: Context, hands: Hands, thread: Thread[ActionItem]) -> ActionLine:
    status, due = status_of(thread), due_of(thread)
    owned = [mention for mention in thread if mention.item.owners]
    standing = standing_of(context, thread, status, due)
    return ActionLine(
        **trace(context, thread),
        task=clearest(thread),
        owners=hands.shown(owned[-1]) if owned else (),
        due=due,
        status=status,
        standing=standing,
        priority=next((mention.item.priority for mention in reversed(thread) if mention.item.priority), None),
        references=tuple(sorted({reference for mention in thread for reference in mention.gist.references})),
        carried=_carried(thread),
        unmentioned=0 if status in OVER else context.later(thread[-1]),
        days_overdue=days_late(context, due) if standing == "overdue" else None,
        due_changes=due_changes(thread),
        reassignments=hands.reassignments(owned),
    )


def _carried(thread: Mentions) -> int:
    first = thread[0].meeting.id
    return len({mention.meeting.id for mention in thread if mention.item.status not in OVER} - {first})


def _is_told(line: ActionLine, thread: Thread[ActionItem]) -> bool:
    """Whether it is the period's business: not if it was over before."""
    return thread[-1].meeting.covered or line.status not in OVER


def _rank(line: ActionLine) -> tuple[int, dt.date, str, str]:
    day = line.due.date if line.due and line.due.date else dt.date.max
    return STANDINGS.index(line.standing), day, line.task.casefold(), line.id
