"""What a block is while the document is still being read: mutable, and linked to its parent by reference."""

from typing import Literal

from notesllm.document.labels import Label, split_label
from notesllm.document.model import Cell, Kind
from notesllm.lexicon import Lexicon

GLUED = "glued"  # marker of a heading that stands right above its entries, and ends with them


class Draft:
    """A block in the making; ``indent`` is the column of its marker, or of its text where it has none."""

    __slots__ = (
        "afresh",
        "blank",
        "cells",
        "checked",
        "clock",
        "depth",
        "end",
        "header",
        "indent",
        "index",
        "kind",
        "label",
        "level",
        "line",
        "marker",
        "ordinal",
        "parent",
        "speaker",
        "start",
        "text",
        "turn",
    )

    def __init__(  # noqa: PLR0917 - the one constructor of a hot loop
        self, kind: Kind, start: int, end: int, line: int, indent: int = 0, marker: str = ""
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.line = line
        self.indent = indent
        self.marker = marker
        self.parent: Draft | None = None
        self.depth = 0
        self.level = 0
        self.index = -1
        self.ordinal = ""
        self.checked: bool | None = None
        self.speaker = ""
        self.clock = ""
        self.turn = -1  # where the speaker is named
        self.cells: tuple[Cell, ...] = ()
        self.header: tuple[str, ...] = ()
        self.text = ""  # as a reader sees it; set at the end
        self.label: Label | Literal[False] | None = False  # False until it was looked for
        self.blank = False  # whether a blank line stands before it
        self.afresh = False  # whether it ends the lead-in above: a list that counts from 1 again

    def labelled(self, source: str, words: Lexicon) -> Label | None:
        """The label that the content begins with."""
        label = self.label
        if label is False:
            self.label = label = split_label(source[self.start : self.end], words)
        return label
