"""Pipe tables: rows with their column heads, cells with their spans."""

import re

from notesllm.document.builder import Builder, TextLine
from notesllm.document.draft import Draft
from notesllm.document.inline import clean
from notesllm.document.model import Cell, Kind
from notesllm.document.text import flush
from notesllm.lexicon import phrase_key

ALIGNMENT = re.compile(r"\|?(?:[ \t]*:?[-=]+:?[ \t]*[|+])*[ \t]*:?[-=]+:?[ \t]*\|?$")
CELL = re.compile(r"(?:[^|\\]++|\\.)*+")


def take_row(b: Builder, text: str, start: int, indent: int) -> bool:
    """A line that begins with ``|``."""
    if text.startswith(("|=", "|-", "|}", "|+")) and not text.endswith("|"):
        flush(b)
        return True  # borders of AsciiDoc and MediaWiki tables
    if not b.table:
        flush(b)
    b.table.append(TextLine(start, text, indent, b.number))
    return True


def starts_bare_table(b: Builder) -> bool:
    """Whether ``a | b`` is the head of a table without outer pipes."""
    below = b.next_text()
    return "|" in below and "-" in below and ALIGNMENT.match(below) is not None


def flush_table(b: Builder) -> None:
    """Turn the table at hand into rows."""
    table, b.table = b.table, []
    header: tuple[str, ...] = ()
    parent = b.item if b.item is not None and table[0].indent > b.item.indent else None
    if parent is None:
        b.close_list()
    rows = [(line, _cells(line)) for line in table if ALIGNMENT.match(line.text) is None]
    if len(rows) < len(table) and ALIGNMENT.match(table[0].text) is None:
        ruled = ALIGNMENT.match(table[1].text) is not None
    else:
        ruled = False
    if rows and (ruled or _headlike(b, rows[0][1])):
        header = tuple(cell.text for cell in rows[0][1])
        if len(rows) == 1 or not any(header):
            header = ()
        rows = rows[1:] if len(rows) > 1 else rows
    for line, cells in rows:
        if not any(cell.text for cell in cells):
            continue
        filled = [cell for cell in cells if cell.text]
        draft = Draft(Kind.ROW, filled[0].start, filled[-1].end, line.number, line.indent)
        draft.cells, draft.header = cells, header
        if parent is not None:
            draft.parent, draft.depth = parent, parent.depth + 1
        b.drafts.append(draft)


def _cells(line: TextLine) -> tuple[Cell, ...]:
    text, at = line.text, 1 if line.text[0] == "|" else 0
    cells: list[Cell] = []
    while at < len(text):
        match = CELL.match(text, at)
        end = match.end() if match else len(text)
        raw = text[at:end]
        body = raw.strip()
        start = line.start + at + (raw.index(body[0]) if body else 0)
        cells.append(Cell(start, start + len(body), clean(body.replace("\\|", "|"))))
        at = end + 1
    return tuple(cells)


def _headlike(b: Builder, cells: tuple[Cell, ...]) -> bool:
    keys = [phrase_key(cell.text) for cell in cells if cell.text]
    return len(keys) > 1 and sum(key in b.words.labels or key in b.words.zones for key in keys) * 2 >= len(keys)
