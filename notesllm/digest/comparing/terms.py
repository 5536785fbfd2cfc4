"""The lexicon's words by which meetings tell what became of what others told."""

from functools import cache
from typing import NamedTuple

from notesllm.extract.likeness import WORD
from notesllm.lexicon import LANGUAGES, lexicon


class Phrases(NamedTuple):
    """Words, and phrases of several."""

    words: frozenset[str]
    longer: tuple[str, ...]

    def found(self, said: "Said") -> frozenset[str]:
        """Those of them that a text says."""
        return (self.words & said.words) | {phrase for phrase in self.longer if f" {phrase} " in said.text}

    def are_in(self, said: "Said") -> bool:
        """Whether a text says one of them."""
        return not self.words.isdisjoint(said.words) or any(f" {phrase} " in said.text for phrase in self.longer)


class Said(NamedTuple):
    """A text as it is looked through: case-folded words, one space between them and at both ends."""

    text: str
    words: frozenset[str]


class Terms(NamedTuple):
    """One language's; the names are the lexicon's, after "digest_"."""

    undo: Phrases  # "revert", "no longer"
    instead: Phrases  # "rather than"
    over: Phrases  # "resolved"
    not_over: Phrases  # "still", "will": what it is not if one of these is said with it
    worse: Phrases
    more_is_better: Phrases  # "uptime"
    less_is_better: Phrases  # "latency"
    at_most: Phrases  # "under" before a target
    at_least: Phrases
    choose: Phrases  # "use", "go with"
    routine: Phrases  # "minutes": what every meeting approves anew
    idle: Phrases  # "average", "current": says nothing about what is measured
    negations: Phrases


def said(text: str) -> Said:
    """``text`` as phrases are found in it."""
    words = WORD.findall(text.casefold().replace("’", "'"))
    return Said(f" {' '.join(words)} ", frozenset(words))


@cache
def terms(language: str) -> Terms:
    """The words of ``language``; of English where it is not known."""
    words = lexicon(language if language in LANGUAGES else "en").words
    lists = {name: words["negations" if name == "negations" else f"digest_{name}"] for name in Terms._fields}
    return Terms(**{name: _phrases(found) for name, found in lists.items()})


def _phrases(given: tuple[str, ...]) -> Phrases:
    folded = [said(phrase).text.strip() for phrase in given]
    return Phrases(
        frozenset(one for one in folded if " " not in one), tuple(sorted({one for one in folded if " " in one}))
    )
