"""Which passages say most: by cue words, figures and place, without comparing any two of them."""

import re
from functools import lru_cache
from typing import NamedTuple

from notesllm.document import Block, Kind, sentences
from notesllm.extract.reading import AT, DIGIT, QUESTION, WORD, Reading, cue_bits
from notesllm.lexicon import phrase_key

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
MAIL = re.compile(r"\w@\w[\w-]*\.")
SHORTEST, LONGEST = 4, 60  # words of a passage that is worth a look


class Passage(NamedTuple):
    """A sentence or entry of the notes: ``source[start:end]``, as a reader sees it."""

    start: int
    end: int
    text: str
    weight: float


@lru_cache(maxsize=8)
def _values(language: str) -> tuple[tuple[int, float], ...]:
    bits, _ = cue_bits(language)
    return tuple((bits[cue], value) for cue, value in CUES.items() if cue in bits)


def weight_of_bits(reading: Reading, bits: int) -> float:
    """What the cue words of a passage weigh."""
    weight = 0.7 if bits & DIGIT else 0.0
    if bits & QUESTION:
        weight -= 2.0
    for bit, value in _values(reading.document.language):
        if bits & bit:
            weight += value
    return weight


def weight_of_text(reading: Reading, text: str) -> float:
    """What the cue words of ``text`` weigh."""
    by_word = cue_bits(reading.document.language)[1]
    found = DIGIT * any(map(str.isdigit, text)) | QUESTION * ("?" in text)
    for word in WORD.findall(text.casefold()):
        found |= by_word.get(word, 0)
    return weight_of_bits(reading, found)


def block_weight(reading: Reading, index: int) -> float:
    """What a block weighs; below zero it is not worth telling."""
    block = reading.document.blocks[index]
    if block.kind in {Kind.HEADING, Kind.CODE, Kind.ROW}:
        return -9.0
    words = block.text.count(" ") + 1
    if (
        words < SHORTEST
        or block.text.count("...") > 1
        or block.text.startswith(("http", "www.", "!", "+1", "-1"))
        or block.text.endswith(":")
    ):
        return -5.0
    if block.label and _describes(reading, block.label):
        return -4.0
    if reading.cues[index] & AT and MAIL.search(block.text):
        return -3.0
    weight = weight_of_bits(reading, reading.cues[index]) + min(words, 20) / 10 - (words > LONGEST) * 0.5
    return weight + summing_up(reading, index)


def summing_up(reading: Reading, index: int) -> float:
    """What a passage weighs more because its author says that it sums up."""
    block = reading.document.blocks[index]
    if block.label and reading.lexicon.zones.get(phrase_key(block.label)) == "summary":
        return 3.0
    return 1.5 * (reading.zones[index] == "summary")


def _describes(reading: Reading, label: str) -> bool:
    """Whether a label is one of a field that describes an entry: "Owner", "Project Lead", "Decision Owner"."""
    key = phrase_key(label)
    labels = reading.lexicon.labels
    return labels.get(key) in DESCRIBING or labels.get(key.rpartition(" ")[2]) in {"owner", "host", "decision_maker"}


def best_sentence(reading: Reading, block: Block, bits: int, limit: int) -> Passage | None:
    """The weightiest whole sentence of ``block`` that has at most ``limit`` words."""
    if block.text.count(" ") < limit and not block.speaker and ". " not in block.text:
        return Passage(block.start, block.end, block.text, weight_of_bits(reading, bits))
    fillers = reading.lexicon.words["speech_fillers"]
    best: Passage | None = None
    for place, sentence in enumerate(sentences(reading.document, block)):
        count = sentence.text.count(" ") + 1
        if count > limit or count < SHORTEST:
            continue
        weight = weight_of_text(reading, sentence.text) + min(count, 12) / 12 - 0.1 * min(place, 10)
        weight -= sentence.text.partition(" ")[0].casefold().strip(",.") in fillers
        if best is None or weight > best.weight:
            best = Passage(sentence.start, sentence.end, sentence.text, weight)
    return best


def unlabelled(reading: Reading, block: Block, passage: Passage) -> Passage:
    """``passage`` without the label that says what kind of thing it is: "Decision: …", "Summary: …"."""
    key = phrase_key(block.label) if block.label else ""
    whole = passage.start == block.start and block.value_start > passage.start and passage.text.startswith(block.label)
    if not whole or passage.end <= block.value_start:
        return passage
    known = key in reading.lexicon.labels or reading.lexicon.zones.get(key) or key.startswith("#")
    text = passage.text[len(block.label) :].lstrip(" :-–—*_])")
    return Passage(block.value_start, passage.end, text, passage.weight) if known and text else passage
