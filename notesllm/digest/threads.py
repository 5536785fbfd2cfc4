"""What several meetings say of one thing, put together: each mention joins the thread it fits best, or begins one.

Time is linear in the mentions: a word leads only to the threads that used it last.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from notesllm.digest.mention import Mention
from notesllm.summary import Item

ItemT = TypeVar("ItemT", bound=Item)
NEAREST = 48  # threads that a word leads to
Thread = list[Mention[ItemT]]
Likeness = Callable[[Thread[ItemT], Mention[ItemT]], float]


def threads(told: Iterable[Mention[ItemT]], likeness: Likeness[ItemT]) -> list[Thread[ItemT]]:
    """The threads in the order in which they began. ``likeness`` is above 0 where a mention may join a thread.

    ``told`` comes oldest first. Of the mentions of one meeting those that fit best join first, and at most one joins a
    thread, but for what says the very same.
    """
    index: _Index[ItemT] = _Index()
    for meeting in _by_meeting(told):
        fits = sorted(
            (
                (-likeness(index.threads[at], mention), place, at)
                for place, mention in enumerate(meeting)
                for at in index.near(mention)
            )
        )
        joined: dict[int, int] = {}
        taken: set[int] = set()
        for unlike, place, at in fits:
            if unlike < 0 and place not in joined and at not in taken:
                joined[place] = at
                taken.add(at)
        for place, mention in enumerate(meeting):
            index.put(mention, joined.get(place))
    return index.threads


def _by_meeting(told: Iterable[Mention[ItemT]]) -> Iterable[list[Mention[ItemT]]]:
    group: list[Mention[ItemT]] = []
    for mention in told:
        if group and group[-1].order != mention.order:
            yield group
            group = []
        group.append(mention)
    if group:
        yield group


class _Index(Generic[ItemT]):
    """The threads so far, by their words and references."""

    def __init__(self) -> None:
        self.threads: list[Thread[ItemT]] = []
        self._postings: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=NEAREST))
        self._keys: list[set[str]] = []

    def near(self, mention: Mention[ItemT]) -> list[int]:
        """The numbers of threads that share a word or a reference."""
        found: set[int] = set()
        for key in mention.gist.words | mention.gist.references:
            found.update(self._postings.get(key, ()))
        return sorted(found)

    def put(self, mention: Mention[ItemT], at: int | None) -> None:
        if at is None:
            at = len(self.threads)
            self.threads.append([])
            self._keys.append(set())
        self.threads[at].append(mention)
        for key in (mention.gist.words | mention.gist.references) - self._keys[at]:
            self._postings[key].append(at)
            self._keys[at].add(key)
