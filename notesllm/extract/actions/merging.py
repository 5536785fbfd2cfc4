"""The same action told at several places is one item, with all places as its proof."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.patterns import Patterns
from notesllm.extract.likeness import LikenessIndex, key_words, stem
from notesllm.extract.polarity import denials, denying
from notesllm.span import Span
from notesllm.summary import Owner

SAME_OWNER = 0.5  # of the shorter text's words that must be shared
ONE_SILENT = 0.62  # where one of the two names nobody
OTHER_OWNER = 0.8  # where both name somebody else
LIGHT = 0.4  # what a word such as "update" weighs
ADDRESS = re.compile(r"https?://\S+")
TEAM = frozenset(("team", "the", "teams"))
NONE: frozenset[str] = frozenset()
NO_DAYS: frozenset[dt.date] = frozenset()
Same = tuple[frozenset[str], frozenset[str]]  # the words of a task and the names of its owners
DIGIT = re.compile(r"\d")
NEARBY = 0.35  # of the shorter text's words, for one owner in one section: the list sums up what the text says
LONGEST, FULLER = 14, 5  # words of a fuller task, and those it may have more than the most explicit telling
ENOUGH = 1.4  # weight of shared words


class Words(NamedTuple):
    """The words of a task, weighed."""

    all: tuple[str, ...]
    each: frozenset[str]
    weight: float
    numbers: frozenset[str]
    names: frozenset[str]  # of its owners
    days: frozenset[dt.date]
    denied: int

    @classmethod
    def of(cls, told: Candidate, light: frozenset[str], negations: frozenset[str]) -> "Words":
        task = told.task if "://" not in told.task else ADDRESS.sub(" ", told.task)
        words = tuple(stem(word) for word in key_words(task))
        each = frozenset(words)
        numbers = frozenset([w for w in each if DIGIT.search(w)]) if DIGIT.search(task) else NONE
        days = frozenset([told.due.date]) if told.due and told.due.date else NO_DAYS
        return cls(words, each, _weight(each, light), numbers, _names(told.owners), days, denials(words, negations))


def _weight(words: frozenset[str], light: frozenset[str]) -> float:
    return len(words) - (1 - LIGHT) * len(words & light)


@dataclass(slots=True)
class Cluster:
    """One action and its tellings, the most explicit first, with what they say together."""

    tellings: list[Candidate] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    names: frozenset[str] = NONE
    kinds: frozenset[str] = NONE
    days: frozenset[dt.date] = NO_DAYS
    ranks: set[tuple[int, Rank]] = field(default_factory=set)  # sections, and how it is told there
    places: dict[tuple[int, ...], Same | None] = field(default_factory=dict)  # None: told in several ways there

    @property
    def main(self) -> Candidate:
        return self.tellings[0]

    def add(self, told: Candidate, words: Words) -> None:
        """Put another telling in."""
        self.tellings.append(told)
        self.words |= words.each
        self.names = self.names | words.names if self.names else words.names
        self.days = self.days | words.days if self.days else words.days
        if told.owners:
            self.kinds = self.kinds.union([owner.kind for owner in told.owners])
        self.ranks.add((told.part, told.rank))
        if told.place:
            same = (words.each, words.names)
            self.places[told.place] = same if self.places.get(told.place, same) == same else None


@cache
def _light(generic: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(stem(word)) for word in generic)


def cluster(candidates: Sequence[Candidate], known: Patterns) -> list[Cluster]:
    """The candidates put together, in the order of their first telling among the most explicit ones."""
    light, negations = _light(known.generic), denying(known.negations)
    index = LikenessIndex()
    told: list[tuple[int, Words, tuple[int, ...]]] = []  # number in the index -> its cluster, words and place
    clusters: list[Cluster] = []
    for candidate in sorted(candidates, key=lambda c: (-c.rank, c.block)):
        words = Words.of(candidate, light, negations)
        best, found = 0.0, -1
        for number in index.candidates(words.all):
            at, others, place = told[number]
            if place and place == candidate.place and words.each != others.each:
                continue  # another entry of the same list, as most are
            if not _may_join(candidate, words, clusters[at]):
                continue
            score = _likeness(candidate, clusters[at], words, others, light)
            if score > best:
                best, found = score, at
        if found < 0:
            found = len(clusters)
            clusters.append(Cluster())
        fresh = words.each - clusters[found].words
        clusters[found].add(candidate, words)
        if fresh:  # words told again and again would become too frequent to count
            told.append((found, words, candidate.place))
            index.add(tuple(fresh))
    return sorted(clusters, key=lambda c: c.main.block)


def _may_join(candidate: Candidate, words: Words, group: Cluster) -> bool:
    """Entries of one list are different tasks, unless they are word for word the same."""
    return candidate.place not in group.places or group.places[candidate.place] == (words.each, words.names)


def _names(owners: Sequence[Owner]) -> frozenset[str]:
    """The owners' names; "Security team" and "Security" are one."""
    if not owners:
        return NONE
    each = [owner.name.casefold().split() for owner in owners]
    return frozenset([" ".join([w for w in words if w not in TEAM]) or "team" for words in each])


def _likeness(candidate: Candidate, group: Cluster, words: Words, others: Words, light: frozenset[str]) -> float:
    """0 where the two are different tasks, else how alike they are."""
    shared = words.each & others.each
    if (
        not shared
        or words.denied != others.denied
        or (words.numbers and others.numbers and not words.numbers & others.numbers)
    ):
        return 0.0
    both = _weight(shared, light)
    contained, f1 = both / min(words.weight, others.weight), 2 * both / (words.weight + others.weight)
    strong = not shared <= light
    mine, theirs = words.names, group.names
    if not (mine and theirs):
        if _other_day(words, group) and f1 < 0.8:
            return 0.0
        return f1 if strong and (f1 >= ONE_SILENT or (contained >= 0.8 and both >= 2.0)) else 0.0
    if not mine & theirs and not _team_and_person(candidate, words, group):
        counted = not words.numbers or not others.numbers or words.numbers == others.numbers
        return f1 if counted and f1 >= OTHER_OWNER and candidate.rank < Rank.LIST else 0.0
    if strong and mine == theirs and _same_day(words, group):
        return max(f1, 0.5)
    near = mine == theirs and any((candidate.part, rank) in group.ranks for rank in Rank if rank is not candidate.rank)
    if strong and both >= ENOUGH and contained >= (NEARBY if near else SAME_OWNER) and f1 >= 0.3:
        return 0.0 if _other_day(words, group) and f1 < 0.6 else f1 + 0.2
    return f1 if f1 >= 0.95 else 0.0


def _team_and_person(candidate: Candidate, words: Words, group: Cluster) -> bool:
    kinds = {owner.kind for owner in candidate.owners} | group.kinds
    return len(kinds) > 1 and _same_day(words, group)


def _same_day(words: Words, group: Cluster) -> bool:
    return bool(words.days & group.days)


def _other_day(words: Words, group: Cluster) -> bool:
    return bool(words.days and group.days and not words.days & group.days)


def merged(group: Cluster) -> Candidate:
    """One candidate for the action, of all its tellings."""
    tellings = group.tellings
    main = tellings[0]
    if len(tellings) == 1:
        return main._replace(spans=_spans(tellings))
    owners = next((t.owners for t in tellings if any(o.kind == "person" for o in t.owners)), ())
    if main.owners and (not owners or any(o.kind == "person" for o in main.owners) or not group.days):
        owners = main.owners
    owners = owners or next((t.owners for t in tellings if t.owners), ())
    due = next((t.due for t in tellings if t.due and t.due.date), None) or next(
        (t.due for t in tellings if t.due), None
    )
    by_place = sorted(tellings, key=lambda t: t.block)
    stated = [told.status for told in by_place if told.status]
    closed = [status for status in stated if status != "open"]
    status = (closed or stated or [None])[-1]
    priority = next((t.priority for t in tellings if t.priority), None)
    task = _fullest(main, tellings)
    return main._replace(task=task, owners=owners, due=due, status=status, priority=priority, spans=_spans(tellings))


def _fullest(main: Candidate, tellings: Sequence[Candidate]) -> str:
    """The task in the words of the listed telling that says all that the most explicit one says, and a little more."""
    task, said = main.task, frozenset(map(stem, key_words(main.task)))
    for told in tellings[1:]:
        words = frozenset(map(stem, key_words(told.task)))
        short = told.task.count(" ") < LONGEST
        if told.rank >= Rank.LABEL and short and said < words and len(words - said) <= FULLER:
            task, said = told.task, words
    return task


def _spans(tellings: Iterable[Candidate]) -> tuple[Span, ...]:
    """The places of all tellings in order, those that lie inside another left out."""
    kept: list[Span] = []
    for span in sorted({s for t in tellings for s in t.spans}, key=lambda s: (s.start, -s.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)
