"""Ids that derive from content: the same words give the same id, whatever stands around them."""

from collections.abc import Iterable
from hashlib import blake2s
from typing import TypeVar

from notesllm.summary import Item

AnyItem = TypeVar("AnyItem", bound=Item)
SIZE = 5  # bytes: ten hex digits; a clash among 10,000 items of one kind is 5 in 100,000


def item_id(prefix: str, *parts: str) -> str:
    """``prefix-`` and ten hex digits of the parts' words, case and white space aside."""
    words = "\x1f".join([" ".join(part.casefold().split()) for part in parts])
    return f"{prefix}-{blake2s(words.encode('utf-8', 'surrogatepass'), digest_size=SIZE).hexdigest()}"


def with_distinct_ids(items: Iterable[AnyItem]) -> tuple[AnyItem, ...]:
    """The items in order; where two share an id, the later ones get "-2", "-3" and so on."""
    seen: dict[str, int] = {}
    distinct: list[AnyItem] = []
    for item in items:
        count = seen[item.id] = seen.get(item.id, 0) + 1
        distinct.append(item if count == 1 else item.model_copy(update={"id": f"{item.id}-{count}"}))
    return tuple(distinct)
