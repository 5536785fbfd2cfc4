"""Where sources contradict each other. A false alarm costs trust: what could be two things is no conflict."""

from collections import Counter
from collections.abc import Iterator, Sequence

from notesllm.digest.clashes.due_clashes import due_clashes
from notesllm.digest.clashes.figure_clashes import figure_clashes
from notesllm.digest.clashes.owner_clashes import owner_clashes
from notesllm.digest.comparing.context import Context
from notesllm.digest.model import Citation, Conflict, DecisionLine
from notesllm.extract.identity import item_id
from notesllm.summary import Evidence, MeetingSummary

ITEMS = (
    "topics",
    "decisions",
    "action_items",
    "risks",
    "questions",
    "metrics",
    "milestones",
    "attendees",
    "highlights",
)


def conflicts(context: Context, decisions: Sequence[DecisionLine]) -> tuple[Conflict, ...]:
    """What meetings of the period say against each other or against themselves, and those without a date."""
    found = [
        *owner_clashes(context),
        *due_clashes(context),
        *_contradicted(decisions),
        *figure_clashes(context),
        *_undated(context),
        *_own(context),
    ]
    often: Counter[str] = Counter()
    taken: set[str] = set()
    seen: dict[tuple[str, tuple[tuple[str, str, int], ...]], Conflict] = {}
    for each in found:
        key = each.id, tuple((cited.meeting, cited.item, cited.evidence.start) for cited in each.citations)
        if key in seen:
            continue
        own = each.id
        while own in taken:
            often[each.id] += 1
            own = f"{each.id}-{often[each.id] + 1}"
        taken.add(own)
        seen[key] = each if own == each.id else each.model_copy(update={"id": own})
    return tuple(seen.values())


def _contradicted(decisions: Sequence[DecisionLine]) -> Iterator[Conflict]:
    known = {line.id: line for line in decisions}
    told: set[frozenset[str]] = set()
    for line in decisions:
        other = known.get(line.other or "")
        if line.state != "contradicted" or other is None or frozenset((line.id, other.id)) in told:
            continue
        told.add(frozenset((line.id, other.id)))
        yield Conflict(
            id=item_id("w", "decision_conflict", line.id, other.id),
            code="decision_conflict",
            message=f"“{line.text}” and “{other.text}” were both decided, and nothing tells which came last.",
            citations=(*line.citations, *other.citations),
        )


def _undated(context: Context) -> Iterator[Conflict]:
    for meeting, summary in context.told:
        if meeting.date is None:
            name = meeting.title or meeting.name or meeting.id
            yield Conflict(
                id=item_id("w", "undated_meeting", meeting.id),
                code="undated_meeting",
                message=f"“{name}” has no date; it is taken for the oldest meeting.",
                citations=_opening(summary),
            )


def _opening(summary: MeetingSummary) -> tuple[Citation, ...]:
    """The first passage of the notes that proves anything: where a reader may look for the date."""
    places: list[tuple[int, str, Evidence]] = [
        (evidence.start, item.id, evidence)
        for kind in ITEMS
        for item in getattr(summary, kind)
        for evidence in item.evidence
    ]
    first = min(places, key=lambda place: (place[0], place[1]), default=None)
    return () if first is None else (Citation(meeting=summary.id, item=first[1], evidence=first[2]),)


def _own(context: Context) -> Iterator[Conflict]:
    for meeting, summary in context.told:
        for warning in summary.warnings if meeting.covered else ():
            yield Conflict(
                id=warning.id,
                code=warning.code,
                message=warning.message,
                citations=tuple(
                    Citation(meeting=meeting.id, item=warning.id, evidence=each) for each in warning.evidence
                ),
            )
