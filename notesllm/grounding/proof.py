"""The last pass over a summary: what its evidence does not prove is taken off, or dropped, and said in a warning."""

from typing import NamedTuple

from notesllm.document import Document
from notesllm.extract.identity import with_distinct_ids
from notesllm.extract.warning import warning
from notesllm.grounding.claims import OF_MODELS, Claim
from notesllm.grounding.entailment import entails
from notesllm.grounding.figures import unproven_numbers
from notesllm.grounding.naming import Names
from notesllm.grounding.passage import Passage, place, plain, words
from notesllm.grounding.prover import Prover
from notesllm.summary import Due, Evidence, Item, MeetingSummary, Warning


class Grounded(NamedTuple):
    """A summary with nothing unproven in it, and how many items and fields of a model's were not proven."""

    summary: MeetingSummary
    unproven: int = 0


CODES = {
    "owners": "unproven_owner",
    "made_by": "unproven_owner",
    "asked_by": "unproven_owner",
    "answered_by": "unproven_owner",
    "due": "unproven_due",
    "target": "unproven_figure",
    "previous": "unproven_figure",
    "change": "unproven_figure",
}
QUOTED = ("attendees", "topics", "highlights", "next_meeting")  # of these only the quotes are compared
AROUND = 4_000  # code points around an item in which its heading or reason may stand


def ground(summary: MeetingSummary, document: Document, *, keep_unproven: bool = False) -> MeetingSummary:
    """The summary of :func:`prove`."""
    return prove(summary, document, keep_unproven=keep_unproven).summary


def prove(summary: MeetingSummary, document: Document, *, keep_unproven: bool = False) -> Grounded:
    """``summary`` with nothing in it that its evidence does not prove.

    An owner, a due date, a reason, an answer or a figure beside the value that is not in the evidence is taken off its
    item. An item is dropped whose quotes are not the source's, or whose own text has a figure, a day, a name or a
    negation that the evidence lacks (or lacks a negation that the evidence has), or mostly other words. Each is said in
    a warning: ``unproven_owner``, ``unproven_due``, ``unproven_figure``, ``unproven_aside``, ``unproven_item``. With
    ``keep_unproven`` all stays, with the warnings.

    A model's items are held to all their words (see :class:`Prover`). What of them is not proven is counted; warnings
    say so only where it is kept.
    """
    names = Names(summary.attendees, document.language)
    warnings: list[Warning] = []
    fields: dict[str, object] = {}
    for field in QUOTED:
        _keep_exact(field, summary, document.source, fields, warnings)
    prover = Prover(document, summary.attendees, summary.date)
    unproven = 0
    for field, claim in OF_MODELS.items():
        items: tuple[Item, ...] = fields.get(field, getattr(summary, field))  # type: ignore[assignment]
        proven: list[Item] = []
        for item in items:
            if item.origin == "model":
                kept, lost = _model_item(item, claim, prover)
                unproven += len(lost)
                if keep_unproven:
                    warnings += lost
            elif field in QUOTED:
                kept, lost = item, []
            else:
                kept, lost = _rules_item(item, field, claim, document, names, keep=keep_unproven)
                warnings += lost
            if keep_unproven and kept is None:
                kept = item
            if kept is not None:
                proven.append(item if keep_unproven and item.origin == "model" else kept)
        if len(proven) != len(items) or any(one is not other for one, other in zip(proven, items, strict=True)):
            fields[field] = tuple(proven)
    if warnings:
        fields["warnings"] = with_distinct_ids((*summary.warnings, *warnings))
    if keep_unproven:
        fields = {name: value for name, value in fields.items() if name not in QUOTED}
    return Grounded(summary.model_copy(update=fields) if fields else summary, unproven)


def _model_item(item: Item, claim: Claim, prover: Prover) -> tuple[Item | None, list[Warning]]:
    """What is proven of a model's item, and a warning for each part that is not."""
    if not prover.holds(item):
        said = f"Its evidence does not prove: {getattr(item, claim.text)}"
        return None, [warning("unproven_item", said, item.evidence)]
    left = prover.unproven(item)
    told = [
        warning(
            CODES.get(field, "unproven_aside"), f"The evidence does not prove the {field} of {item.id}.", item.evidence
        )
        for field in left
    ]
    return (item.model_copy(update=left) if left else item), told


def _rules_item(
    item: Item, field: str, claim: Claim, document: Document, names: Names, *, keep: bool
) -> tuple[Item | None, list[Warning]]:
    """What is proven of an item that the rules found, and a warning for each part that is not."""
    text, language = getattr(item, claim.text), document.language
    told = _proven(item, text, document, names, deniable=field != "questions")
    if told is not None and field == "decisions":
        told = _with_what_stands_beside(told, document)
    passage = _passage(told or item)
    if told is None or (claim.value and not passage.has(getattr(item, claim.value))):
        return None, [warning("unproven_item", f"Its evidence does not prove: {text}", item.evidence)]
    warnings: list[Warning] = []
    lost = _unproven(told, claim, passage, names, warnings)
    if claim.asides:
        lost |= _unproven_asides(told, claim, passage, language, warnings)
    return (told.model_copy(update=lost) if lost and not keep else told), warnings


def _exact(item: Item, source: str) -> bool:
    """Whether ``item`` has quotes, and all are the source's, to the letter."""
    for evidence in item.evidence:
        quote, start = evidence.quote, evidence.start
        if evidence.end - start != len(quote) or not source.startswith(quote, start):
            return False
    return bool(item.evidence)


def _keep_exact(
    field: str, summary: MeetingSummary, source: str, fields: dict[str, object], warnings: list[Warning]
) -> None:
    """Take out of ``summary`` what of ``field`` has inexact quotes."""
    value = getattr(summary, field)
    items: tuple[Item, ...] = value if isinstance(value, tuple) else (value,) if value else ()
    exact = tuple([item for item in items if _exact(item, source)])
    if len(exact) == len(items):
        return
    lost = [item for item in items if item not in exact]
    warnings += [
        warning("unproven_item", f"Its quotes are not the source's: {item.id}", item.evidence) for item in lost
    ]
    fields[field] = exact if isinstance(value, tuple) else None


def _proven(item: Item, text: str, document: Document, names: Names, *, deniable: bool) -> Item | None:
    """``item`` if its evidence proves ``text``, or with what stands near it as more evidence; else nothing."""
    if not _exact(item, document.source):
        return None
    if entails(text, _passage(item), document.language, deniable=deniable, people=names.words):
        return item
    wider = _widened(item, text, document)
    if wider is item:
        return None
    return wider if entails(text, _passage(wider), document.language, deniable=deniable, people=names.words) else None


def _passage(item: Item) -> Passage:
    return Passage([evidence.quote for evidence in item.evidence])


def _with_what_stands_beside(item: Item, document: Document) -> Item:
    """A rules' decision with the label of who made it, and the reason that stands under it."""
    for field in ("made_by", "rationale"):
        value = getattr(item, field)
        if value is not None and not _passage(item).has(value):
            item = _widened(item, value, document)
    return item


def _widened(item: Item, text: str, document: Document) -> Item:
    """A rules' item with the passages near it that say the parts of "heading: text" that its quotes do not say.

    A model's words are its own: for these nothing but the quotes that it gave counts.
    """
    if item.origin != "rules":
        return item
    source, first = document.source, item.evidence[0]
    added: list[Evidence] = []
    for part in text.split(": "):
        if any(part in evidence.quote for evidence in item.evidence):
            continue
        at = _last(part, source, max(0, first.start - AROUND), first.start)
        if at < 0:
            at = _last(part, source, first.end, first.end + AROUND)
        if at >= 0:
            added.append(Evidence(start=at, end=at + len(part), line=document.lines.number(at), quote=part))
    return item.model_copy(update={"evidence": (*item.evidence, *added)}) if added else item


def _last(part: str, source: str, start: int, end: int) -> int:
    """Where ``part`` stands last between ``start`` and ``end``, no word cut; -1 if nowhere."""
    at = source.rfind(part, start, end)
    while at >= 0 and place(part, source[max(0, at - 2) : at + len(part) + 2]) < 0:
        at = source.rfind(part, start, at)
    return at


def _unproven(item: Item, claim: Claim, passage: Passage, names: Names, warnings: list[Warning]) -> dict[str, object]:
    """What is left of the fields of ``item`` that its evidence does not prove: owners, due date, figures, people."""
    left: dict[str, object] = {}
    if claim.owners and (owners := getattr(item, "owners")):  # noqa: B009 - a field of some items only
        proven = tuple([owner for owner in owners if names.prove(owner.name, passage)])
        if len(proven) != len(owners):
            lost = ", ".join(owner.name for owner in owners if owner not in proven)
            warnings.append(warning("unproven_owner", f"The evidence does not name {lost}.", item.evidence))
            left["owners"] = proven
    if claim.due and (due := getattr(item, "due")) is not None and not _says_due(due, passage):  # noqa: B009
        warnings.append(warning("unproven_due", f"The evidence does not say {due.text!r}.", item.evidence))
        left["due"] = None
    for field in claim.figures:
        figure = getattr(item, field)
        if figure is not None and not passage.has(figure):
            warnings.append(warning("unproven_figure", f"The evidence does not say {figure!r}.", item.evidence))
            left[field] = None
    for field in claim.people:
        name = getattr(item, field)
        if name is not None and not names.prove(name, passage):
            warnings.append(warning("unproven_owner", f"The evidence does not name {name}.", item.evidence))
            left[field] = None
    return left


def _unproven_asides(
    item: Item, claim: Claim, passage: Passage, language: str, warnings: list[Warning]
) -> dict[str, object]:
    """The sentences beside the text of ``item`` that its evidence does not prove, each as nothing."""
    left: dict[str, object] = {}
    for field in claim.asides:
        aside = getattr(item, field)
        if aside is not None and not entails(aside, passage, language, deniable=False):
            warnings.append(warning("unproven_aside", f"The evidence does not say: {aside}", item.evidence))
            left[field] = None
    return left


def _says_due(due: Due, passage: Passage) -> bool:
    """Whether the passage has the words of a deadline, be it with others between them ("by the end … of May")."""
    if passage.has(due.text):
        return True
    there = words(passage.plain)
    return not unproven_numbers(due.text, passage.text) and set(there).issuperset(words(plain(due.text)))
