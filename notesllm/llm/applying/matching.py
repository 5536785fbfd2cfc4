"""Whether something that a model adds is known already."""

from collections.abc import Iterable
from functools import lru_cache

from notesllm.extract.likeness import key_words, likeness
from notesllm.extract.names import name_key
from notesllm.extract.retelling import LISTED, STATED, Wording, groups
from notesllm.grounding.entailment import same_polarity
from notesllm.grounding.passage import plain, words
from notesllm.llm.applying.notes import TEXTS, AnyItem
from notesllm.summary import ActionItem, Attendee, Item, Metric, Milestone

LEAST = 0.3  # of the words that carry meaning, so that a pair is worth a closer look
SAME_NAME = 0.5  # … of the names of one figure


def known(name: str, item: AnyItem, others: Iterable[AnyItem], language: str) -> AnyItem | None:
    """The one of ``others``, items of the summary's field ``name``, that ``item`` tells again."""
    best, found = 0.0, None
    for other in others:
        score = _likeness(getattr(item, TEXTS[name]), getattr(other, TEXTS[name]))
        score += _overlap(item, other)
        if score > best and _same(name, item, other, language):
            best, found = score, other
    return found


@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[str, ...]:
    """The key words, "close" and "closes" as one."""
    return tuple([word.removesuffix("e") for word in key_words(text)])


def _likeness(one: str, other: str) -> float:
    return likeness(_words(one), _words(other))


def _overlap(one: Item, other: Item) -> bool:
    """Whether the two have a passage in common."""
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def _same(name: str, item: Item, other: Item, language: str) -> bool:
    if isinstance(item, Attendee) and isinstance(other, Attendee):
        return name_key(item.name) == name_key(other.name)
    mine, theirs = getattr(item, TEXTS[name]), getattr(other, TEXTS[name])
    if isinstance(item, Metric) and isinstance(other, Metric):
        return _same_figure(item, other) and _likeness(mine, theirs) >= SAME_NAME
    if _likeness(mine, theirs) < LEAST or not _agree(item, other):
        return False
    overlapping = _overlap(item, other)
    if overlapping and _holds(mine, theirs, language):
        return True
    pair = [Wording(mine, LISTED if overlapping else STATED), Wording(theirs, STATED)]
    return len(groups(pair, language)) == 1


def _same_figure(one: Metric, other: Metric) -> bool:
    if one.number is not None and one.number == other.number:
        return True
    return plain(one.value) == plain(other.value)


def _agree(item: Item, other: Item) -> bool:
    """Whether neither names other people, or another day, than the other."""
    if isinstance(item, ActionItem) and isinstance(other, ActionItem):
        mine, theirs = ({owner.name for owner in one.owners} for one in (item, other))
        if mine and theirs and mine.isdisjoint(theirs):
            return False
    if isinstance(item, ActionItem | Milestone) and isinstance(other, ActionItem | Milestone):
        days = {one.due.date for one in (item, other) if one.due and one.due.date}
        return len(days) < 2
    return True


def _holds(one: str, other: str, language: str) -> bool:
    """Whether all words of one text stand in the other, and both or neither deny."""
    shorter, longer = sorted((one, other), key=len)
    if not set(_words(shorter)).issubset(_words(longer)):
        return False
    return same_polarity(words(shorter), [longer], language)
