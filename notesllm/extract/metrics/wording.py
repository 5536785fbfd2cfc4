"""The lexicon's words of measurement as sets, one look-up a language: nothing to compile, nothing to scan."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Self

from notesllm.lexicon import lexicon

COMMA_LANGUAGES = frozenset({"de", "fr", "es", "it", "nl", "pt"})


class Phrases(frozenset[str]):
    """Phrases as they are looked up, their first and last words, and how many words the longest has."""

    longest: int
    firsts: frozenset[str]
    lasts: frozenset[str]

    def __new__(cls, phrases: Iterable[str]) -> Self:
        """Case aside."""
        made = super().__new__(cls, (phrase.casefold() for phrase in phrases))
        made.longest = max((phrase.count(" ") + 1 for phrase in made), default=0)
        made.firsts = frozenset(phrase.partition(" ")[0] for phrase in made)
        made.lasts = frozenset(phrase.rpartition(" ")[2] for phrase in made)
        return made


class Wording(NamedTuple):
    """What marks a figure's name, its target, its previous value and its change; the names are the lexicon's."""

    about: Phrases  # "about", "currently" before a figure
    apart: Phrases  # "ahead", "under" behind it: it tells a distance
    at: Phrases  # "converts at", "runs at" before it
    bare: Phrases  # labels that say nothing by themselves
    before: Phrases  # "up from" before a previous value
    by: Phrases
    change: Phrases  # "reduction"
    changed: Phrases  # "improved", "went down"
    compared: Phrases  # "higher"
    costs: Phrases
    counted: Phrases  # "points": of which some of a number are done
    distance: Phrases  # "ahead of", "under" behind it, before a target
    done: Phrases  # "complete"
    either: Phrases  # "or" between two figures of which it is one
    ends: Phrases  # words that end a name
    excluded: Phrases  # labels of what is no metric
    goal: Phrases
    heads: Phrases  # words of headings that announce figures
    joint: Phrases
    last: Phrases  # "last week": behind or before a previous value
    links: Phrases  # "is", "stands at" between a noun and its figure
    nouns: Phrases  # "latency", "cash balance": what can be measured
    of: Phrases
    out: Phrases  # "of", "out of" between a part and its whole
    past: Phrases  # "from" before "to"
    periods: Phrases  # words of time in the heads of columns
    shares: Phrases  # "in", "of", "for" behind a change or a price
    spans: Phrases  # labels of a meeting's length, which under figures is one
    spent: Phrases  # "spent", "raised"
    starts: Phrases  # words that begin no name
    state: Phrases  # "uptime"
    tail: Phrases  # words that end a unit
    timed: Phrases  # "time to", "affected": of labels of an incident's figures
    to: Phrases
    wish: Phrases
    comma: bool
    openers: frozenset[str]  # first words of what may stand before a labelled figure
    verbs: frozenset[str]  # … of the verbs of change among it
    gates: tuple[tuple[str, frozenset[str]], ...]  # for each shape of a sentence the words of which it holds one
    gated: frozenset[str]  # all of them


# Fields that the lexicon calls otherwise, its words being those of plain speech.
GATES = {
    "moved": ("changed", "past"),
    "costs": ("costs",),
    "changed": ("changed",),
    "change": ("change", "compared"),
    "state": ("state", "done"),
    "parted": ("out",),
    "measured": ("nouns",),
    "priced": ("shares",),
    "aimed": ("goal", "before"),
    "headline": ("at",),
    "standing": ("goal", "before", "changed"),
}
NAMES = {"past": "from", "shares": "in", "excluded": "not"}


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """The words for the notes' language."""
    words = lexicon(language).words
    named = {
        name: Phrases(words[f"metric_{NAMES.get(name, name)}"])
        for name in Wording._fields
        if name not in {"comma", "openers", "verbs", "gates", "gated"}
    }
    verbs = named["changed"].firsts
    openers = verbs | named["about"].firsts
    plural = frozenset(f"{noun.rpartition(' ')[2]}s" for noun in named["nouns"])
    gates = tuple(
        (
            shape,
            frozenset().union(*(named[name].lasts for name in names))
            | (plural if shape == "measured" else frozenset()),
        )
        for shape, names in GATES.items()
    )
    gated = frozenset().union(*(gate for _, gate in gates))
    return Wording(**named, comma=language in COMMA_LANGUAGES, openers=openers, verbs=verbs, gates=gates, gated=gated)
