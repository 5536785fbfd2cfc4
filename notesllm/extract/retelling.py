"""The same thing told twice is one: which findings say the same, told in time linear in their number."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from notesllm.extract.likeness import LikenessIndex, key_words, likeness
from notesllm.span import Span

LISTED, LABELLED, STATED = 0, 1, 2  # where a wording stands: the lower, the better
ALIKE = 0.75  # F1 of two wordings of one kind
HELD = 0.6  # share of the shorter wording's words in the longer, where one is listed and the other told in the flow
ROOT = 5  # letters by which words of two such wordings are compared: "implement" and "implementing"
FEWEST = 3  # words that such a pair shares at least


class Finding(NamedTuple):
    """A passage that a rule found, and what it says."""

    text: str
    spans: tuple[Span, ...]
    rank: int = STATED
    rationale: str | None = None
    made_by: str | None = None


class Wording(NamedTuple):
    """A text and the rank of where it stands."""

    text: str
    rank: int


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word.isdigit()}


def _same(rank: int, words: tuple[str, ...], other_rank: int, others: tuple[str, ...]) -> bool:
    if (mine := _numbers(words)) and (theirs := _numbers(others)) and mine.isdisjoint(theirs):
        return False  # "Close issue 12" is not "Close issue 13"
    if likeness(words, others) >= ALIKE:
        return True
    least = min(len(words), len(others))
    shared = sum((Counter(w[:ROOT] for w in words) & Counter(w[:ROOT] for w in others)).values())
    if (rank == LISTED) == (other_rank == LISTED):
        return shared == least > FEWEST
    return shared >= FEWEST and shared >= HELD * least


def groups(wordings: Sequence[Wording]) -> list[list[int]]:
    """The numbers of those that say the same, each group and the groups in the order of their first."""
    index = LikenessIndex()
    found: list[list[int]] = []
    ranks: list[int] = []
    for number, (text, rank) in enumerate(wordings):
        words = key_words(text)
        twin, best = -1, 0.0
        for candidate in index.candidates(words):
            other = index.words(candidate)
            score = likeness(words, other)
            if score > best and _same(rank, words, ranks[candidate], other):
                twin, best = candidate, score
        if twin >= 0:
            found[twin].append(number)
        else:
            index.add(words)
            ranks.append(rank)
            found.append([number])
    return found


def spans_of(findings: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    """All places, each once, in order."""
    return tuple(dict.fromkeys(span for spans in findings for span in spans))


def merged(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """``findings`` in order, those that say the same made one, in the wording that stands best."""
    kept = []
    for group in groups([Wording(finding.text, finding.rank) for finding in findings]):
        told = sorted((findings[number] for number in group), key=lambda finding: finding.rank)
        kept.append(
            told[0]._replace(
                spans=spans_of([findings[number].spans for number in group]),
                rationale=next((finding.rationale for finding in told if finding.rationale), None),
                made_by=next((finding.made_by for finding in told if finding.made_by), None),
            )
        )
    return tuple(kept)
