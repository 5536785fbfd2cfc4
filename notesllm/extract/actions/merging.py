"""The same action told at several places is one item, with all places as its proof."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.patterns import Patterns
from notesllm.extract.likeness import LikenessIndex, key_words, stem
from notesllm.span import Span
from notesllm.summary import Owner

SAME_OWNER = 0.5  # of the shorter text's words that must be shared
ONE_SILENT = 0.62  # where one of the two names nobody
OTHER_OWNER = 0.8  # where both name somebody else
LIGHT = 0.4  # what a word such as "update" weighs
ADDRESS = re.compile(r"https?://\S+")
TEAM = frozenset(("team", "the", "teams"))
NEARBY = 0.35  # of the shorter text's words, for one owner in one section: the list sums up what the text says
ENOUGH = 1.4  # weight of shared words


@dataclass(slots=True)
class Cluster:
    """One action and its tellings, the most explicit first."""

    tellings: list[Candidate]
    words: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def main(self) -> Candidate:
        return self.tellings[0]


def cluster(candidates: Sequence[Candidate], known: Patterns) -> list[Cluster]:
    """The candidates put together, in the order of their first telling among the most explicit ones."""
    light = frozenset(stem(stem(word)) for word in known.generic)
    index = LikenessIndex()
    owner_of: list[int] = []  # number in the index -> cluster
    clusters: list[Cluster] = []
    for candidate in sorted(candidates, key=lambda c: (-c.rank, c.block)):
        words = tuple(stem(word) for word in key_words(ADDRESS.sub(" ", candidate.task)))
        found = _best(candidate, words, index, owner_of, clusters, light)
        if found < 0:
            found = len(clusters)
            clusters.append(Cluster([candidate]))
        else:
            clusters[found].tellings.append(candidate)
        owner_of.append(found)
        index.add(words)
        clusters[found].words.append(words)
    return sorted(clusters, key=lambda c: c.main.block)


def _best(
    candidate: Candidate,
    words: tuple[str, ...],
    index: LikenessIndex,
    owner_of: list[int],
    clusters: list[Cluster],
    light: frozenset[str],
) -> int:
    best, found = 0.0, -1
    for number in index.candidates(words):
        group = clusters[owner_of[number]]
        if not _may_join(candidate, words, group):
            continue
        score = _likeness(candidate, group, words, index.words(number), light)
        if score > best:
            best, found = score, owner_of[number]
    return found


def _may_join(candidate: Candidate, words: tuple[str, ...], group: Cluster) -> bool:
    """Entries of one list are different tasks, unless they are word for word the same."""
    for told, said in zip(group.tellings, group.words, strict=True):
        if told.place and told.place == candidate.place and not (
            sorted(said) == sorted(words) and _names(told.owners) == _names(candidate.owners)
        ):
            return False
    return True


def _names(owners: Iterable[Owner]) -> frozenset[str]:
    """The owners' names; "Security team" and "Security" are one."""
    return frozenset(" ".join(w for w in owner.name.casefold().split() if w not in TEAM) or "team" for owner in owners)


def _numbers(words: Iterable[str]) -> frozenset[str]:
    return frozenset(w for w in words if any(c.isdigit() for c in w))


def _likeness(
    candidate: Candidate, group: Cluster, words: tuple[str, ...], others: tuple[str, ...], light: frozenset[str]
) -> float:
    """0 where the two are different tasks, else how alike they are."""
    a, b = set(words), set(others)
    shared = a & b
    if not shared:
        return 0.0
    numbers, other_numbers = _numbers(a), _numbers(b)
    if numbers and other_numbers and not numbers & other_numbers:
        return 0.0

    def weight(some: Iterable[str]) -> float:
        return sum(LIGHT if word in light else 1.0 for word in some)

    both = weight(shared)
    shorter, total = min(weight(a), weight(b)), weight(a) + weight(b)
    contained, f1 = both / shorter, 2 * both / total
    strong = any(word not in light for word in shared)
    mine, theirs = _names(candidate.owners), _names(o for told in group.tellings for o in told.owners)
    if mine and theirs:
        if not mine & theirs and not _team_and_person(candidate, group):
            return f1 if f1 >= OTHER_OWNER and candidate.rank < Rank.LIST else 0.0
        if strong and _same_day(candidate, group) and mine == theirs and len(shared) >= 1:
            return max(f1, 0.5)
        near = mine == theirs and any(t.part == candidate.part and t.rank != candidate.rank for t in group.tellings)
        if strong and both >= ENOUGH and contained >= (NEARBY if near else SAME_OWNER) and f1 >= 0.3:
            if _other_day(candidate, group) and f1 < 0.6:
                return 0.0
            return f1 + 0.2
        return f1 if f1 >= 0.95 else 0.0
    if _other_day(candidate, group) and f1 < 0.8:
        return 0.0
    return f1 if strong and (f1 >= ONE_SILENT or (contained >= 0.8 and both >= 2.0)) else 0.0


def _team_and_person(candidate: Candidate, group: Cluster) -> bool:
    kinds = {o.kind for o in candidate.owners} | {o.kind for t in group.tellings for o in t.owners}
    return len(kinds) > 1 and _same_day(candidate, group)


def _days(tellings: Iterable[Candidate]) -> set[object]:
    return {told.due.date for told in tellings if told.due and told.due.date}


def _same_day(candidate: Candidate, group: Cluster) -> bool:
    return bool(_days([candidate]) & _days(group.tellings))


def _other_day(candidate: Candidate, group: Cluster) -> bool:
    mine, theirs = _days([candidate]), _days(group.tellings)
    return bool(mine and theirs and not mine & theirs)


def merged(group: Cluster) -> Candidate:
    """One candidate for the action, of all its tellings."""
    tellings = group.tellings
    main = tellings[0]
    owners = next((t.owners for t in tellings if any(o.kind == "person" for o in t.owners)), ())
    if main.owners and (not owners or any(o.kind == "person" for o in main.owners) or not _days(tellings)):
        owners = main.owners
    owners = owners or next((t.owners for t in tellings if t.owners), ())
    due = next((t.due for t in tellings if t.due and t.due.date), None) or next((t.due for t in tellings if t.due), None)
    by_place = sorted(tellings, key=lambda t: t.block)
    status = next((t.status for t in reversed(by_place) if t.status and t.status != "open"), None)
    status = status or next((t.status for t in tellings if t.status), None)
    priority = next((t.priority for t in tellings if t.priority), None)
    return replace(main, owners=owners, due=due, status=status, priority=priority, spans=_spans(tellings))


def _spans(tellings: Iterable[Candidate]) -> tuple[Span, ...]:
    """The places of all tellings in order, those that lie inside another left out."""
    kept: list[Span] = []
    for span in sorted({s for t in tellings for s in t.spans}, key=lambda s: (s.start, -s.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)
