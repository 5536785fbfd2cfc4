"""The last pass over a summary: what its evidence does not prove is taken off, or dropped, and said in a warning."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from notesllm.document import Document
from notesllm.grounding.entailment import bare, same_polarity, stands_in, unproven_numbers, words
from notesllm.summary import (
    ActionItem,
    Decision,
    Due,
    Item,
    MeetingSummary,
    Metric,
    Milestone,
    Owner,
    Question,
    Risk,
    Warning,
)

AnyItem = TypeVar("AnyItem", bound=Item)
Names = Mapping[str, frozenset[str]]  # a full name -> the words that notes use for that person

# The text that has to be proven, of each kind of item.
STATED: Mapping[str, Callable[[Item], str]] = {
    "action_items": lambda item: item.task if isinstance(item, ActionItem) else "",
    "decisions": lambda item: item.text if isinstance(item, Decision) else "",
    "risks": lambda item: item.text if isinstance(item, Risk) else "",
    "questions": lambda item: item.text if isinstance(item, Question) else "",
    "metrics": lambda item: item.name if isinstance(item, Metric) else "",
    "milestones": lambda item: item.text if isinstance(item, Milestone) else "",
}


def ground(summary: MeetingSummary, document: Document, *, keep_unproven: bool = False) -> MeetingSummary:
    """``summary`` with nothing in it that its evidence does not prove.

    An owner, a due date or a figure beside the value that is not in the evidence is taken off its item; an item whose
    own text has a number or a negation that the evidence lacks (or the reverse) is dropped, or with ``keep_unproven``
    kept. Each is said in a warning: ``unproven_owner``, ``unproven_due``, ``unproven_figure``, ``unproven_item``.
    """
    names = _names(summary)
    warnings: list[Warning] = []
    fields: dict[str, object] = {}
    for field, stated in STATED.items():
        items: tuple[Item, ...] = getattr(summary, field)
        proven = []
        for item in items:
            if not _exact(item, document) or not _entailed(stated(item), item, document.language):
                warnings.append(_warning("unproven_item", f"Its evidence does not prove: {stated(item)}", item))
                if not keep_unproven:
                    continue
            proven.append(_proven_details(item, names, warnings))
        if len(proven) != len(items) or any(a is not b for a, b in zip(proven, items, strict=True)):
            fields[field] = tuple(proven)
    if not fields and not warnings:
        return summary
    return summary.model_copy(update={**fields, "warnings": (*summary.warnings, *warnings)})


def _names(summary: MeetingSummary) -> Names:
    """Each attendee's name and the words of the lines that introduce them: handles, nicks, initials."""
    return {
        attendee.name: frozenset(
            word for text in (attendee.name, *(e.quote for e in attendee.evidence[:1])) for word in words(text)
        )
        for attendee in summary.attendees
    }


def _exact(item: Item, document: Document) -> bool:
    return bool(item.evidence) and all(document.source[e.start : e.end] == e.quote for e in item.evidence)


def _passage(item: Item) -> str:
    return "\n".join(evidence.quote for evidence in item.evidence)


def _entailed(value: str, item: Item, language: str) -> bool:
    passage = _passage(item)
    if stands_in(value, passage):
        return True
    return not unproven_numbers(value, passage) and any(
        same_polarity(value, evidence.quote, language) for evidence in item.evidence
    )


def _proven_details(item: AnyItem, names: Names, warnings: list[Warning]) -> AnyItem:
    """``item`` without the owners, due date and side figures that its evidence lacks."""
    passage = _passage(item)
    changed: dict[str, object] = {}
    if isinstance(item, ActionItem | Risk):
        proven = tuple(owner for owner in item.owners if _names_owner(owner, passage, names))
        if len(proven) != len(item.owners):
            lost = ", ".join(owner.name for owner in item.owners if owner not in proven)
            warnings.append(_warning("unproven_owner", f"The evidence does not name {lost}.", item))
            changed["owners"] = proven
    if isinstance(item, ActionItem | Milestone) and item.due is not None and not _says_due(item.due, passage):
        warnings.append(_warning("unproven_due", f"The evidence does not say {item.due.text!r}.", item))
        changed["due"] = None
    if isinstance(item, Metric):
        for field in ("target", "previous", "change"):
            figure = getattr(item, field)
            if figure is not None and not stands_in(figure, passage):
                warnings.append(_warning("unproven_figure", f"The evidence does not say {figure!r}.", item))
                changed[field] = None
    return item.model_copy(update=changed) if changed else item


def _names_owner(owner: Owner, passage: str, names: Names) -> bool:
    if stands_in(owner.name, passage):
        return True
    there = set(words(passage))
    known = set(words(owner.name)) | names.get(owner.name, frozenset())
    initials = "".join(word[0] for word in words(owner.name))
    return bool(known & there) or initials in there


def _says_due(due: Due, passage: str) -> bool:
    return stands_in(due.text, passage) or all(bare(part) in bare(passage) for part in due.text.split())


def _warning(code: str, message: str, item: Item) -> Warning:
    return Warning(id=f"w-{code}-{item.id}", code=code, message=message, evidence=item.evidence)
