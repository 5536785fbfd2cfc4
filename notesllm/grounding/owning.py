"""Whose a task is: who is named as doing it, or says "I will" in his own turn; not who is merely mentioned beside it."""

from collections.abc import Sequence
from functools import lru_cache

from notesllm._regex import regex
from notesllm.grounding.naming import Names
from notesllm.grounding.passage import WORD, Passage, words
from notesllm.lexicon import given_names, lexicon

SPEAKING = frozenset("i i'll i'm i've me my ich je j'ai j' moi yo io ik eu mein meine".split())  # noqa: SIM905
JOINS = frozenset("and und et y e en & + or".split())  # noqa: SIM905 - between the names of a group
OBLIQUE = frozenset(  # before who gets or helps
    "to with from of about than via for ask tell help cc an für mit von à avec pour de a con para por per aan met voor".split()  # noqa: SIM905, E501
)
ASSIGNING = frozenset("assigned assign given owner owned lead led responsible action asked".split())  # noqa: SIM905
MARKS = "(@—–-|→>:=["
SENTENCE = regex(r"[.!?;]\s|\n")


def owns(name: str, text: str, quotes: Sequence[str], speakers: Sequence[str], names: Names, language: str) -> bool:
    """Whether one of ``quotes`` says that ``name`` does what ``text`` says; ``speakers`` says whose turn each is."""
    passage = Passage(quotes)
    first = _first_person(language)
    spoken = [
        quote for quote, speaker in zip(quotes, speakers, strict=True) if _same(speaker, name) and _spoken(quote, first)
    ]
    if not spoken and not names.prove(name, passage):
        return False
    key = next(iter(words(text)), "")
    sentences = [
        (sentence, speaker)
        for quote, speaker in zip(quotes, speakers, strict=True)
        for sentence in SENTENCE.split(quote)
    ]
    best = max(sentences, key=lambda one: _shared(text, one[0]), default=("", ""))
    sentence, speaker = best
    low = sentence.casefold().replace("’", "'")
    start = low.find(" ".join(words(text)[:2])) if text else -1
    start = start if start >= 0 else max(low.find(key), 0)
    subjects = _subjects(sentence, start, speaker, names, first)
    if subjects:
        named = any(_same(subject, name) or _is_of(subject, name, names) for subject in subjects)
        return named or _marked(name, sentence[start:], names) or _elsewhere(name, quotes, sentence, names)
    inside = [at for at in _places(name, sentence, names) if at >= start]
    return not inside or any(_is_marked(sentence, at) for at in inside) or _elsewhere(name, quotes, sentence, names)


def _shared(text: str, sentence: str) -> int:
    return len(set(words(text)).intersection(words(sentence)))


@lru_cache(maxsize=8)
def _first_person(language: str) -> frozenset[str]:
    return SPEAKING.union(lexicon(language).words.get("first_person", ()))


def _spoken(quote: str, first: frozenset[str]) -> bool:
    """Whether a quote speaks of its speaker, or is a short consent ("Sure, will do.")."""
    said = words(quote)
    return not first.isdisjoint(said) or any(word.startswith("i'") for word in said) or len(said) <= 8


def _same(one: str, other: str) -> bool:
    own, others = words(one), words(other)
    return bool(own) and (set(own) <= set(others) or set(others) <= set(own)) and bool(others)


def _is_of(word: str, name: str, names: Names) -> bool:
    return names.prove(name, Passage([word]))


def _subjects(sentence: str, start: int, speaker: str, names: Names, first: frozenset[str]) -> list[str]:
    """The last group of names before ``start`` that are subjects; the speaker for "I"."""
    found: list[str] = []
    last_end = -1
    said = list(WORD.finditer(sentence))
    for at, match in enumerate(said):
        if match.start() >= start:
            break
        word = match.group().casefold().replace("’", "'")
        stem = word.removesuffix("'s")
        is_name = (stem in names.known or (stem in _given_names() and match.group()[0].isupper())) and stem == word
        is_speaker = bool(speaker) and (word in first or word.startswith("i'"))
        if not (is_name or is_speaker):
            continue
        before = said[at - 1].group().casefold() if at else ""
        between = sentence[said[at - 1].end() : match.start()] if at else ""
        if before in OBLIQUE and between.isspace() and not _assigning(said, at):
            continue
        gap = sentence[last_end : match.start()].casefold().strip(" ,/&+@") if last_end >= 0 else None
        joined = gap is not None and (gap in JOINS or gap == "")
        who = speaker if is_speaker else match.group()
        found = [*found, who] if joined else [who]
        last_end = match.end()
    return found


def _assigning(said: Sequence[object], at: int) -> bool:
    return at > 1 and str(getattr(said[at - 2], "group")()).casefold() in ASSIGNING  # noqa: B009


def _places(name: str, sentence: str, names: Names) -> list[int]:
    own = set(words(name)).intersection(names.known) or set(words(name))
    return [match.start() for match in WORD.finditer(sentence) if match.group().casefold() in own]


def _is_marked(sentence: str, at: int) -> bool:
    """Whether a name stands as a label: "(Ana)", "- Ana", "@ana", "owner: Ana", "by Ana"."""
    before = sentence[:at].rstrip(" *_[")
    return not before or before[-1] in MARKS or before[-1] in ",/&+" or words(before)[-1:] in (["by"], ["and"], ["to"]) and (
        words(before)[-1:] != ["to"] or not ASSIGNING.isdisjoint(words(before)[-2:])
    )


def _marked(name: str, rest: str, names: Names) -> bool:
    return any(at and _is_marked(rest, at) for at in _places(name, rest, names))


def _elsewhere(name: str, quotes: Sequence[str], sentence: str, names: Names) -> bool:
    """Whether another cited line gives the name as a label: "Owner: Ana"."""
    rest = "\n".join(quotes).replace(sentence, "\n", 1)
    return any(
        _is_marked(line, at) or line[at:].strip(" *_").casefold() == name.casefold()
        for line in rest.split("\n")
        for at in _places(name, line, names)
        if not line[:at].strip(" -*|@") or ":" in line[:at]
    )


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(given_names())
