"""A question in the making, and the words of one language by which it is told."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document import Block
from notesllm.extract.names import looks_like_person
from notesllm.extract.phrasing import PhraseSet, Place, alternation
from notesllm.extract.reading import Reading
from notesllm.extract.roster import Roster
from notesllm.lexicon import lexicon, phrase_key
from notesllm.span import Span

NAME = regex(r"@?[^\W\d_][\w.'’-]*(?:\s+(?:[A-Z]\.|[A-ZÀ-Þ][\w.'’-]*|van|de|von|der|den|da|del|di|la|le)){0,3}")
GAP = regex(r"\s+(?:\([^()]{1,40}\)\s+)?(?:has\s+|also\s+|then\s+)?")
ASIDE = regex(r"\s*[(\[<].*$|\s+[-–—]\s.*$", re.DOTALL)


@dataclass(slots=True)
class Asking:
    """What a rule found of one question."""

    text: str
    spans: list[Span]
    asked_by: str | None = None
    answered_by: str | None = None
    last: int = 0  # the index of its last block
    top: int = -1  # the index of the block that asks
    parts: list[str] = field(default_factory=list)  # of the answer


class Words(NamedTuple):
    """The patterns of one language; see the lists ``question_*`` of the lexicon."""

    asked_by: re.Pattern[str]
    answer: re.Pattern[str]
    answered: PhraseSet
    asked: PhraseSet
    interrogatives: PhraseSet
    open: PhraseSet  # what is said of a question without answer
    stays: PhraseSet  # … some sentences later, too: "So it stays open."
    clueless: frozenset[str]  # all that the next one answers: "No idea."
    undecided: PhraseSet  # what is said where talk led to nothing
    open_labels: frozenset[str]
    indirect: PhraseSet  # whether, who: what may begin a question that is told
    from_whom: frozenset[str]
    nobody: frozenset[str]
    copulas: frozenset[str]
    nothing: frozenset[str]
    wondering: PhraseSet  # "what he's": somebody's intent, which nobody asks for
    open_heads: frozenset[str]
    bare: frozenset[str]


@cache
def question_words(language: str) -> Words:
    """The patterns of ``language``, English ones included."""
    words = lexicon(language)

    def get(name: str) -> tuple[str, ...]:
        return words.words.get(f"question_{name}", ())

    answers = tuple(label for label, kind in words.labels.items() if kind == "answer")
    return Words(
        asked_by=re.compile(
            rf"(?:(?<=[?.!])\s*|\s*[(\[*_–—-]+\s*)[*_]{{0,2}}(?:{alternation(get('asked_by'))})\s*:?\s*(?P<who>[^.?!()\[\]]{{2,80}}?)[\s.)\]*_]*$",
            re.IGNORECASE,
        ),
        answer=re.compile(
            rf"(?:(?<=[?.!)])|[*_])\s+[*_]{{0,2}}(?:{alternation(answers)})[*_]{{0,2}}:\s*[*_]{{0,2}}\s*", re.IGNORECASE
        ),
        answered=PhraseSet(get("answered")),
        asked=PhraseSet(get("asked")),
        interrogatives=PhraseSet(get("interrogatives")),
        open=PhraseSet(get("open")),
        stays=PhraseSet(get("stays")),
        clueless=frozenset(phrase_key(word) for word in get("clueless")),
        undecided=PhraseSet(words.words.get("decision_undecided", ())),
        open_labels=frozenset(phrase_key(word) for word in get("open")),
        indirect=PhraseSet(word for word in get("interrogatives") if word not in get("auxiliary")),
        from_whom=frozenset(get("from")),
        nobody=frozenset(get("nobody")),
        copulas=frozenset(get("copulas")),
        nothing=frozenset(phrase_key(word) for word in get("nothing")),
        wondering=PhraseSet(get("wondering")),
        open_heads=frozenset(get("open_heads")),
        bare=frozenset(get("bare")),
    )


def verb_after(text: str, at: int, verbs: PhraseSet) -> Place | None:
    """The verb that follows the name before ``at``: "Ana (chair) also asked"."""
    gap = GAP.match(text, at)
    place = verbs.match(text, gap.end()) if gap else None
    return place if place and gap and place.start == gap.end() else None


def asked_after(text: str, at: int, words: Words) -> str:
    """What is asked in "Ana asked whether we pay", behind the name before ``at``; "" for nothing."""
    verb = verb_after(text, at, words.asked)
    begins = words.interrogatives.match(text, verb.end) if verb else None
    if begins is None or verb is None or text[verb.end : begins.start].strip():
        return ""
    return text[begins.start :]


def person(text: str, roster: Roster) -> str | None:
    """The name that a field's value gives: the full form where one fits, without role or team."""
    name = ASIDE.sub("", text).strip(" .*_:;")
    name = name.partition(",")[0].strip() if "," in name else name
    if not name or len(name) > 60:
        return None
    return roster.resolve(name) or name


def speaker_of(block: Block, reading: Reading, roster: Roster) -> str | None:
    """Who says a block: its speaker, or a label that is somebody's name."""
    if block.speaker:
        return roster.resolve(block.speaker) or block.speaker
    if block.label and phrase_key(block.label) not in reading.lexicon.labels:
        return roster.resolve(block.label) or (block.label if looks_like_person(block.label, reading.lexicon) else None)
    return None


def answering(text: str, words: Words, reading: Reading, roster: Roster) -> str | None:
    """The name that an answer begins with: "Maria Santos explained that …"."""
    match = NAME.match(text)
    if match is None:
        return None
    name = match[0]
    while True:
        known = roster.resolve(name)
        if verb_after(text, len(name), words.answered) and (known or looks_like_person(name, reading.lexicon)):
            return known or name
        shorter = name.rpartition(" ")[0]
        if not shorter:
            return None
        name = shorter
