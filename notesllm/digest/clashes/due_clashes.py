"""One step with two dates."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention, mentions
from notesllm.digest.comparing.nearness import Nearness
from notesllm.digest.comparing.same_day import is_twin
from notesllm.digest.comparing.wording import Gist, contained, told_apart, weight
from notesllm.digest.model import Conflict
from notesllm.digest.sections.milestones import timeless
from notesllm.extract.identity import item_id
from notesllm.summary import ActionItem, Due, Milestone

HELD, SHARED = 0.65, 2.3  # how much of one telling of a numbered step stands in the other, and what that weighs
NUMBERED = ("phase:", "step:", "stage:", "sprint:", "wave:", "milestone:", "release:", "version:", "part:", "batch:")
SPANS = {"day": 0, "week": 6, "month": 30, "quarter": 91, "year": 365}  # days before its date that a deadline may mean


class Step(NamedTuple):
    """A milestone or an action, by its date."""

    text: str
    due: Due
    day: dt.date
    about: Gist
    owners: frozenset[str]  # none of a milestone
    is_action: bool
    meeting: str
    item: str
    language: str
    mention: Mention[ActionItem] | Mention[Milestone]


def due_clashes(context: Context) -> Iterator[Conflict]:
    """A numbered step that is dated otherwise as an action, and what two meetings of one day date otherwise."""
    covered = [each for each in context.told if each.meeting.covered]
    told: list[Mention[ActionItem] | Mention[Milestone]] = [
        *mentions(covered, lambda summary: summary.milestones, lambda item: item.text),
        *mentions(covered, lambda summary: summary.action_items, lambda item: item.task),
    ]
    shared = _shared_days(context)
    days: dict[tuple[dt.date | None, str], Nearness[Step]] = {}
    for mention in told:
        day = mention.meeting.date, "" if mention.meeting.date else mention.meeting.id
        if day not in shared and not _numbers(mention.gist):
            continue  # nothing but a numbered step is compared within one meeting
        step = _step(mention)
        if step is None:
            continue
        nearness = days.setdefault(day, Nearness())
        for _, other in nearness.near(step.about):
            if _is_same(other, step) and _disagree(other, step):
                yield _conflict(*sorted((other, step), key=lambda each: (each.day, each.item)))
        nearness.put(step.about, step)


def _shared_days(context: Context) -> frozenset[tuple[dt.date | None, str]]:
    """The days on which several meetings were held."""
    held = Counter(each.meeting.date for each in context.told if each.meeting.date)
    return frozenset((date, "") for date, count in held.items() if count > 1)


def _step(mention: Mention[ActionItem] | Mention[Milestone]) -> Step | None:
    item = mention.item
    if item.due is None or item.due.date is None or item.due.precision not in SPANS:
        return None
    action = item if isinstance(item, ActionItem) else None
    return Step(
        action.task if action else item.text,  # type: ignore[union-attr] # what is no action is a milestone
        item.due,
        item.due.date,
        timeless(mention.gist),
        frozenset(owner.name.casefold() for owner in action.owners) if action else frozenset(),
        action is not None,
        mention.meeting.id,
        item.id,
        mention.language,
        mention,
    )


def _is_same(one: Step, other: Step) -> bool:
    if told_apart(one.about, other.about) or (one.owners and other.owners and not one.owners & other.owners):
        return False
    if one.is_action != other.is_action and _numbers(one.about) & _numbers(other.about):
        shared = weight(one.about.words & other.about.words, other.language)
        return shared >= SHARED and contained(one.about, other.about, other.language) >= HELD
    return one.meeting != other.meeting and is_twin(one.about, other.about, other.language)


def _numbers(about: Gist) -> frozenset[str]:
    return frozenset(mark for mark in about.marks if mark.startswith(NUMBERED))


def _disagree(one: Step, other: Step) -> bool:
    """Whether no day is meant by both: a month means any of its days."""
    earlier, later = sorted((one, other), key=lambda step: step.day)
    return later.day - dt.timedelta(SPANS[later.due.precision]) > earlier.day


def _conflict(one: Step, other: Step) -> Conflict:
    return Conflict(
        id=item_id("w", "due_conflict", one.item, other.item),
        code="due_conflict",
        message=f"“{one.text}” is dated {one.due.text}, but “{other.text}” {other.due.text}.",
        citations=(*one.mention.citations, *other.mention.citations),
    )
