"""Whether a passage entails a value: its numbers, dates, names and negation. Exact comparisons, never a likeness.

A fuzzy match accepts a changed figure or an added "not"; so figures, names and negations are compared one by one.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from notesllm._regex import regex
from notesllm.extract.likeness import key_words
from notesllm.grounding.figures import figures, unproven_numbers
from notesllm.grounding.passage import Passage, place, plain, words
from notesllm.lexicon import given_names, lexicon, small_words

NAMED = regex(r"(?<=[^\W_] )[A-ZÀ-Þ][^\W_]+")  # a capital within a sentence: a name, or German
ENDS = ".,;:!?()\n–—"  # of clauses
CLAUSE = regex(rf"[{ENDS}]|\s-\s")
BEFORE = 40  # code points before a value in which it may be denied …
NEAR = 3  # … by one of so many words
MOSTLY = 0.6  # of the words around a negation
LEAST_COUNT = 2  # "one" has other meanings
SHARE = 0.6  # of the words that carry meaning


def entails(
    value: str, passage: Passage, language: str, *, deniable: bool = True, people: frozenset[str] = frozenset()
) -> bool:
    """Whether ``passage`` says ``value``: to the letter, or mostly so, with the same figures, days, names, negations.

    ``deniable``: a "not" right before ``value`` makes it another statement, which is so of all but questions.
    ``people``: words of the attendees' names, which a value may begin with.
    """
    at = place(value, passage.text)
    if at == 0 or (at > 0 and not deniable):
        return True
    negations = _negations(language)
    if at > 0:
        return _stands(value, passage.text, at, negations)
    said = words(value)
    if passage.words.issuperset(said) and not _denies(passage, negations):
        return not unproven_numbers(value, passage.text, language)
    bare = plain(value)
    if bare and (at := place(bare, passage.plain)) >= 0:
        return not deniable or _stands(bare, passage.plain, at, negations)
    return (
        not unproven_numbers(value, passage.text, language)
        and _mostly_said(value, passage, language)
        and _same_days_and_names(value, said, passage, language, people)
        and same_polarity(said, passage.quotes, language)
    )


def _stands(value: str, text: str, at: int, negations: frozenset[str]) -> bool:
    """Whether ``value``, which stands in ``text`` at ``at`` and perhaps again behind it, does so undenied."""
    while at >= 0 and _denied(text, at, negations):
        at = place(value, text, at + 1)
    return at >= 0


def _denies(passage: Passage, negations: frozenset[str]) -> bool:
    """Whether there is a negation anywhere in ``passage``."""
    if not negations.isdisjoint(passage.words):
        return True
    short = "'" in passage.text or "’" in passage.text
    return short and any(word.endswith("n't") for word in passage.words)


def _denied(text: str, at: int, negations: frozenset[str]) -> bool:
    """Whether a negation stands right before ``at``, in the same clause."""
    before = text[max(0, at - BEFORE) : at].rstrip(" *_")
    if not before or before[-1] in ENDS:
        return False
    return any(_negated(word, negations) for word in words(CLAUSE.split(before)[-1])[-NEAR:])


def _mostly_said(value: str, passage: Passage, language: str) -> bool:
    """Whether most words of ``value`` that carry meaning stand in ``passage``."""
    small = small_words(language)
    own = set(key_words(value))
    own = own.difference(small) or own
    there = (*key_words(passage.text), *key_words(passage.plain))
    return len(own.intersection(there)) >= SHARE * len(own)


def _same_days_and_names(
    value: str, said: Sequence[str], passage: Passage, language: str, people: frozenset[str]
) -> bool:
    """Whether each month, weekday, number word and name of ``value`` stands in ``passage`` too."""
    known, there = lexicon(language), passage.words.union(words(passage.plain))
    if not there.issuperset(words(" ".join(NAMED.findall(value)))):
        return False
    if said and said[0] not in there and value.lstrip(" *_@")[:1].isupper() and said[0] in people | _given_names():
        return False
    for table, least in ((known.months, 1), (known.weekdays, 0), (known.numbers, LEAST_COUNT)):
        counts = {table[word] for word in said if word in table}
        told = {table.get(word) for word in there}
        if table is known.numbers:
            told |= {int(figure.number) for figure in figures(passage.text, language) if figure.number.isdecimal()}
        if any(count >= least and count not in told for count in counts):
            return False
    return True


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(given_names())


@lru_cache(maxsize=8)
def _negations(language: str) -> frozenset[str]:
    lists = lexicon(language).words
    return frozenset((*lists.get("negations", ()), *lists.get("denials", ())))


def _negated(word: str, negations: frozenset[str]) -> bool:
    return word in negations or word.endswith("n't")


def same_polarity(said: Sequence[str], quotes: Sequence[str], language: str) -> bool:
    """Whether the words ``said`` neither add a negation to what the quotes say nor lose one of it.

    A negation is lost where it stands between the first and the last word that was taken from the quote that says
    most of it: a heading or a speaker's name beside that quote denies nothing.
    """
    negations = _negations(language)
    told = [words(quote) for quote in quotes]
    stated = sum(_negated(word, negations) for word in said)
    available = sum(_negated(word, negations) for there in told for word in there)
    if stated > available:
        return False
    if not available:
        return True
    own = frozenset(said)
    shared = [len(own.intersection(there)) for there in told]
    best = [there for there, count in zip(told, shared, strict=True) if count == max(shared)]
    return any(not _loses(said, stated, there, negations) for there in best)


def _loses(said: Sequence[str], stated: int, there: Sequence[str], negations: frozenset[str]) -> bool:
    if stated == sum(_negated(word, negations) for word in there):
        return False
    taken = Counter(said)
    places = [at for at, word in enumerate(there) if taken[word] > 0]
    if not places:
        return False
    between = there[places[0] : places[-1] + 1]
    lost = [word for word in between if _negated(word, negations)]
    # The words may be spread over a long passage: only a negation amid words that are mostly the item's own counts.
    own = sum(taken[word] > 0 for word in between)
    return len(lost) > stated and own >= MOSTLY * len(between)
