"""What several meetings say of one thing, put together: each mention joins the thread it fits best, or begins one.

Time is linear in the mentions: a word leads only to the threads that used it last, and of those only the ones that
share most are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from notesllm.digest.mention import Mention
from notesllm.digest.wording import light_words
from notesllm.summary import Item

ItemT = TypeVar("ItemT", bound=Item)
NEAREST = 48  # threads that a word leads to
COMPARED = 12  # threads that a mention is compared with
Thread = list[Mention[ItemT]]
Likeness = Callable[[Thread[ItemT], Mention[ItemT]], float]
Twin = Callable[[Mention[ItemT], Mention[ItemT]], bool]


def threads(
    told: Iterable[Mention[ItemT]], likeness: Likeness[ItemT], twin: Twin[ItemT] | None = None
) -> list[Thread[ItemT]]:
    """The threads in the order in which they began. ``likeness`` is above 0 where a mention may join a thread.

    ``told`` comes oldest first. Of the mentions of one meeting those that fit best join first, and at most one joins a
    thread, but for those of which ``twin`` says that they say the very same.
    """
    index: _Index[ItemT] = _Index()
    for meeting in _by_meeting(told):
        same = _twins(meeting, twin)
        fits = sorted(
            (-likeness(index.threads[at], mention), place, at)
            for place, mention in enumerate(meeting)
            if place not in same
            for at in index.near(mention)
        )
        joined: dict[int, int] = {}
        taken: set[int] = set()
        for unlike, place, at in fits:
            if unlike < 0 and place not in joined and at not in taken:
                joined[place] = at
                taken.add(at)
        for place, mention in enumerate(meeting):
            joined[place] = index.put(mention, joined[same[place]] if place in same else joined.get(place))
    return index.threads


def _twins(meeting: Thread[ItemT], twin: Twin[ItemT] | None) -> dict[int, int]:
    """For each mention that says what an earlier one of its meeting says: that one."""
    same: dict[int, int] = {}
    if twin is None:
        return same
    alike: defaultdict[object, list[int]] = defaultdict(list)
    for place, mention in enumerate(meeting):
        others = alike[mention.gist]
        first = next((other for other in others if twin(meeting[other], mention)), None)
        if first is None:
            others.append(place)
        else:
            same[place] = first
    return same


def _by_meeting(told: Iterable[Mention[ItemT]]) -> Iterator[list[Mention[ItemT]]]:
    group: list[Mention[ItemT]] = []
    for mention in told:
        if group and group[-1].order != mention.order:
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


class _Index(Generic[ItemT]):
    """The threads so far, by their words and references; each word remembers which threads used it last."""

    def __init__(self) -> None:
        self.threads: list[Thread[ItemT]] = []
        self._postings: defaultdict[str, dict[int, None]] = defaultdict(dict)

    def near(self, mention: Mention[ItemT]) -> list[int]:
        """The numbers of threads that share most words and references."""
        shared: Counter[int] = Counter()
        for key in _keys(mention):
            shared.update(iter(self._postings.get(key, ())))
        if len(shared) <= COMPARED:
            return list(shared)
        return sorted(shared, key=lambda at: (-shared[at], -self.threads[at][-1].order, at))[:COMPARED]

    def put(self, mention: Mention[ItemT], at: int | None) -> int:
        """Add a mention to thread number ``at``, or to a new one; its number."""
        if at is None:
            at = len(self.threads)
            self.threads.append([])
        self.threads[at].append(mention)
        for key in _keys(mention):
            using = self._postings[key]
            using.pop(at, None)
            using[at] = None
            if len(using) > NEAREST:
                del using[next(iter(using))]
        return at


def _keys(mention: Mention[ItemT]) -> frozenset[str]:
    """What leads to a thread: words that few tasks share, if there are any, and references."""
    words, references, _ = mention.gist
    return ((words - light_words(mention.language)) or words) | references
