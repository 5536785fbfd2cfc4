"""The last pass over a summary: what its evidence does not prove is taken off, or dropped, and said in a warning."""

from typing import NamedTuple

from notesllm.document import Document
from notesllm.grounding.entailment import entails, unproven_numbers
from notesllm.grounding.naming import Names
from notesllm.grounding.passage import Passage, plain, words
from notesllm.summary import Due, Item, MeetingSummary, Warning


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
    "decisions": Claim("text", asides=("rationale",)),
    "risks": Claim("text", owners=True, asides=("mitigation",)),
    "questions": Claim("text", people=("asked_by", "answered_by"), asides=("answer",)),
    "metrics": Claim("name", value="value", figures=("target", "previous", "change")),
    "milestones": Claim("text", due=True),
}


def ground(summary: MeetingSummary, document: Document, *, keep_unproven: bool = False) -> MeetingSummary:
    """``summary`` with nothing in it that its evidence does not prove.

    An owner, a due date, a reason, an answer or a figure beside the value that is not in the evidence is taken off its
    item; an item whose own text has a number, a day, a name or a negation that the evidence lacks (or lacks one that
    the evidence has) is dropped, or with ``keep_unproven`` kept. Each is said in a warning: ``unproven_owner``,
    ``unproven_due``, ``unproven_figure``, ``unproven_aside``, ``unproven_item``.
    """
    names = Names(summary.attendees)
    warnings: list[Warning] = []
    fields: dict[str, object] = {}
    source, language = document.source, document.language
    for field, claim in CLAIMS.items():
        items: tuple[Item, ...] = getattr(summary, field)
        proven: list[Item] = []
        before = len(warnings)
        deniable = field != "questions"
        for item in items:
            exact, quotes = True, []
            for evidence in item.evidence:
                quotes.append(quote := evidence.quote)
                start = evidence.start
                if evidence.end - start != len(quote) or not source.startswith(quote, start):
                    exact = False
            passage, text = Passage(quotes), getattr(item, claim.text)
            if not (
                exact
                and quotes
                and entails(text, passage, language, deniable=deniable)
                and (not claim.value or passage.has(getattr(item, claim.value)))
            ):
                warnings.append(_warning("unproven_item", f"Its evidence does not prove: {text}", item))
                if not keep_unproven:
                    continue
            lost = _unproven(item, claim, passage, names, warnings)
            if claim.asides:
                lost |= _unproven_asides(item, claim, passage, language, warnings)
            proven.append(item.model_copy(update=lost) if lost else item)
        if len(warnings) > before:
            fields[field] = tuple(proven)
    if not warnings:
        return summary
    return summary.model_copy(update={**fields, "warnings": (*summary.warnings, *warnings)})


def _unproven(item: Item, claim: Claim, passage: Passage, names: Names, warnings: list[Warning]) -> dict[str, object]:
    """What is left of the fields of ``item`` that its evidence does not prove: owners, due date, figures, people."""
    left: dict[str, object] = {}
    if claim.owners and (owners := getattr(item, "owners")):  # noqa: B009 - a field of some items only
        proven = tuple([owner for owner in owners if names.prove(owner.name, passage)])
        if len(proven) != len(owners):
            lost = ", ".join(owner.name for owner in owners if owner not in proven)
            warnings.append(_warning("unproven_owner", f"The evidence does not name {lost}.", item))
            left["owners"] = proven
    if claim.due and (due := getattr(item, "due")) is not None and not _says_due(due, passage):  # noqa: B009
        warnings.append(_warning("unproven_due", f"The evidence does not say {due.text!r}.", item))
        left["due"] = None
    for field in claim.figures:
        figure = getattr(item, field)
        if figure is not None and not passage.has(figure):
            warnings.append(_warning("unproven_figure", f"The evidence does not say {figure!r}.", item))
            left[field] = None
    for field in claim.people:
        name = getattr(item, field)
        if name is not None and not names.prove(name, passage):
            warnings.append(_warning("unproven_owner", f"The evidence does not name {name}.", item))
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
            warnings.append(_warning("unproven_aside", f"The evidence does not say: {aside}", item))
            left[field] = None
    return left


def _says_due(due: Due, passage: Passage) -> bool:
    """Whether the passage has the words of a deadline, be it with others between them ("by the end … of May")."""
    if passage.has(due.text):
        return True
    there = words(passage.plain)
    return not unproven_numbers(due.text, passage.text) and set(there).issuperset(words(plain(due.text)))


def _warning(code: str, message: str, item: Item) -> Warning:
    return Warning(id=f"w-{code}-{item.id}", code=code, message=message, evidence=item.evidence)
