"""The state in which lines become blocks: the open list, the open run of text lines, the open table or fence."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from notesllm.document.draft import Draft
from notesllm.document.model import Kind
from notesllm.document.speakers import listed_names
from notesllm.document.survey import Survey
from notesllm.lexicon import Lexicon


class TextLine(NamedTuple):
    """A line of plain text that waits in the open run; ``text`` is stripped."""

    start: int
    text: str
    indent: int
    number: int
    broken: bool = False  # ends in a forced line break


Capture = Callable[["Builder", str, int], bool]
Recogniser = Callable[["Builder", str, int, int], bool]  # of a line: its stripped text, where that begins, its indent
Recognisers = Mapping[str, tuple[Recogniser, ...]]  # by the first character


class Builder:
    """Collects drafts. Recognisers call its methods; ``flush`` turns the open run into paragraphs."""

    __slots__ = (
        "blank",
        "blanks",
        "capture",
        "clock",
        "drafts",
        "item",
        "kind",
        "listed",
        "lists",
        "number",
        "numbered",
        "recognisers",
        "run",
        "run_blank",
        "source",
        "speaker",
        "starts",
        "survey",
        "table",
        "texts",
        "turn",
        "voices",
        "wiki",
        "words",
    )  # fmt: skip

    def __init__(  # noqa: PLR0917
        self,
        source: str,
        texts: list[str],
        starts: tuple[int, ...],
        survey: Survey,
        words: Lexicon,
        recognisers: Recognisers,
    ) -> None:
        self.source = source
        self.texts = texts
        self.starts = starts
        self.survey = survey
        self.voices = survey.voices
        self.words = words
        self.recognisers = recognisers
        self.listed = listed_names(source) if survey.format == "org" else frozenset()
        self.drafts: list[Draft] = []
        self.lists: list[Draft] = []  # the entries that the next one may be nested under
        self.item: Draft | None = None  # the entry or field that a next line may continue
        self.run: list[TextLine] = []
        self.run_blank = True
        self.table: list[TextLine] = []
        self.capture: Capture | None = None
        self.number = 0  # of the line at hand, 1-based
        self.blank = True  # whether the line before was blank
        self.blanks = 0
        self.kind = Kind.PARAGRAPH  # that plain text becomes: QUOTE inside a quote
        self.speaker = ""  # who has the floor
        self.clock = ""
        self.wiki = False  # whether headings are written "h1. x", and numbers "# x"
        self.numbered = False  # whether a heading had a number
        self.turn: int | None = None  # where a speaker is named whose words stand below

    def add(self, kind: Kind, start: int, end: int, indent: int = 0, marker: str = "") -> Draft:
        """Append a block of the line at hand."""
        draft = Draft(kind, start, end, self.number, indent, marker)
        draft.blank = self.blank
        self.drafts.append(draft)
        return draft

    def next_text(self, ahead: int = 1) -> str:
        """The stripped text of a line further down, empty past the end."""
        at = self.number - 1 + ahead
        return self.texts[at].strip() if at < len(self.texts) else ""

    def take_table_line(self, text: str, start: int, indent: int) -> None:
        """Keep a line for the table at hand."""
        self.table.append(TextLine(start, text, indent, self.number))

    def close_list(self) -> None:
        """What comes next is nested under no entry."""
        self.lists.clear()
        self.item = None
