"""The last pass over a summary: what its evidence does not prove is taken off, or dropped, and said in a warning."""

from typing import NamedTuple

from notesllm.document import Document
from notesllm.extract.identity import with_distinct_ids
from notesllm.extract.warning import warning
from notesllm.grounding.entailment import entails
from notesllm.grounding.figures import unproven_numbers
from notesllm.grounding.naming import Names
from notesllm.grounding.passage import Passage, place, plain, words
from notesllm.summary import Due, Evidence, Item, MeetingSummary, Warning


class Claim(NamedTuple):
    """What items of a kind claim: without ``text`` and ``value`` an item is nothing, the rest can be taken off."""

    text: str
    value: str = ""
    owners: bool = False
    due: bool = False
    figures: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()  # sentences beside the text


CLAIMS = {
    "action_items": Claim("task", owners=True, due=True),
    "decisions": Claim("text", people=("made_by",), asides=("rationale",)),
    "risks": Claim("text", owners=True, asides=("mitigation",)),
    "questions": Claim("text", people=("asked_by", "answered_by"), asides=("answer",)),
    "metrics": Claim("name", value="value", figures=("target", "previous", "change")),
    "milestones": Claim("text", due=True),
}
QUOTED = ("attendees", "topics", "highlights", "next_meeting")  # of these only the quotes are compared
AROUND = 4_000  # code points around an item in which its heading or reason may stand


def ground(summary: MeetingSummary, document: Document, *, keep_unproven: bool = False) -> MeetingSummary:
    """``summary`` with nothing in it that its evidence does not prove.

    An owner, a due date, a reason, an answer or a figure beside the value that is not in the evidence is taken off its
    item. An item is dropped whose quotes are not the source's, or whose own text has a figure, a day, a name or a
    negation that the evidence lacks (or lacks a negation that the evidence has), or mostly other words. Each is said in
    a warning: ``unproven_owner``, ``unproven_due``, ``unproven_figure``, ``unproven_aside``, ``unproven_item``. With
    ``keep_unproven`` all stays, with the warnings.
    """
    names = Names(summary.attendees, document.language)
    warnings: list[Warning] = []
    fields: dict[str, object] = {}
    language = document.language
    for field in QUOTED:
        _keep_exact(field, summary, document.source, fields, warnings)
    for field, claim in CLAIMS.items():
        items: tuple[Item, ...] = getattr(summary, field)
        proven: list[Item] = []
        before, changed = len(warnings), False
        deniable = field != "questions"
        for item in items:
            text = getattr(item, claim.text)
            told = _proven(item, text, document, names, deniable=deniable)
            if told is not None and field == "decisions":
                told = _with_what_stands_beside(told, document)
            passage = _passage(told or item)
            if told is None or (claim.value and not passage.has(getattr(item, claim.value))):
                warnings.append(warning("unproven_item", f"Its evidence does not prove: {text}", item.evidence))
                if keep_unproven:
                    proven.append(item)
                continue
            changed = changed or told is not item
            lost = _unproven(told, claim, passage, names, warnings)
            if claim.asides:
                lost |= _unproven_asides(told, claim, passage, language, warnings)
            proven.append(told.model_copy(update=lost) if lost and not keep_unproven else told)
        if changed or len(warnings) > before:
            fields[field] = tuple(proven)
    if warnings:
        fields["warnings"] = with_distinct_ids((*summary.warnings, *warnings))
    if keep_unproven:
        fields = {name: value for name, value in fields.items() if name not in QUOTED}
    return summary.model_copy(update=fields) if fields else summary


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
