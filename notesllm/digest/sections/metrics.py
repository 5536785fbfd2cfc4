"""Figures over time."""

from collections.abc import Sequence

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.kinship import kinships
from notesllm.digest.comparing.mention import Mention, mentions
from notesllm.digest.comparing.terms import said, terms
from notesllm.digest.comparing.threads import Thread, threads
from notesllm.digest.comparing.tracing import trace, with_own_ids
from notesllm.digest.comparing.wording import Gist, alike, gist, told_apart, weight
from notesllm.digest.model import MetricLine, MetricPoint
from notesllm.digest.sections.readings import Reading, direction, in_unit, measured_in, on_target, reading
from notesllm.extract.metrics.wording import wording
from notesllm.summary import MeetingSummary, Metric

TELLING = 2.0  # words of a name that means the same in any house
SAME = 0.8  # how alike two names of one figure are
MOVED = frozenset(("by", "up", "down", "um", "de", "del", "met", "em"))  # before a share: it tells a change


def metrics(context: Context) -> tuple[MetricLine, ...]:
    """One line a figure that the period tells, with its readings of before: off target first, then what moved."""
    told = mentions(context.told, _measured, lambda item: item.name)
    kin = kinships(context)

    def likeness(thread: Thread[Metric], mention: Mention[Metric]) -> float:
        ours = kin[context.series[mention.meeting.id]] == kin[context.series[thread[-1].meeting.id]]
        return _likeness(thread[-1], mention) if ours or _is_telling(mention) else 0.0

    found = threads((mention._replace(gist=_about(mention)) for mention in told), likeness)
    lines = [_line(context, thread) for thread in found if thread[-1].meeting.covered]
    return tuple(sorted(with_own_ids(lines), key=_rank))  # stable: otherwise in the order of the notes


def _measured(summary: MeetingSummary) -> Sequence[Metric]:
    return summary.metrics


def _about(mention: Mention[Metric]) -> Gist:
    """The name without "current" and "average", if it says more than that; changes are marked by how much they are.

    A level is no change, and two changes make no series: but one that is told again is the same.
    """
    idle = terms(mention.language).idle.words
    name = " ".join(word for word in mention.item.name.split() if word.casefold() not in idle)
    about = gist(name, mention.language) if name else mention.gist
    change = mention.item.value.casefold() if is_change(mention) else "none"
    return about._replace(marks=about.marks | {f"change:{change}"})


def is_change(mention: Mention[Metric]) -> bool:
    """Whether a value tells a change ("15% reduction", "down 15%") and not how much there is."""
    value, known = mention.item.value, wording(mention.language)
    if not (known.change | known.compared).isdisjoint(said(f"{mention.item.name} {value}").words):
        return True
    if mention.item.unit != "%":
        return False
    for evidence in mention.item.evidence:
        before, found, after = evidence.quote.casefold().partition(value.casefold())
        words = before.split()[-2:]
        ends = {words[-1], " ".join(words)} if words else set()
        if found and (ends & MOVED or ends & known.changed or (after.split()[:1] and after.split()[0] in known.change)):
            return True
    return False


def _is_telling(mention: Mention[Metric]) -> bool:
    """Whether a name says what is measured even where nobody knows whose figure it is: not "budget"."""
    return weight(mention.gist.words, mention.language) >= TELLING


def _likeness(last: Mention[Metric], mention: Mention[Metric]) -> float:
    if told_apart(last.gist, mention.gist) or not measured_in(last.item.unit, mention.item.unit):
        return 0.0
    score = alike(last.gist, mention.gist, mention.language)
    return score if score >= SAME else 0.0


def _line(context: Context, thread: Thread[Metric]) -> MetricLine:
    last = thread[-1]
    unit, language, changed = last.item.unit, last.language, is_change(last)
    points = tuple(
        MetricPoint(meeting=m.meeting.id, date=m.meeting.date, value=m.item.value, number=_number(m.item, unit))
        for m in thread
    )
    number = points[-1].number
    before = in_unit(reading(last.item.previous, language), unit)
    if before is None and len(points) > 1:
        before = points[-2].number
    aimed = next((each.item.target for each in reversed(thread) if each.item.target), None)
    goal = in_unit(reading(aimed, language), unit)
    return MetricLine(
        **trace(context, thread),
        name=last.item.name,
        unit=unit,
        points=points,
        target=aimed,
        target_number=goal,
        previous=last.item.previous or (points[-2].value if len(points) > 1 and not changed else None),
        change=last.item.change,
        direction=None if changed else direction(before, number),
        on_target=on_target(last.item.name, number, aimed, goal, language),
    )


def _number(metric: Metric, unit: str | None) -> float | None:
    return None if metric.number is None else in_unit(Reading(metric.number, metric.unit), unit)


def _rank(line: MetricLine) -> tuple[bool, bool]:
    return line.on_target is not False, line.direction is None
