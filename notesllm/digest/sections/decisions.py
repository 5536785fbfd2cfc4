"""What was settled, and whether it still is."""

from collections.abc import Iterator
from typing import NamedTuple

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention, mentions
from notesllm.digest.comparing.nearness import Nearness
from notesllm.digest.comparing.threads import Thread, threads
from notesllm.digest.comparing.tracing import trace, with_own_ids
from notesllm.digest.model import DecisionLine
from notesllm.digest.model.lines import DecisionState
from notesllm.digest.sections.detailing import detail
from notesllm.digest.sections.relations import Stance, relation, says_the_same, stance
from notesllm.summary import Decision


class Undoing(NamedTuple):
    """Which later decision undid one, and how; ``after`` tells when."""

    state: DecisionState
    by: int
    after: int


def decisions(context: Context) -> tuple[DecisionLine, ...]:
    """One line a decision that the period took, told again, or undid: in the order in which they were taken."""
    told = mentions(context.told, lambda summary: summary.decisions, lambda item: item.text)
    found = threads(told, _likeness)
    lines = with_own_ids(_line(context, thread) for thread in found)
    undone = _undone(found)
    kept: list[DecisionLine] = []
    for place, (line, thread) in enumerate(zip(lines, found, strict=True)):
        undoing = undone.get(place)
        if undoing:
            kept += [line.model_copy(update={"state": undoing.state, "other": lines[undoing.by].id})] * (
                thread[-1].meeting.covered or found[undoing.by][-1].meeting.covered
            )
        elif thread[-1].meeting.covered:
            kept.append(line)
    return tuple(kept)


def _likeness(thread: Thread[Decision], mention: Mention[Decision]) -> float:
    return says_the_same(_stance(thread[-1]), _stance(mention))


def _stance(mention: Mention[Decision]) -> Stance:
    return stance(mention.item.text, mention.language)


def _line(context: Context, thread: Thread[Decision]) -> DecisionLine:
    last, item = thread[-1], thread[-1].item
    rationale = next((each.item.rationale for each in reversed(thread) if each.item.rationale), None)
    proof = [evidence for mention in reversed(thread) for evidence in mention.item.evidence]
    return DecisionLine(
        **trace(context, thread),
        text=item.text,
        detail=detail(item.text, rationale, proof, last.language),
        rationale=rationale,
        made_by=next((each.item.made_by for each in reversed(thread) if each.item.made_by), None),
        state="new" if context.is_new(thread[0].meeting) else "standing",
    )


def _undone(found: list[Thread[Decision]]) -> dict[int, Undoing]:
    """For each decision that another undid: the first one that did so after it was last told."""
    undone: dict[int, Undoing] = {}
    for place, undoing in _undoings(found):
        known = undone.get(place)
        if known is None or (undoing.after, undoing.by) < (known.after, known.by):
            undone[place] = undoing
    return undone


def _undoings(found: list[Thread[Decision]]) -> Iterator[tuple[int, Undoing]]:
    nearness: Nearness[int] = Nearness()
    for place in sorted(range(len(found)), key=lambda place: found[place][-1].order):
        later = found[place][-1]
        about = _stance(later)
        for _, other in nearness.near(about.about):
            earlier = found[other][-1]
            ordered = bool(later.meeting.date and earlier.meeting.date and later.meeting.date > earlier.meeting.date)
            state = relation(_stance(earlier), about, ordered=ordered)
            if state and ordered:
                yield other, Undoing(state, place, later.order)
            elif state:
                yield other, Undoing("contradicted", place, later.order)
                yield place, Undoing("contradicted", other, earlier.order)
        nearness.put(about.about, place)
