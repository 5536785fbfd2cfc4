"""The immutable document that rules read: blocks in order, the sections they stand in, and their spans."""

from enum import StrEnum
from typing import NamedTuple

from notesllm.span import Lines, Span


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"  # of any style; `level` 1-6, or 7 for a lead-in such as "Action items:" or a bold line
    PARAGRAPH = "paragraph"
    ITEM = "item"  # a list entry
    ROW = "row"  # a row of a table, not its header
    QUOTE = "quote"
    CODE = "code"
    FIELD = "field"  # "Label: value" on a line of its own
    UTTERANCE = "utterance"  # what one speaker said


class Cell(NamedTuple):
    """One cell of a table row."""

    start: int
    end: int
    text: str


class Block(NamedTuple):
    """One block. ``source[start:end]`` is its content: without list marker, checkbox, heading marks, outer white space.

    ``text`` is the content as a reader sees it: inline markup, link targets, torn hyphens removed, white space folded.
    ``label`` and ``value`` split "Label: value" in any kind of block (``value_start`` is the value's offset in the
    source); without a label, ``value`` is the whole text. ``[DECIDED] x``, ``#action x`` and ``TODO(ana): x`` have
    labels too ("DECIDED", "#action", "TODO(ana)"). ``parent`` is the index of the block it is nested under (the list
    entry above, or the entry whose field it is, or the lead of a list that runs on in one line), -1 for none.
    ``section`` is the index of its section. ``speaker`` is set in utterances, and in the paragraphs that go on after
    one; an utterance's content begins behind its speaker, who is named at ``turn_start``.
    """

    kind: Kind
    start: int
    end: int
    line: int
    text: str
    section: int
    parent: int = -1
    depth: int = 0  # list nesting, 0 at the margin
    level: int = 0  # of a heading
    label: str = ""
    value: str = ""
    value_start: int = -1
    ordinal: str = ""  # "3", "a" of a numbered entry, "2.1" of a numbered heading
    checked: bool | None = None  # of a checkbox; None where there is none
    speaker: str = ""
    clock: str = ""  # as written
    cells: tuple[Cell, ...] = ()
    header: tuple[str, ...] = ()  # the column heads of a row
    turn_start: int = -1  # of an utterance: where its clock or speaker is written, before ``start``

    @property
    def span(self) -> Span:
        """Where the content stands in the source."""
        return Span(self.start, self.end)


class Section(NamedTuple):
    """A heading and all that stands below it. Section 0 is the document itself, without a heading (``heading`` -1)."""

    title: str
    level: int
    heading: int  # index of the heading's block
    parent: int  # index of the section around it, -1 for section 0
    first: int  # blocks[first:last] stand below the heading, sub-sections included
    last: int


class Document(NamedTuple):
    """A source and what was read in it. ``source[b.start:b.end]`` holds to the letter for every block."""

    source: str
    lines: Lines
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    format: str  # "markdown", "text", "transcript", "chat", …: the shape that the detector told
    language: str  # of notesllm.lexicon.LANGUAGES
    front_matter: tuple[tuple[str, str, Span], ...] = ()  # key, value, where
    name: str | None = None  # of the file
    encoding: str | None = None  # of the bytes; None for str
    encoding_assumed: bool = False
