"""Which passages say most: by cue words, figures and place, without comparing any two of them."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document import Block, Kind, sentences
from notesllm.extract.cues import AT, DIGIT, QUESTION, bits_of, cue_bits
from notesllm.extract.reading import Reading
from notesllm.lexicon import lexicon, phrase_key

CUES = {"weighty": 3.0, "worrying": 1.5, "telling": 0.8, "commit": 0.3, "milestone": 0.6}
# Fields that describe an entry or the meeting; they tell nothing by themselves.
DESCRIBING = frozenset(
    (
        "owner",
        "due",
        "status",
        "priority",
        "date",
        "time",
        "location",
        "people",
        "absent",
        "host",
        "scribe",
        "role",
        "email",
        "name",
        "organization",
        "decision_maker",
        "asked_by",
        "answered_by",
        "kind",
        "title",
        "severity",
    )
)
UNTOLD = frozenset({Kind.HEADING, Kind.CODE, Kind.ROW})
UNWORTHY = ("http", "www.", "!", "+1", "-1")
PLACEHOLDER = regex(r"[\[<{][^\[\]<>{}]{2,60}[\]>}][.!]?")  # "[Your summary here.]" of a template
MACHINE = regex(  # a meeting bot's line in a log
    r"^\W{0,3}(?:\d\d:\d\d(?::\d\d)?\W+)?(?:\w{2,24}bot\b|zakim\b|rrsagent\b)"
    r"|\bmeeting (?:started|ended) \w{3} \w{3}\s+\d",
    re.IGNORECASE,
)
MAIL = regex(r"\w@\w[\w-]*\.")
OPENING = frozenset("[<{")
SHORTEST, LONGEST = 4, 60  # words of a passage that is worth a look


class Passage(NamedTuple):
    """A sentence or entry of the notes: ``source[start:end]``, as a reader sees it."""

    start: int
    end: int
    text: str


class Label(NamedTuple):
    """What a label says of the passage behind it."""

    key: str
    describes: bool  # it describes an entry: "Owner", "Project Lead", "Decision Owner"
    sums_up: bool
    known: bool  # it says what kind of thing follows


UNLABELLED = Label("", describes=False, sums_up=False, known=False)


@lru_cache(maxsize=4096)
def label_of(label: str, language: str) -> Label:
    """What a label says, looked up once."""
    words, key = lexicon(language), phrase_key(label)
    last = words.labels.get(key.rpartition(" ")[2])
    return Label(
        key,
        describes=words.labels.get(key) in DESCRIBING or last in {"owner", "host", "decision_maker"},
        sums_up=words.zones.get(key) == "summary",
        known=key in words.labels or bool(words.zones.get(key)) or key.startswith("#"),
    )


@lru_cache(maxsize=4096)
def _weight(bits: int, language: str) -> float:
    names, _ = cue_bits(language)
    weight = 0.7 * bool(bits & DIGIT) - 2.0 * bool(bits & QUESTION)
    return weight + sum(value for cue, value in CUES.items() if bits & names.get(cue, 0))


@lru_cache(maxsize=8)
def _telling(language: str) -> int:
    """The bits that weigh anything."""
    names, _ = cue_bits(language)
    return DIGIT | QUESTION | sum(names.get(cue, 0) for cue in CUES)


def weight_of_text(reading: Reading, text: str) -> float:
    """What the cue words of ``text`` weigh."""
    language = reading.document.language
    return _weight(bits_of(text, cue_bits(language)[1]) & _telling(language), language)


def block_weights(reading: Reading) -> Callable[[int], float]:
    """What a block weighs, by its number; below zero it is not worth telling."""
    blocks, cues, zones, language = reading.document.blocks, reading.cues, reading.zones, reading.document.language
    telling = _telling(language)

    def weigh(index: int) -> float:
        block = blocks[index]
        if block.kind in UNTOLD:
            return -9.0
        text, bits = block.text, cues[index]
        words = text.count(" ") + 1
        if words < SHORTEST or text[-1] == ":" or text.startswith(UNWORTHY):
            return -5.0
        if "..." in text and text.count("...") > 1:
            return -5.0
        if MACHINE.search(text) or (block.value[:1] in OPENING and PLACEHOLDER.fullmatch(block.value)):
            return -5.0
        label = label_of(block.label, language) if block.label else UNLABELLED
        if label.describes:
            return -4.0
        if bits & AT and MAIL.search(text):
            return -3.0
        weight = _weight(bits & telling, language) + min(words, 20) / 10 - (words > LONGEST) * 0.5
        return weight + (3.0 if label.sums_up else 1.5 * (zones[index] == "summary"))

    return weigh


def summing_up(reading: Reading, index: int) -> float:
    """What a passage weighs more because its author says that it sums up."""
    block = reading.document.blocks[index]
    if block.label and label_of(block.label, reading.document.language).sums_up:
        return 3.0
    return 1.5 * (reading.zones[index] == "summary")


def best_sentence(reading: Reading, block: Block, limit: int) -> Passage | None:
    """The weightiest whole sentence of ``block`` that has at most ``limit`` words."""
    if block.text.count(" ") < limit and not block.speaker and ". " not in block.text:
        return Passage(block.start, block.end, block.text)
    fillers = reading.lexicon.words["speech_fillers"]
    best, most = None, 0.0
    for place, sentence in enumerate(sentences(reading.document, block)):
        count = sentence.text.count(" ") + 1
        if count > limit or count < SHORTEST:
            continue
        weight = weight_of_text(reading, sentence.text) + min(count, 12) / 12 - 0.1 * min(place, 10)
        weight -= sentence.text.partition(" ")[0].casefold().strip(",.") in fillers
        if best is None or weight > most:
            best, most = Passage(*sentence), weight
    return best


def unlabelled(reading: Reading, block: Block, passage: Passage) -> Passage:
    """``passage`` without the label that says what kind of thing it is: "Decision: …", "Summary: …"."""
    label = block.label
    if not label or passage.start != block.start or not passage.start < block.value_start < passage.end:
        return passage
    if not passage.text.startswith(label) or not label_of(label, reading.document.language).known:
        return passage
    text = passage.text[len(label) :].lstrip(" :-–—*_])")
    return Passage(block.value_start, passage.end, text) if text else passage
