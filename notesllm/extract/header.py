"""The top of the notes, where they say what meeting this was, when and where."""

import re
from collections.abc import Iterator

from notesllm.document import Block, Kind
from notesllm.extract.reading import Reading
from notesllm.lexicon import phrase_key

TOP = 16  # blocks
# Where these begin, the top is over.
BODY = frozenset({"actions", "review", "decisions", "risks", "questions", "metrics", "milestones", "log"})
UNDERSCORE = re.compile(r"(?<=\d)_(?=\d)")


def top(reading: Reading) -> Iterator[tuple[int, Block]]:
    """The blocks (index, block) of the top; lists of attendees and agenda do not count towards its length."""
    left = TOP
    for index, block in enumerate(reading.document.blocks):
        zone = reading.zones[index]
        if left == 0 or zone in BODY or block.kind is Kind.UTTERANCE:
            return
        if zone not in ("people", "absent", "agenda", "next_meeting"):
            left -= 1
            yield index, block


def field_of(reading: Reading, block: Block) -> str:
    """The field that the block's label fills, "" for none."""
    return reading.lexicon.labels.get(phrase_key(block.label), "") if block.label else ""


def as_written(block: Block) -> str:
    """A heading with the number that the reader took off its front: it may be a date ("5.9.21 Stand-up")."""
    return f"{block.ordinal} {block.text}" if block.ordinal else block.text


def front_matter(reading: Reading) -> dict[str, str]:
    """The front matter by its keys in the form of labels; of repeated keys the first."""
    found: dict[str, str] = {}
    for key, value, _ in reading.document.front_matter:
        found.setdefault(phrase_key(key.replace("_", " ").replace("-", " ")), value)
    return found


def file_stem(reading: Reading) -> str:
    """The file's name as text: without its ending, with spaces for underscores."""
    name = reading.document.name or ""
    stem = name.rpartition("/")[2].rpartition("\\")[2]
    stem = stem.rpartition(".")[0] or stem
    return UNDERSCORE.sub("-", stem).replace("_", " ")
