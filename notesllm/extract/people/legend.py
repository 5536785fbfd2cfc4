"""Whom a recorder's labels mean, where a line at the top tells: "Speaker 2 = Ana Lopez, "iPad Hall" = Ben"."""

from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.document import Kind
from notesllm.extract.header import top
from notesllm.extract.names import fold, looks_like_person
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.reading import Reading

PAIR = regex(
    r"[\"“„«]?(?P<label>[^\"“”„«»=→,;()\n]{2,40}?)[\"”“»]?\s*(?:=|→)\s*"
    r"(?P<name>[A-ZÀ-Þ][\w’'.-]{0,30}(?: [A-ZÀ-Þ][\w’'.-]{0,30}){0,3})"
)


def legends(reading: Reading) -> Iterator[Sighting]:
    """The people whom lines at the top give for labels of those who speak."""
    if Kind.UTTERANCE not in reading.kinds:
        return
    speakers = {fold(block.speaker) for block in reading.document.blocks if block.speaker}
    for _, block in top(reading):
        if "=" not in block.text and "→" not in block.text:
            continue
        for pair in PAIR.finditer(block.text):
            label, name = pair["label"].strip(), pair["name"].rstrip(".")
            if fold(label) in speakers and looks_like_person(name, reading.lexicon):
                yield Sighting(name, aliases=(label,), start=block.start, end=block.end)
