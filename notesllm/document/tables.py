"""Pipe tables: rows with their column heads, cells with their spans."""

from notesllm._regex import regex
from notesllm.document.builder import Builder, TextLine
from notesllm.document.draft import Draft
from notesllm.document.inline import clean
from notesllm.document.model import Cell, Kind
from notesllm.document.text import flush
from notesllm.lexicon import phrase_key

ALIGNMENT = regex(r"\|?(?:[ \t]*:?[-=]+:?[ \t]*[|+])*[ \t]*:?[-=]+:?[ \t]*\|?$")
Row = tuple[TextLine, tuple[Cell, ...]]
TABBED = regex(r"[^\t]*+")
CELL = regex(r"(?:[^|\\]++|\\.)*+")


def take_row(b: Builder, text: str, start: int, indent: int) -> bool:
    """A line that begins with ``|``."""
    if text.startswith(("|=", "|-", "|}", "|+")) and not text.endswith("|"):
        flush(b)
        return True  # borders of AsciiDoc and MediaWiki tables
    if not b.table:
        flush(b)
    b.take_table_line(text, start, indent)
    return True


def starts_bare_table(b: Builder) -> bool:
    """Whether ``a | b`` is the head of a table without outer pipes."""
    below = b.next_text()
    return "|" in below and "-" in below and ALIGNMENT.match(below) is not None


def starts_tabbed(b: Builder, text: str) -> bool:
    """Whether ``a<tab>b<tab>c`` is the first row of a table as copied from a sheet."""
    tabs = text.count("\t")
    return tabs > 1 and "\t\t" not in text and b.next_text().count("\t") == tabs


def flush_table(b: Builder) -> None:
    """Turn the table at hand into rows."""
    table, b.table = b.table, []
    header: tuple[str, ...] = ()
    parent = b.item if b.item is not None and table[0].indent > b.item.indent else None
    if parent is None:
        b.close_list()
    b.item = None  # a line below can't continue what stands above the table
    rows, ruled = _grid(table) if table[0].text[0] == "+" else _pipes(table)
    if rows and (ruled or headlike(b, rows[0][1])):
        header = tuple(cell.text for cell in rows[0][1])
        if len(rows) == 1 or not any(header):
            header = ()
        rows = rows[1:] if len(rows) > 1 else rows
    for line, cells in rows:
        if not any(cell.text for cell in cells):
            continue
        filled = [cell for cell in cells if cell.text]
        draft = Draft(
            Kind.ROW, min(cell.start for cell in filled), max(cell.end for cell in filled), line.number, line.indent
        )
        draft.cells, draft.header = cells, header
        if parent is not None:
            draft.parent, draft.depth = parent, parent.depth + 1
        b.drafts.append(draft)


def _pipes(table: list[TextLine]) -> tuple[list[Row], bool]:
    """The rows, and whether the first is ruled off as the head."""
    rows = [(line, _cells(line)) for line in table if ALIGNMENT.match(line.text) is None]
    if table[0].text.startswith("||"):
        return rows, True
    headed = len(rows) < len(table) and ALIGNMENT.match(table[0].text) is None
    return rows, headed and ALIGNMENT.match(table[1].text) is not None


def _grid(table: list[TextLine]) -> tuple[list[Row], bool]:
    """The same for a grid table, whose rows may take several lines."""
    rows: list[Row] = []
    fresh = True
    ruled = False
    for line in table:
        if line.text[0] == "+":
            fresh = True
            ruled = ruled or (len(rows) == 1 and "=" in line.text)
        elif fresh:
            rows.append((line, _cells(line)))
            fresh = False
        else:
            first, cells = rows[-1]
            rows[-1] = (first, tuple(map(_joined, cells, _cells(line))))
    return rows, ruled


def _joined(above: Cell, below: Cell) -> Cell:
    if not below.text:
        return above
    return Cell(above.start, below.end, f"{above.text} {below.text}") if above.text else below


def _cells(line: TextLine) -> tuple[Cell, ...]:
    text, at = line.text, 1 if line.text[0] == "|" else 0
    cell = CELL
    if at == 0 and "|" not in text:
        cell = TABBED
    if text.startswith("||"):
        text, at = text.replace("||", " |"), 2  # heads as Jira writes them
    cells: list[Cell] = []
    while at < len(text):
        match = cell.match(text, at)
        end = match.end() if match else len(text)
        raw = text[at:end]
        body = raw.strip()
        start = line.start + at + (raw.index(body[0]) if body else 0)
        cells.append(Cell(start, start + len(body), clean(body.replace("\\|", "|"))))
        at = end + 1
    return tuple(cells)


def headlike(b: Builder, cells: tuple[Cell, ...]) -> bool:
    """Whether ``cells`` are the heads of columns."""
    keys = [phrase_key(cell.text) for cell in cells if cell.text]
    return len(keys) > 1 and sum(key in b.words.labels or key in b.words.zones for key in keys) * 2 >= len(keys)
