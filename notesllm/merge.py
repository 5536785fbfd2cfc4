"""Many summaries of the same notes made one: what the rules found, and what a model made of each part.

The operation is associative and idempotent, and a summary in which nothing was found is neutral: a part that failed is
a merge with nothing, and no part's place in the queue matters to what an item says.
"""

from collections.abc import Iterable
from typing import TypeVar

from notesllm.summary import Evidence, Item, MeetingSummary

AnyItem = TypeVar("AnyItem", bound=Item)
RANKS = {"rules": 0, "model": 1, "both": 2, "user": 3}  # a correction goes before what it corrects
TOLD = ("abstract", "highlights")  # belong together: they share one limit of words
FIRST = ("schema_version", "id", "provenance", *TOLD)


def merge(first: MeetingSummary, *others: MeetingSummary) -> MeetingSummary:
    """One summary of several, all of the same notes.

    Items come in the order in which they are first met; those of one id are one item: the version that somebody
    corrected by hand before that which is both the rules' and the model's before the model's before the rules', with
    the evidence of all. Of everything that is there only once, and of abstract and highlights together, the first that
    says anything counts. ``id`` and ``provenance`` are those of the first.
    """
    given = (first, *others)
    fields: dict[str, object] = {}
    for name in type(first).model_fields:
        if name in FIRST:
            continue
        values = [getattr(summary, name) for summary in given]
        if isinstance(values[0], tuple):
            fields[name] = _union([item for value in values for item in value])
        else:
            empty = type(first).model_fields[name].default
            fields[name] = next((value for value in values if value != empty), empty)
    teller = next((summary for summary in given if summary.abstract or summary.highlights), first)
    return first.model_copy(update=fields | {name: getattr(teller, name) for name in TOLD})


def _union(items: Iterable[AnyItem]) -> tuple[AnyItem, ...]:
    """The items, those of one id made one at the place of the first."""
    found: dict[str, AnyItem] = {}
    for item in items:
        known = found.get(item.id)
        found[item.id] = item if known is None else _joined(known, item)
    return tuple(found.values())


def _joined(one: AnyItem, other: AnyItem) -> AnyItem:
    if one == other:
        return one
    winner = max(one, other, key=_precedence)
    evidence = one.evidence if one.evidence == other.evidence else _in_order({*one.evidence, *other.evidence})
    return winner if winner.evidence == evidence else winner.model_copy(update={"evidence": evidence})


def _precedence(item: Item) -> tuple[int, str]:
    """A total order of what items say, evidence aside, which is joined and decides nothing."""
    return RANKS[item.origin], item.model_dump_json(exclude={"evidence"})


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(evidence, key=lambda passage: (passage.start, passage.end, passage.line, passage.quote)))
