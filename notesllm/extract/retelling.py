"""The same thing told twice is one: which findings say the same, told in time linear in their number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.extract.likeness import STOP, WORD, LikenessIndex, key_words, likeness, stem
from notesllm.extract.polarity import denials, denying
from notesllm.lexicon import lexicon
from notesllm.span import Span

LISTED, LABELLED, STATED = 0, 1, 2  # where a wording stands: the lower, the better
ALIKE = 0.75  # F1 of two wordings of one kind
HELD = 0.6  # share of the shorter wording's words in the longer, where one is listed and the other told in the flow
ROOT = 5  # letters by which words of two such wordings are compared: "implement" and "implementing"
FEWEST = 3  # words that such a pair shares at least
LONGEST = 80  # words of a text whose neighbours are compared
LETTER = "ABCDEFGH"  # "region A" is not "region B", though "a" says nothing
ORDINALS = ("st", "nd", "rd", "th")
DIGIT = regex(r"\d")
DIGITS = regex(r"[\d.]+")


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


class Telling(NamedTuple):
    """What two wordings are compared by."""

    words: tuple[str, ...]
    rank: int
    denied: int
    figures: frozenset[tuple[str, str]]
    gaps: Mapping[tuple[str, str], tuple[str, bool]]  # the words around a word -> it, and whether it looks like a name

    @classmethod
    def of(cls, wording: Wording, negations: frozenset[str]) -> "Telling":
        words = key_words(wording.text)
        first = key_words(wording.text.partition(". ")[0])  # what follows goes into details
        denied = denials(first if len(first) > FEWEST else words, negations)
        return cls(words, wording.rank, denied, _figures(words), _gaps(wording.text))


def _figures(words: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """The figures, each with the letters at it: "q3", "5m", "1.2"; of days such as "14.3.2025" each part."""
    parts = [
        part for word in words if DIGIT.search(word) for part in (word.split(".") if word.count(".") > 1 else (word,))
    ]
    found = [("".join(DIGITS.findall(part)).lstrip("0"), DIGITS.sub("", part)) for part in parts]
    return frozenset([(digits, "" if letters in ORDINALS else letters) for digits, letters in found])


def _gaps(text: str) -> dict[tuple[str, str], tuple[str, bool]]:
    words = [w for w in WORD.findall(text)[:LONGEST] if w.casefold() not in STOP or (len(w) == 1 and w in LETTER)]
    stems = ["", *[stem(word.casefold()) for word in words], ""]
    return {(stems[at], stems[at + 2]): (stems[at + 1], word[0].isupper()) for at, word in enumerate(words) if at}


def _held(some: frozenset[tuple[str, str]], others: frozenset[tuple[str, str]]) -> bool:
    """Whether all of ``some`` figures are among ``others``; "2" may be "v2"."""
    return all(one in others or any(_fits(one, other) for other in others) for one in some)


def _fits(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and not (one[1] and other[1])


def _swapped(mine: Telling, theirs: Telling) -> bool:
    """Whether one word stands in place of another: "the enterprise plan", "the starter plan"."""
    for around, (word, named) in mine.gaps.items():
        other, too = theirs.gaps.get(around, (word, named))
        if word[:ROOT] == other[:ROOT] or word in theirs.words or other in mine.words:
            continue
        if around[1] or (named and too):
            return True
    return False


def _same(mine: Telling, theirs: Telling) -> bool:
    if mine.denied != theirs.denied or _swapped(mine, theirs):
        return False
    if not (_held(mine.figures, theirs.figures) or _held(theirs.figures, mine.figures)):
        return False  # "Close issue 12" is not "Close issue 13"
    words, others = mine.words, theirs.words
    if likeness(words, others) >= ALIKE:
        return True
    least = min(len(words), len(others))
    shared = sum((Counter(w[:ROOT] for w in words) & Counter(w[:ROOT] for w in others)).values())
    if (mine.rank == LISTED) == (theirs.rank == LISTED):
        return shared == least > FEWEST
    return shared >= FEWEST and shared >= HELD * least


def groups(wordings: Sequence[Wording], language: str) -> list[list[int]]:
    """The numbers of those that say the same, each group and the groups in the order of their first."""
    negations = denying(frozenset(lexicon(language).words.get("negations", ())))
    index = LikenessIndex()
    found: list[list[int]] = []
    kept: list[Telling] = []
    for number, wording in enumerate(wordings):
        telling = Telling.of(wording, negations)
        twin, best = -1, 0.0
        for candidate in index.candidates(telling.words):
            score = likeness(telling.words, kept[candidate].words)
            if score > best and _same(telling, kept[candidate]):
                twin, best = candidate, score
        if twin >= 0:
            found[twin].append(number)
            kept[twin] = kept[twin]._replace(figures=kept[twin].figures | telling.figures)
        else:
            index.add(telling.words)
            kept.append(telling)
            found.append([number])
    return found


def spans_of(findings: Sequence[tuple[Span, ...]]) -> tuple[Span, ...]:
    """All places, each once, in order."""
    return tuple(dict.fromkeys(span for spans in findings for span in spans))


def merged(findings: Sequence[Finding], language: str) -> tuple[Finding, ...]:
    """``findings`` in order, those that say the same made one, in the wording that stands best."""
    kept = []
    for group in groups([Wording(finding.text, finding.rank) for finding in findings], language):
        told = sorted((findings[number] for number in group), key=lambda finding: finding.rank)
        kept.append(
            told[0]._replace(
                spans=spans_of([findings[number].spans for number in group]),
                rationale=next((finding.rationale for finding in told if finding.rationale), None),
                made_by=next((finding.made_by for finding in told if finding.made_by), None),
            )
        )
    return tuple(kept)
