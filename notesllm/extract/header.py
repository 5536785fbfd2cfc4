"""The top of the notes, where they say what meeting this was, when and where."""

from collections.abc import Iterator
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document import Block, Kind
from notesllm.extract.reading import Reading
from notesllm.lexicon import phrase_key

TOP = 16  # blocks
# Where these begin, the top is over.
BODY = frozenset({"actions", "review", "decisions", "risks", "questions", "metrics", "milestones", "log"})
FURTHEST = 60  # blocks in which a table of the meeting's data stands
HEADER_FIELDS = frozenset(
    {"title", "date", "time", "location", "kind", "people", "absent", "host", "scribe", "next_meeting"}
)
SIGNS = regex(r"^[\W_]+")  # pictures before a label
UNDERSCORE = regex(r"(?<=\d)_(?=\d)")


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
    return reading.lexicon.labels.get(phrase_key(block.label.removeprefix("#+")), "") if block.label else ""


class Pair(NamedTuple):
    """A label and its value in a table, and where the value stands."""

    field: str
    value: str
    start: int
    end: int


def row_pairs(reading: Reading) -> Iterator[Pair]:
    """The fields of tables with a label and its value side by side: "| Date | 5 March |", their head row too."""
    labels, source = reading.lexicon.labels, reading.document.source
    last: tuple[str, ...] = ()
    for index, block in enumerate(reading.document.blocks):
        if index > FURTHEST:
            return
        if block.kind is not Kind.ROW or len(block.cells) not in (2, 4):
            continue
        if block.header != last and len(block.header) == len(block.cells):
            for label, value in zip(block.header[::2], block.header[1::2], strict=True):
                field = labels.get(_key(label), "")
                at = source.rfind(value, 0, block.start)
                if field in HEADER_FIELDS and value and at >= 0 and phrase_key(value) not in labels:
                    yield Pair(field, value, at, at + len(value))
        last = block.header
        for name, cell in zip(block.cells[::2], block.cells[1::2], strict=True):
            field = labels.get(_key(name.text), "")
            if field in HEADER_FIELDS and cell.text:
                yield Pair(field, cell.text, name.start, cell.end)


def _key(label: str) -> str:
    """A label as it is looked up, without a picture before it."""
    return phrase_key(label if label[:1].isalnum() else SIGNS.sub("", label))


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
