"""Whose a task is: who is named as doing it, or says "I will" in a turn; not who is merely mentioned beside it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.extract.likeness import key_words
from notesllm.grounding.naming import Names
from notesllm.grounding.passage import WORD, Passage, words
from notesllm.grounding.terms import language_of
from notesllm.lexicon import given_names, lexicon

SPEAKING = frozenset(("i", "i'll", "i'm", "i've", "me", "my", "ich", "je", "j'ai", "moi", "yo", "io", "ik", "eu"))
JOINS = frozenset(("and", "und", "et", "y", "e", "en", "&", "+", "or"))  # between the names of a group
# Before who gets or helps.
OBLIQUE = frozenset(
    word
    for words_of in (
        ("to", "with", "from", "of", "about", "than", "via", "for", "ask", "tell", "help", "cc"),
        ("an", "für", "mit", "von", "vom", "zu", "zum", "zur", "bei", "aan", "met", "voor", "van", "naar"),
        ("à", "au", "aux", "avec", "pour", "chez", "de", "a", "al", "con", "para", "por", "ao", "aos", "às", "com"),
        ("do", "da", "pelo", "pela", "per", "alla", "dal", "dalla", "del"),
    )
    for word in words_of
)
ASSIGNING = frozenset(
    ("assigned", "assign", "given", "owner", "owned", "lead", "led", "responsible", "action", "asked")
)
MARKS = "(@—–-|→>:=["
ARTICLES = frozenset(
    ("the", "a", "an", "our", "der", "die", "das", "den", "dem", "le", "la", "el", "il", "lo", "het", "o")
)
COPULAS = ("is", "was", "will be", "ist", "war", "est", "sera", "está", "estará", "è", "sarà", "zal", "é")
LABEL = regex(r"[\s@*_]*([^\W\d_][\w.'’ ]{0,40}?)[*_]*(?:\s*\([^()\n]*\))?[*_]*(?::|\s[-–—])\s")  # of a line
NOES = ("nope", "sorry", "nein", "non", "nee", "não")
LETTERS = 2  # of a word for "absent": "n" is one too
BEFORE = 2  # words before a name that tell its part
ENDS = " .!?;\n"
# That stand for people: "Bo likes his office" refers to no task.
PERSONAL = frozenset(
    word
    for words_of in (
        (
            "he",
            "she",
            "his",
            "her",
            "him",
            "their",
            "er",
            "sie",
            "ihr",
            "ihm",
            "ihn",
            "hij",
            "zij",
            "ze",
            "hem",
            "haar",
        ),
        (
            "il",
            "elle",
            "ils",
            "elles",
            "lui",
            "leur",
            "él",
            "ella",
            "ellos",
            "ellas",
            "lei",
            "ele",
            "ela",
            "eles",
            "elas",
        ),
    )
    for word in words_of
)
FEW = 3  # words beside a name that say nothing of their own
CONSENT = 8  # words at most
SENTENCE = regex(r"[.!?;]\s+|\n")


class Quoted(NamedTuple):
    """What is cited, without markup; whose turn each quote stands in ("" for nobody's), and in which block."""

    quotes: tuple[str, ...]
    speakers: tuple[str, ...]
    places: tuple[int, ...]  # -1 for texts that are no passages of the source


class Task(NamedTuple):
    """What is to be done, and where that stands: in which quote, and from where on."""

    text: str
    at: int
    start: int


def owns(name: str, task: Task, quoted: Quoted, names: Names, language: str) -> bool:
    """Whether the quotes say that ``name`` does the task."""
    text, at, start = task
    passage = Passage(quoted.quotes)
    spoken = any(
        is_name_of(speaker, name)
        and (is_first_person(quote, language) or (number != at and _consents(quote, language)))
        for number, (quote, speaker) in enumerate(zip(quoted.quotes, quoted.speakers, strict=True))
    )
    if not spoken and not names.prove(name, passage):
        return False
    if any(
        number != at and _refuses(quote, speaker, name, language)
        for number, (quote, speaker) in enumerate(zip(quoted.quotes, quoted.speakers, strict=True))
    ):
        return False
    sentence, start, speaker = *sentence_at(quoted.quotes[at], start), quoted.speakers[at]
    if _is_away(name, sentence, language):
        return False
    rest = [*quoted.quotes[:at], quoted.quotes[at].replace(sentence, "\n", 1), *quoted.quotes[at + 1 :]]
    subjects = _subjects(sentence[:start], speaker, names.known.union(words(name)), _first_person(language))
    if subjects:
        named = any(is_name_of(subject, name) or names.prove(name, Passage([subject])) for subject in subjects)
        marked = not set(words(name)) <= set(words(text)) and _marked(name, sentence[start:], names)
        return named or marked or _elsewhere(name, rest, names)
    there = _places(name, sentence, names)
    beside = spoken or _elsewhere(name, rest, names)
    if not there and not beside and not _is_told_beside(name, task, quoted, names, language):
        return False
    return not there or not all(_is_beside(sentence, place) for place in there) or _elsewhere(name, rest, names)


def sentence_at(quote: str, start: int) -> tuple[str, int]:
    """The sentence of ``quote`` in which ``start`` stands, and ``start`` in it."""
    borders = [0, *(match.end() for match in SENTENCE.finditer(quote)), len(quote)]
    first = max(border for border in borders if border <= start)
    last = min((border for border in borders if border > start), default=len(quote))
    return quote[first:last], start - first


@lru_cache(maxsize=8)
def _first_person(language: str) -> frozenset[str]:
    return SPEAKING.union(lexicon(language).words.get("first_person", ()))


def is_first_person(quote: str, language: str) -> bool:
    """Whether a quote speaks of its speaker."""
    said, first = words(quote), _first_person(language)
    return not first.isdisjoint(said) or any(word.startswith("i'") for word in said)


def _consents(quote: str, language: str) -> bool:
    """Whether a quote, its speaker's name aside, is a short consent: "Sure, will do."."""
    said = " ".join(words(quote.rpartition(": ")[2]))
    accepted = lexicon(language).words["action_accepts"]
    return said.count(" ") < CONSENT and any(f"{said} ".startswith(f"{word} ") for word in accepted)


def is_name_of(one: str, other: str) -> bool:
    """Whether one of two names is part of the other: "Ana" of "Ana Lopez"."""
    own, others = set(words(one)), set(words(other))
    return bool(own and others) and (own <= others or others <= own)


def _is_told_beside(name: str, task: Task, quoted: Quoted, names: Names, language: str) -> bool:
    """Whether who is named in another sentence than the task is named for it.

    That is so in a label, a heading or a few words, and where one of the two refers to the other by a word such as
    "she" or "it", or both speak of the same; a sentence of its own says what its subject does, and not the task.
    """
    anaphors = language_of(language).anaphors
    own = frozenset(key_words(task.text))
    sentence, _ = sentence_at(quoted.quotes[task.at], task.start)
    refers = not anaphors.isdisjoint(words(sentence))
    known = names.known.union(words(name))
    last: list[str] = []
    label = LABEL.match(quoted.quotes[task.at])
    if label and is_name_of(label.group(1), name):
        return True
    for quote in quoted.quotes:
        for told in SENTENCE.split(quote):
            if told.strip(ENDS) == sentence.strip(ENDS):
                if refers and any(is_name_of(subject, name) for subject in last):
                    return True
                continue
            if names.prove(name, Passage([told])):
                said = words(told)
                rest = [word for word in said if word not in known]
                if (
                    len(rest) <= FEW
                    or not (anaphors - PERSONAL).isdisjoint(said)
                    or not own.isdisjoint(key_words(told))
                ):
                    return True
            last = _subjects(told, "", known, frozenset()) or last
    return False


def _refuses(quote: str, speaker: str, name: str, language: str) -> bool:
    """Whether a turn of ``name`` begins with a no: "Ana: no, I can't"."""
    label, colon, rest = quote.partition(":")
    who, said = (label, rest) if colon and is_name_of(label, name) else (speaker, quote)
    first = words(said)[:1]
    return is_name_of(who, name) and bool(first) and first[0] in {*lexicon(language).words["negations"], *NOES}


def _is_away(name: str, sentence: str, language: str) -> bool:
    """Whether a sentence says that ``name`` is away: "Ana is on leave"."""
    said = f" {' '.join(words(sentence))} "
    marks = [mark for mark in lexicon(language).words.get("absent_marks", ()) if len(mark) > LETTERS]
    return any(f" {own} {be} {mark} " in said for own in words(name) for be in COPULAS for mark in marks)


def _subjects(sentence: str, speaker: str, known: frozenset[str], first: frozenset[str]) -> list[str]:
    """The last group of names in what stands before a task that are subjects; the speaker for "I"."""
    found: list[str] = []
    last_end = -1
    said = list(WORD.finditer(sentence))
    for at, match in enumerate(said):
        word = match.group().casefold().replace("’", "'")
        stem = word.removesuffix("'s")
        is_name = (stem in known or (stem in _given_names() and match.group()[0].isupper())) and stem == word
        is_speaker = bool(speaker) and (word in first or word.startswith("i'"))
        if not (is_name or is_speaker):
            continue
        before = said[at - 1].group().casefold() if at else ""
        between = sentence[said[at - 1].end() : match.start()] if at else ""
        if before in OBLIQUE and between.isspace() and not _assigning(said, at):
            continue
        gap = sentence[last_end : match.start()].casefold().strip(" ,/&+@(") if last_end >= 0 else None
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
    if not before or before[-1] in MARKS or before[-1] in ",/&+;":
        return True
    said = words(before)
    return said[-1:] in (["by"], ["and"]) or (said[-1:] == ["to"] and not ASSIGNING.isdisjoint(said[-2:]))


def _is_beside(sentence: str, at: int) -> bool:
    """Whether who is named there gets or helps: "to Ana", "Ana's"."""
    before = [word for word in words(sentence[:at])[-BEFORE:] if word not in ARTICLES][-1:]
    possessive = WORD.match(sentence, at)
    return (bool(before) and before[0] in OBLIQUE and not _is_marked(sentence, at)) or (
        possessive is not None and possessive.group().casefold().endswith("'s")
    )


def _marked(name: str, rest: str, names: Names) -> bool:
    return any(at and _is_marked(rest, at) for at in _places(name, rest, names))


def _elsewhere(name: str, rest: Sequence[str], names: Names) -> bool:
    """Whether another cited part gives the name as a label: "Owner: Ana", "Ana:", "Ana" on a line of its own."""
    known = names.known.union(words(name), JOINS)
    for line in (line for quote in rest for line in SENTENCE.split(quote)):
        for at in _places(name, line, names):
            before, colon, beside = line[:at].rpartition(":")
            listed = known.issuperset(words(beside if colon else before + beside))
            behind = words(line[at:].partition(":")[0])
            if listed and (colon or known.issuperset(behind)):
                return True
    return False


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(given_names())
