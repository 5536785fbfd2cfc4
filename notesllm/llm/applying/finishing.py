"""The last steps after the answers: days from the meeting's day, items in their place, contradictions, the opening."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from notesllm.dates import resolve_due_value
from notesllm.extract import Draft
from notesllm.extract.contradictions import find_contradictions
from notesllm.llm.applying.desk import Standing
from notesllm.llm.applying.notes import TEXTS, AnyItem, Notes
from notesllm.llm.applying.telling import told
from notesllm.summary import ActionItem, Due, MeetingSummary, Milestone, Warning

Dated = TypeVar("Dated", ActionItem, Milestone)


def finished(standing: Standing, notes: Notes) -> Standing:
    """``standing`` as its reader gets it."""
    summary = _redated(standing.summary, notes)
    update: dict[str, object] = {kind: _in_place(getattr(summary, kind), getattr(notes.rules, kind)) for kind in TEXTS}
    summary = summary.model_copy(update=update)
    summary = summary.model_copy(update={"warnings": _warnings(summary, notes)})
    abstract, highlights, lost = told(standing._replace(summary=summary), notes)
    untouched = not standing.abstract and not standing.chosen and _same_items(summary, notes.rules)
    if untouched:
        abstract, highlights = notes.rules.abstract, notes.rules.highlights
    review = standing.review.model_copy(update={"unproven": standing.review.unproven + lost})
    summary = summary.model_copy(update={"abstract": abstract, "highlights": highlights})
    return Standing(summary, review)


def _same_items(one: MeetingSummary, other: MeetingSummary) -> bool:
    names = [name for name in Draft.__dataclass_fields__ if name not in {"roster", "abstract", "highlights"}]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _redated(summary: MeetingSummary, notes: Notes) -> MeetingSummary:
    """The deadlines seen from another day, where a model corrected the meeting's."""
    if summary.date == notes.draft.date or summary.date is None:
        return summary
    return summary.model_copy(
        update={
            "action_items": tuple([_seen_from(item, summary, notes) for item in summary.action_items]),
            "milestones": tuple([_seen_from(item, summary, notes) for item in summary.milestones]),
        }
    )


def _seen_from(item: Dated, summary: MeetingSummary, notes: Notes) -> Dated:
    """``item`` with its deadline seen from the summary's day, where it was seen from the rules' day before."""
    if item.due is None:
        return item
    words, first = notes.reading.lexicon, notes.reading.day_first
    before = resolve_due_value(item.due.text, words, notes.draft.date, day_first=first)
    after = resolve_due_value(item.due.text, words, summary.date, day_first=first)
    if before is None or after is None or before.date != item.due.date or after.date == before.date:
        return item
    due = Due(text=item.due.text, date=after.date, precision=after.precision)
    return item.model_copy(update={"due": due})


def _in_place(items: Iterable[AnyItem], rules: Iterable[AnyItem]) -> tuple[AnyItem, ...]:
    """What a model added, each before the first of the rules' items that stands behind it in the notes."""
    known = {item.id for item in rules}
    kept = [item for item in items if item.id in known]
    added = sorted((item for item in items if item.id not in known), key=lambda item: (_start(item), item.id))
    highest: list[int] = []  # of the places so far, so that they are in order
    for item in kept:
        highest.append(max(_start(item), highest[-1] if highest else 0))
    placed: list[tuple[int, int, AnyItem]] = [(at, 0, item) for at, item in enumerate(kept)]
    placed += [(bisect_right(highest, _start(item)) - 1, 1 + at, item) for at, item in enumerate(added)]
    return tuple([item for _, _, item in sorted(placed, key=lambda place: place[:2])])


def _start(item: AnyItem) -> int:
    return item.evidence[0].start if item.evidence else 0


def _warnings(summary: MeetingSummary, notes: Notes) -> tuple[Warning, ...]:
    """The warnings, with the contradictions among the summary's items, without those that only the rules' had."""
    before, now = _contradictions(notes.rules, notes), _contradictions(summary, notes)
    kept = [warning for warning in summary.warnings if warning.id not in before or warning.id in now]
    ids = {warning.id for warning in kept}
    return (*kept, *[warning for own, warning in now.items() if own not in ids])


def _contradictions(summary: MeetingSummary, notes: Notes) -> dict[str, Warning]:
    fields = {"date": summary.date, "kind": summary.kind, "action_items": summary.action_items, "warnings": ()}
    draft = find_contradictions(notes.reading, replace(notes.draft, **fields))  # type: ignore[arg-type]
    return {warning.id: warning for warning in draft.warnings}
