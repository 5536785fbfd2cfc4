"""People of notes that list nobody and tell who said what: "Ana presented the figures. Ben and Mr. Wu discussed …"."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from notesllm.document import Kind, sentences
from notesllm.extract.names import looks_like_person, word_set
from notesllm.extract.people.entry import is_certain, segments
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.reading import Reading
from notesllm.lexicon import phrase_key

MOST_BLOCKS = 300
SHORTEST = 40  # code points of a paragraph that tells
FARTHEST = 8  # words before the verb
OFTEN = 2  # times that a word which need not be a name says something
SEVERAL = 2  # people


def narrated(reading: Reading) -> Iterator[Sighting]:
    """Those who say something in two sentences, or once under a name that people have; nobody if it is but one."""
    found: dict[str, list[Sighting]] = {}
    sure: set[str] = set()
    for name, seen, certain in islice(_subjects(reading), MOST_BLOCKS):
        found.setdefault(name, []).append(seen)
        if certain:
            sure.add(name)
    times = Counter({name: len(all_seen) for name, all_seen in found.items()})
    people = [name for name in found if name in sure or times[name] >= OFTEN]
    if len(people) >= SEVERAL:
        yield from (found[name][0] for name in people)


def _subjects(reading: Reading) -> Iterator[tuple[str, Sighting, bool]]:
    """The names before verbs of saying: name, sighting, whether it is surely a name."""
    words = reading.lexicon
    verbs, titles = word_set(words.language, "narrates"), word_set(words.language, "honorifics")
    for block in islice((b for b in reading.document.blocks if b.kind is Kind.PARAGRAPH), MOST_BLOCKS):
        if len(block.text) < SHORTEST:
            continue
        for sentence in sentences(reading.document, block):
            for part in _before(sentence.text, verbs, reading):
                title, _, rest = part.partition(" ")
                titled = bool(rest) and phrase_key(title) in titles
                name = rest if titled else part
                if looks_like_person(name, words):
                    sure = titled or is_certain(name, words)
                    yield name, Sighting(name, start=sentence.start, end=sentence.end), sure


def _before(text: str, verbs: frozenset[str], reading: Reading) -> list[str]:
    """The parts of a sentence's subject: what stands before its verb, without "from Acme"."""
    tokens = text.split(" ", FARTHEST + 1)[: FARTHEST + 1]
    joints = word_set(reading.lexicon.language, "and") | {"&"}
    subject: list[str] = []
    ended = False
    for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
        small = token.casefold().rstrip(",:")
        if subject and (small in verbs or f"{small} {after.casefold()}" in verbs):
            return segments(" ".join(subject), reading.lexicon)
        ended = ended or not (token[:1].isupper() or small in joints)
        if not ended:
            subject.append(token)
    return []
