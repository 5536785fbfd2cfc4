"""Ids that derive from content: the same words give the same id, whatever stands around them."""

from collections import Counter
from collections.abc import Callable, Iterable
from hashlib import blake2s
from typing import TypeVar

from notesllm.summary import ActionItem, Item, Risk

AnyItem = TypeVar("AnyItem", bound=Item)
SIZE = 5  # bytes: ten hex digits; a clash among 10,000 items of one kind is 5 in 100,000


def item_id(prefix: str, *parts: str) -> str:
    """``prefix-`` and ten hex digits of the parts' words, case and white space aside."""
    words = "\x1f".join([" ".join(part.casefold().split()) for part in parts])
    return f"{prefix}-{blake2s(words.encode('utf-8', 'surrogatepass'), digest_size=SIZE).hexdigest()}"


def with_distinct_ids(items: Iterable[AnyItem]) -> tuple[AnyItem, ...]:
    """The items in order; of those that share an id each gets one by what else it says, whatever their order.

    Only what says the very same gets "-2", "-3" and so on.
    """
    given = tuple(items)
    ids = [item.id for item in given]
    for further in FURTHER:
        often = Counter(ids)
        if len(often) == len(ids):
            break
        ids = [_told_apart(own, further(item)) if often[own] > 1 else own for own, item in zip(ids, given, strict=True)]
    seen: Counter[str] = Counter()
    distinct: list[AnyItem] = []
    for own, item in zip(ids, given, strict=True):
        seen[own] += 1
        final = own if seen[own] == 1 else f"{own}-{seen[own]}"
        distinct.append(item if final == item.id else item.model_copy(update={"id": final}))
    return tuple(distinct)


def _told_apart(own: str, parts: tuple[str, ...]) -> str:
    return item_id(own.partition("-")[0], own, *parts) if parts else own


def _owners(item: Item) -> tuple[str, ...]:
    return tuple(sorted(owner.name for owner in item.owners)) if isinstance(item, ActionItem | Risk) else ()


def _due(item: Item) -> tuple[str, ...]:
    return (item.due.text,) if isinstance(item, ActionItem) and item.due else ()


def _quotes(item: Item) -> tuple[str, ...]:
    return tuple(evidence.quote for evidence in item.evidence)


FURTHER: tuple[Callable[[Item], tuple[str, ...]], ...] = (_owners, _due, _quotes)  # by what equal words are told apart
