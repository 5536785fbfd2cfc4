"""What several meetings say of one thing, put together: each mention joins the thread it fits best, or begins one.

Time is linear in the mentions: a word leads only to the threads that used it last, and of those only the ones that
share most are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from notesllm.digest.comparing.mention import Mention
from notesllm.digest.comparing.wording import Gist, light_words
from notesllm.summary import Item

ItemT = TypeVar("ItemT", bound=Item)
NEAREST = 24  # threads that a word leads to, in one series of meetings and in all of them
COMPARED = 12  # threads of its series that a mention is compared with
ELSEWHERE = 6  # … and of other series
EVERYWHERE = "*"
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
            (-fit, place, at)
            for place, mention in enumerate(meeting)
            if place not in same
            for fit, at in _fitting(index, likeness, mention)
        )
        joined: dict[int, int] = {}
        taken: set[int] = set()
        for _, place, at in fits:
            if place not in joined and at not in taken:
                joined[place] = at
                taken.add(at)
        for place, mention in enumerate(meeting):
            joined[place] = index.put(mention, joined[same[place]] if place in same else joined.get(place))
    return index.threads


def _fitting(index: "_Index[ItemT]", likeness: Likeness[ItemT], mention: Mention[ItemT]) -> list[tuple[float, int]]:
    """The threads that it may join; where some were told in its very words last, no others."""
    tried: set[int] = set()
    for near in (index.told_alike, index.near):
        numbers = [at for at in near(mention) if at not in tried]
        found = [(fit, at) for at in numbers if (fit := likeness(index.threads[at], mention)) > 0]
        if found:
            return found
        tried.update(numbers)
    return []


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
        self._postings: defaultdict[tuple[str, str], dict[int, None]] = defaultdict(dict)
        self._alike: defaultdict[Gist, dict[int, None]] = defaultdict(dict)

    def told_alike(self, mention: Mention[ItemT]) -> list[int]:
        """The numbers of threads of which the last mention is about the very same."""
        latest = list(self._alike.get(mention.gist, ()))[-COMPARED:]
        return [at for at in latest if self.threads[at][-1].gist == mention.gist]

    def near(self, mention: Mention[ItemT]) -> list[int]:
        """The numbers of threads that share most, those of its own series of meetings before others."""
        keys = _keys(mention)
        own = self._nearest(mention.series, keys, mention.gist.references)
        far = self._nearest(EVERYWHERE, keys, mention.gist.references)
        return own + [at for at in far[:ELSEWHERE] if at not in own]

    def _nearest(self, series: str, keys: frozenset[str], references: frozenset[str]) -> list[int]:
        """Those that share at least two of three or more words, or a reference, or one word that tells much."""
        shared, telling = Counter[int](), Counter[int]()
        full = False
        for key in keys:
            using = self._postings.get((series, key), ())
            shared.update(iter(using))
            if len(using) < NEAREST:
                telling.update(iter(using))
            else:
                full = series != EVERYWHERE  # so many threads use it that it does not lead to the older ones
        found = set(shared)
        if len(keys) > 2:
            sure = {at for key in references for at in self._postings.get((series, key), ())}
            found = {at for at in found if shared[at] > 1 or at in sure or (full and at in telling)}
        return sorted(found, key=lambda at: (-telling[at], -shared[at], -self.threads[at][-1].order, at))[:COMPARED]

    def put(self, mention: Mention[ItemT], at: int | None) -> int:
        """Add a mention to thread number ``at``, or to a new one; its number."""
        if at is None:
            at = len(self.threads)
            self.threads.append([])
        self.threads[at].append(mention)
        for key in _keys(mention):
            _use(self._postings[mention.series, key], at)
            _use(self._postings[EVERYWHERE, key], at)
        _use(self._alike[mention.gist], at)
        return at


def _use(threads: dict[int, None], at: int) -> None:
    """Remember that a thread was the last to use something."""
    threads.pop(at, None)
    threads[at] = None
    if len(threads) > NEAREST:
        del threads[next(iter(threads))]


def _keys(mention: Mention[ItemT]) -> frozenset[str]:
    """What leads to a thread: words that few tasks share, if there are any, and references."""
    words, references, _ = mention.gist
    return ((words - light_words(mention.language)) or words) | references
