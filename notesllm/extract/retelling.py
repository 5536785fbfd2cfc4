"""The same thing told twice is one: kept in its best wording, with both places as evidence."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from notesllm.extract.likeness import LikenessIndex, key_words, likeness
from notesllm.span import Span

LISTED, LABELLED, STATED = 0, 1, 2  # where a wording stands: the lower, the better
ALIKE = 0.75  # F1 of two wordings of one kind
HELD = 0.6  # share of the shorter wording's words in the longer, where one is listed and the other told in the flow
ROOT = 5  # letters by which words of two wordings are compared: "implement" and "implementing"
FEWEST = 3  # words that such a pair shares at least


class Finding(NamedTuple):
    """A passage that a rule found, and what it says."""

    text: str
    spans: tuple[Span, ...]
    rank: int = STATED
    rationale: str | None = None
    made_by: str | None = None


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word.isdigit()}


def _same(a: Finding, a_words: tuple[str, ...], b: Finding, b_words: tuple[str, ...]) -> bool:
    if (mine := _numbers(a_words)) and (theirs := _numbers(b_words)) and mine.isdisjoint(theirs):
        return False  # "Close issue 12" is not "Close issue 13"
    if likeness(a_words, b_words) >= ALIKE:
        return True
    if (a.rank == LISTED) == (b.rank == LISTED):
        return False
    shared = sum((Counter(w[:ROOT] for w in a_words) & Counter(w[:ROOT] for w in b_words)).values())
    return shared >= FEWEST and shared >= HELD * min(len(a_words), len(b_words))


def _one(a: Finding, b: Finding) -> Finding:
    best = min(a, b, key=lambda finding: finding.rank)
    spans = a.spans + tuple(span for span in b.spans if span not in a.spans)
    return best._replace(
        spans=spans, rationale=best.rationale or a.rationale or b.rationale, made_by=best.made_by or a.made_by or b.made_by
    )


def merged(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """``findings`` in order, those that say the same made one; linear in their number."""
    index = LikenessIndex()
    kept: list[Finding] = []
    for finding in findings:
        words = key_words(finding.text)
        twin, best = -1, 0.0
        for number in index.candidates(words):
            other = index.words(number)
            score = likeness(words, other)
            if score > best and _same(finding, words, kept[number], other):
                twin, best = number, score
        if twin >= 0:
            kept[twin] = _one(kept[twin], finding)
        else:
            index.add(words)
            kept.append(finding)
    return tuple(kept)
