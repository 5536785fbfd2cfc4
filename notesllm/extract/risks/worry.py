"""A risk in the making: its words, and the fields that stand with it."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.extract.phrasing import PhraseSet
from notesllm.lexicon import lexicon, phrase_key
from notesllm.span import Span
from notesllm.summary import Owner
from notesllm.summary.items import Severity

SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low")
FIELDS = frozenset({"mitigation", "owner", "severity", "impact", "status", "risk", "due", "task", "priority"})
DUE = regex(r"[,;|]?\s*\b(?:due|deadline|eta|by|target)\b\s*:?.*$", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Worry:
    """What a rule found of one risk."""

    text: str
    spans: list[Span]
    rank: int
    severity: Severity | None = None
    mitigation: str | None = None
    owners: tuple[Owner, ...] = ()
    solved: bool = field(default=False)


class Words(NamedTuple):
    """The words of one language; see the lists ``risk_*`` of the lexicon."""

    signs: PhraseSet  # flags, and labels in speech
    flags: PhraseSet
    denied: PhraseSet
    worries: PhraseSet  # of the flags, those that look ahead
    back: PhraseSet  # with which a sentence points back to the risk: "that", "serious for"
    nouns: PhraseSet
    initials: frozenset[str]  # labels of a stand-up's blockers …
    stories: frozenset[str]  # headings of a report on a fault
    looked_back: frozenset[str]  # … and of what was done before
    lights: frozenset[str]  # columns of traffic lights …
    alarming: frozenset[str]  # … and what they show of a risk
    nothing: frozenset[str]
    solved: PhraseSet
    solved_heads: frozenset[str]
    statements: frozenset[str]
    weak_labels: frozenset[str]
    trackers: frozenset[str]
    spoken_labels: PhraseSet
    gains: frozenset[str]  # labels of what is good about something
    glad: PhraseSet  # with which a sentence begins that tells no worry …
    yet: PhraseSet  # … unless it goes on so
    severities: dict[str, Severity]


@cache
def risk_words(language: str) -> Words:
    """The words of ``language``, English ones included."""
    words = lexicon(language)

    def get(name: str) -> tuple[str, ...]:
        return words.words.get(f"risk_{name}", ())

    severities = {word: level for level in SEVERITIES for word in get(level)}
    return Words(
        signs=PhraseSet(get("flags") + get("spoken_labels")),
        flags=PhraseSet(get("flags")),
        denied=PhraseSet(get("denied")),
        worries=PhraseSet(get("worries")),
        back=PhraseSet(get("back")),
        nouns=PhraseSet(get("nouns")),
        initials=frozenset(get("initials")),
        stories=frozenset(words.words.get("decision_stories", ())),
        looked_back=frozenset(get("looked_back")),
        lights=frozenset(get("lights")),
        alarming=frozenset(get("alarming")),
        nothing=frozenset(phrase_key(word) for word in get("nothing") + words.due.get("nothing", ())),
        solved=PhraseSet(get("solved")),
        solved_heads=frozenset(get("solved_heads")),
        statements=frozenset(get("statements")),
        weak_labels=frozenset(get("weak_labels")),
        trackers=frozenset(get("trackers")),
        spoken_labels=PhraseSet(get("spoken_labels")),
        gains=frozenset(get("gains")),
        glad=PhraseSet(get("glad")),
        yet=PhraseSet(get("yet")),
        severities=severities,
    )


def severity_of(text: str, words: Words) -> Severity | None:
    """The severity that a field's value names first: "High", "medium (likely)"."""
    for part in re.findall(r"[^\W\d_]+", text[:60]):
        if level := words.severities.get(part.casefold()):
            return level
    return None


def owner_text(value: str) -> str:
    """A field's value without the deadline that stands behind the owner."""
    return DUE.sub("", value).strip(" .,;")
