"""What two decisions have to do with each other: the same, undone, with another value, or nothing."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from notesllm.digest.comparing.terms import said, terms
from notesllm.digest.comparing.wording import Gist, alike, contained, gist, told_apart, weight
from notesllm.extract.polarity import denials
from notesllm.lexicon import LANGUAGES, lexicon

Relation = Literal["reversed", "superseded"]
OF_VALUE = ("number:", "month:", "quarter:", "year:")  # what another value changes; a phase or version is another thing
SAME = 0.7  # how alike two wordings of one decision are
SURE = 0.85  # … where nothing but one meeting's notes tells that they are about one thing
HELD, PARTLY, FEWEST = 0.8, 0.45, 1.9  # share of the shorter in the longer, likeness of both, weight of what they share
MANY, MOSTLY = 2.9, 0.7  # where three words or more are shared, "no night shifts: the union objects" says enough


class Stance(NamedTuple):
    """What a decision is about, without the words that say yes or no to it."""

    about: Gist
    against: bool  # it undoes, or decides not to
    undoes: bool  # in so many words
    instead: bool
    chooses: bool
    routine: bool
    language: str


@lru_cache(maxsize=50_000)
def stance(text: str, language: str) -> Stance:
    """The stance of a decision's text."""
    known, heard = terms(language), said(text)
    undoing = known.undo.found(heard) | known.instead.found(heard)
    rest = heard.text
    for phrase in sorted(undoing, key=len, reverse=True):
        rest = rest.replace(f" {phrase} ", " ")
    denied = denials(rest.split(), known.negations.words)
    idle = gist(" ".join(undoing), language).words if undoing else frozenset()
    idle |= frozenset(word for no in known.negations.words for word in gist(no, language).words) if denied else idle
    whole = gist(text, language)
    idle |= frozenset(word for mark in whole.marks for word in _months(language).get(mark, ()))
    undoes = known.undo.are_in(heard)
    return Stance(
        whole._replace(words=whole.words - idle),
        against=undoes != bool(denied % 2),
        undoes=undoes,
        instead=known.instead.are_in(heard),
        chooses=known.choose.are_in(heard),
        routine=known.routine.are_in(heard),
        language=language,
    )


@cache
def _months(language: str) -> Mapping[str, frozenset[str]]:
    """The words of each month, by its mark: a date's words say nothing about what is decided."""
    found: dict[str, frozenset[str]] = {}
    for name, number in lexicon(language if language in LANGUAGES else "en").months.items():
        mark = f"month:{number}"
        found[mark] = found.get(mark, frozenset()) | gist(name, language).words
    return found


def says_the_same(one: Stance, other: Stance) -> float:
    """How alike two tellings of one decision are; 0 where they are two decisions."""
    if one.against != other.against or one.instead != other.instead:
        return 0.0
    score = alike(one.about, other.about, other.language)
    if score < SAME or told_apart(one.about, other.about) or _chooses_otherwise(one, other):
        return 0.0
    return score


def relation(earlier: Stance, later: Stance, *, ordered: bool) -> Relation | None:
    """What the later one does to the earlier; ``ordered`` is whether another meeting, on a later day, decided it."""
    if _of_other_things(earlier.about, later.about):
        return None
    score = alike(earlier.about, later.about, later.language)
    shared = weight(earlier.about.words & later.about.words, later.language)
    held = contained(earlier.about, later.about, later.language) >= HELD
    if earlier.against != later.against:
        ticket = earlier.about.references & later.about.references
        mostly = shared >= MANY and contained(earlier.about, later.about, later.language) >= MOSTLY
        near = shared > 0 if ticket else (held or mostly) and score >= PARTLY and shared >= FEWEST
        mine, theirs = earlier.about.marks, later.about.marks
        sure = score >= SURE and (mine <= theirs or theirs <= mine)  # a vote on $1,500 is not one on $1,000
        return "reversed" if near and (ordered or sure) else None
    if not ordered:
        return "superseded" if score >= SURE and shared >= FEWEST and _has_other_value(earlier, later) else None
    if later.instead and not earlier.instead and held and shared >= 1:
        return "reversed"
    if (score >= SAME or (held and score >= PARTLY and shared >= FEWEST)) and _has_other_value(earlier, later):
        return "superseded"
    return "superseded" if _chooses_otherwise(earlier, later) else None


def _of_other_things(one: Gist, other: Gist) -> bool:
    return told_apart(_without_values(one), _without_values(other))


def _without_values(about: Gist) -> Gist:
    return about._replace(marks=frozenset(mark for mark in about.marks if not mark.startswith(OF_VALUE)))


def _has_other_value(one: Stance, other: Stance) -> bool:
    """Whether a number or date differs; with a period that differs too, they are two decisions of two periods."""
    if one.routine or other.routine:
        return False
    mine, theirs = _values(one.about), _values(other.about)
    differ = {name for name in mine.keys() & theirs.keys() if not mine[name] & theirs[name]}
    return bool(differ) and not ({"number", "quarter"} <= differ or {"number", "year"} <= differ - {"month"})


def _values(about: Gist) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mark in about.marks:
        name, _, value = mark.partition(":")
        if mark.startswith(OF_VALUE):
            found.setdefault(name, set()).add(value)
    return found


def _chooses_otherwise(one: Stance, other: Stance) -> bool:
    """Whether both choose something for the same purpose, and not the same thing."""
    if not (one.chooses and other.chooses) or one.routine or other.routine:
        return False
    mine, theirs = one.about.words - other.about.words, other.about.words - one.about.words
    shared = weight(one.about.words & other.about.words, one.language)
    return 1 <= len(mine) <= 2 and 1 <= len(theirs) <= 2 and shared >= 1.4 and len(mine) == len(theirs)
