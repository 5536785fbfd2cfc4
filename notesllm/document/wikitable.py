"""Tables of MediaWiki: ``{|``, heads after ``!``, a row after each ``|-``, cells after ``|`` or ``||``."""

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.inline import clean
from notesllm.document.model import Cell, Kind
from notesllm.document.text import flush

LEAST = 3  # borders of two cells
ATTRIBUTES = regex(r"(?:[\w-]+=(?:\"[^\"]*\"|\S+)[ \t]*)+\|(?!\|)")


def take_wikitable(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """From ``{|`` to ``|}``."""
    if not text.startswith("{|"):
        return False
    flush(b)
    b.close_list()
    header: list[str] = []
    row: Draft | None = None

    def capture(b: Builder, raw: str, offset: int) -> bool:
        nonlocal row
        line = raw.strip()
        if line[:1] not in ("|", "!") and line:
            b.capture = None  # a table that nobody closed
            return False
        at = offset + len(raw) - len(raw.lstrip())
        if line.startswith("|}"):
            b.capture = None
        elif line.startswith("|-"):
            row = None
        elif line.startswith("!"):
            header.extend(cell.text for cell in _cells(line, at, "!!"))
        elif line.startswith("|") and not line.startswith("|+"):
            row = _extend(b, row, _cells(line, at, "||"), tuple(header))
        return True

    b.capture = capture
    return True


def take_carets(b: Builder, text: str, start: int, indent: int) -> bool:
    """``^ Name ^ Task ^``: the heads of a DokuWiki table, or ``^ Name | Ana |``, a row that has one."""
    if text.count("^") + text.count("|") < LEAST or text[-1] not in "^|":
        return False
    heads = "|" not in text
    if heads and not b.next_text().startswith(("|", "^")):
        return False
    flush(b)
    first = not b.table
    b.take_table_line(text.replace("^", "|"), start, indent)
    if heads and first:
        b.take_table_line("|--|", start, indent)  # which parts the heads from the rows elsewhere
    return True


def _extend(b: Builder, row: Draft | None, cells: list[Cell], header: tuple[str, ...]) -> Draft | None:
    filled = [cell for cell in cells if cell.text]
    if row is None:
        if not filled:
            return None
        row = b.add(Kind.ROW, filled[0].start, filled[-1].end)
        row.header = header
    elif filled:
        row.end = filled[-1].end
    row.cells += tuple(cells)
    return row


def _cells(line: str, at: int, parting: str) -> list[Cell]:
    cells = []
    start = 1
    for piece in line[1:].split(parting):
        attributes = ATTRIBUTES.match(piece.lstrip())
        skipped = len(piece) - len(piece.lstrip()) + (attributes.end() if attributes else 0)
        body = piece[skipped:].strip()
        begin = at + start + (piece.index(body, skipped) if body else skipped)
        cells.append(Cell(begin, begin + len(body), clean(body)))
        start += len(piece) + len(parting)
    return cells
