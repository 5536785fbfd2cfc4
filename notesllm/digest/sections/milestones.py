"""The steps of plans on one line of time, with what moved them."""

import datetime as dt
import itertools
from collections.abc import Sequence

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention, mentions
from notesllm.digest.comparing.threads import Thread, threads
from notesllm.digest.comparing.tracing import trace, with_own_ids
from notesllm.digest.comparing.wording import Gist, alike, told_apart
from notesllm.digest.model import DueChange, MilestoneLine
from notesllm.digest.model.lines import MilestoneState
from notesllm.digest.sections.closings import Closings
from notesllm.summary import Milestone
from notesllm.summary.items import Status

SAME = 0.7  # how alike two wordings of one step are
OF_TIME = ("number:", "month:", "quarter:", "year:")  # what a step's date may leave in its words


def milestones(context: Context, closings: Closings) -> tuple[MilestoneLine, ...]:
    """One line a step, by date; those without one last."""
    told = mentions(context.told, lambda summary: summary.milestones, lambda item: item.text)
    steps = (mention._replace(gist=timeless(mention.gist)) for mention in told)
    lines = [line for thread in threads(steps, _likeness) if (line := _line(context, closings, thread))]
    return tuple(sorted(with_own_ids(lines), key=_rank))


def timeless(about: Gist) -> Gist:
    """The gist without what tells when."""
    return about._replace(marks=frozenset(mark for mark in about.marks if not mark.startswith(OF_TIME)))


def _likeness(thread: Thread[Milestone], mention: Mention[Milestone]) -> float:
    last = thread[-1]
    if told_apart(last.gist, mention.gist):
        return 0.0
    score = alike(last.gist, mention.gist, mention.language)
    return score if score >= SAME else 0.0


def _line(context: Context, closings: Closings, thread: Thread[Milestone]) -> MilestoneLine | None:
    last = thread[-1]
    status, over_in = last.item.status, last.meeting
    fields = trace(context, thread)
    if status not in {"done", "cancelled"} and (closing := closings.of(last.gist, last.order)):
        status, over_in = "done", closing.meeting
        fields["citations"] += closing.citations
        fields["last"] = closing.meeting.id
    if status in {"done", "cancelled"} and not over_in.covered:
        return None
    dated = [mention for mention in thread if mention.item.due]
    due = dated[-1].item.due if dated else None
    return MilestoneLine(
        **fields,
        text=_without_date(last.item),
        due=due,
        status=status,
        state=_state(status, due.date if due else None, context.period.as_of),
        due_changes=_due_changes(dated),
    )


def _without_date(step: Milestone) -> str:
    """The text without the date that leads it in: "March 14: survey complete"."""
    text, due = step.text, step.due.text if step.due else ""
    rest = text[len(due) :].lstrip(" :.,;–—-") if due and text.casefold().startswith(due.casefold()) else ""
    return rest or text


def _state(status: Status, day: dt.date | None, as_of: dt.date | None) -> MilestoneState:
    if status == "done":
        return "done"
    if status == "cancelled":
        return "cancelled"
    if day is None:
        return "undated"
    return "overdue" if as_of and day < as_of else "upcoming"


def _due_changes(dated: Sequence[Mention[Milestone]]) -> tuple[DueChange, ...]:
    days = [(mention.item.due.date, mention) for mention in dated if mention.item.due and mention.item.due.date]
    return tuple(
        DueChange(before=before, after=after, meeting=mention.meeting.id)
        for (before, _), (after, mention) in itertools.pairwise(days)
        if before != after
    )


def _rank(line: MilestoneLine) -> tuple[dt.date, str, str]:
    return (line.due.date if line.due and line.due.date else dt.date.max), line.text.casefold(), line.id
