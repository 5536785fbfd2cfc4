"""Pages of HTML passed as text: several blocks on a line, entries and table rows in tags."""

import re

from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.headings import heading
from notesllm.document.inline import clean
from notesllm.document.lists import add_entry
from notesllm.document.model import Cell, Kind
from notesllm.document.text import flush, take_text

_BLOCKS = (
    "h[1-6]|p|div|ul|ol|li|tr|td|th|table|thead|tbody|br|hr|body|html|head|section|article|header|blockquote|dl|dt|dd"
)
# Compiled when it is first used, which few notes do.
TAG = rf"(?i)<(?P<close>/?)(?P<name>{_BLOCKS})\b[^<>]*>"
ALWAYS = frozenset(("li", "tr", "td", "th", "dt", "dd", "table"))  # told here even where they stand alone
LONGEST = 4000  # code points of a cell
LEAST = 3  # other tags on one line


def take_page(b: Builder, text: str, start: int, indent: int) -> bool:
    """A line that begins with the tag of a block and holds more than one heading or paragraph."""
    if text[1:2] in "!?" or re.match(TAG, text) is None:
        return False
    names = [match["name"].lower() for match in re.finditer(TAG, text)]
    if len(names) < LEAST and ALWAYS.isdisjoint(names):
        return False
    flush(b)
    page = _Page(b, indent)
    page.read(text, start)
    if page.tabled:

        def capture(b: Builder, raw: str, offset: int) -> bool:
            line = raw.strip()
            if not page.tabled or (line and line[0] != "<" and not page.row):
                b.capture = None
                page.end_row()
                return False
            page.read(line, offset + len(raw) - len(raw.lstrip()))
            return True

        b.capture = capture
    return True


class _Page:
    """What the tags so far have opened."""

    __slots__ = ("_b", "_cells", "_depth", "_header", "_heads", "_indent", "_name", "row", "tabled")

    def __init__(self, b: Builder, indent: int) -> None:
        self._b = b
        self._indent = indent
        self._depth = 0
        self._name = ""
        self._cells: list[Cell] = []
        self._heads = True  # whether all cells of the row are heads
        self._header: tuple[str, ...] = ()
        self.row = False
        self.tabled = False

    def read(self, text: str, start: int) -> None:
        """Take the blocks of one line."""
        at = 0
        for match in re.finditer(TAG, text):
            self._say(text[at : match.start()], start + at)
            at = match.end()
            self._turn(match["name"].lower(), start + match.start(), closes=bool(match["close"]))
        self._say(text[at:], start + at)

    def _turn(self, name: str, at: int, *, closes: bool) -> None:
        if name in ("ul", "ol"):
            self._depth = max(0, self._depth + (-1 if closes else 1))
        elif name == "table":
            self.end_row()
            self.tabled, self._header = not closes, ()
        elif name == "tr":
            self.end_row()
            self.row = not closes
            self.tabled = True
        elif name in ("td", "th") and not closes:
            self._heads = self._heads and name == "th"
            self._cells.append(Cell(at, at, ""))
        self._name = "" if closes and name != "br" else self._name if name == "br" else name

    def _say(self, raw: str, start: int) -> None:
        text = raw.strip()
        if not text:
            return
        b, name = self._b, self._name
        start += raw.index(text[0])
        if name in ("td", "th") and self._cells:
            before = self._cells[-1]
            told = f"{before.text} {clean(text)}".strip()
            self._cells[-1] = Cell(before.start if before.text else start, start + len(text), told)
            if len(told) > LONGEST:
                self.end_row()  # a row that nobody closed
                self.tabled = False
        elif name in ("li", "dt", "dd"):
            depth = self._depth + (name == "dd")
            add_entry(b, text, start, self._indent + 2 * depth, offset=0, marker="<")
        elif name[:1] == "h" and name[1:].isdigit():
            heading(b, start, text, int(name[1:]))
        else:
            b.close_list()
            take_text(b, text, start, self._indent)
            flush(b)

    def end_row(self) -> None:
        """Add the row at hand."""
        cells, self._cells = self._cells, []
        heads, self._heads, self.row = self._heads, True, False
        filled = [cell for cell in cells if cell.text]
        if not filled:
            return
        if heads and not self._header:
            self._header = tuple(cell.text for cell in cells)
            return
        self._b.close_list()
        row: Draft = self._b.add(Kind.ROW, filled[0].start, filled[-1].end, self._indent)
        row.cells, row.header = tuple(cells), self._header
