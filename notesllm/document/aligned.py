"""Tables drawn with spaces: three columns or more that begin at the same places, line below line."""

import re

from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.inline import clean
from notesllm.document.model import Cell, Kind
from notesllm.document.tables import headlike
from notesllm.document.text import flush

PIECE = r"\S(?:[^ ]|[ ](?! ))*"  # compiled when it is first used, which few notes do
LEAST, MOST = 3, 12  # columns
NEAR = 3  # lines in which the next row begins
SHORT = 60  # code points of a cell; a longer one is a sentence with a wide gap behind it


def take_aligned(b: Builder, text: str, start: int, indent: int) -> bool:
    """The first row of such a table; the others are taken as they come."""
    cells = _cells(text, start, indent)
    columns = list(cells)
    if (
        not LEAST <= len(columns) <= MOST
        or not _has_rows(b, columns)
        or any(len(cell.text) > SHORT for cell in cells.values())
    ):
        return False
    flush(b)
    parent = b.item if b.item is not None and indent > b.item.indent else None
    if parent is None:
        b.close_list()
    b.item = None
    places = frozenset(columns)
    header: tuple[str, ...] = ()
    row: Draft | None = None
    if headlike(b, tuple(cells.values())):
        header = tuple(cell.text for cell in cells.values())
    else:
        row = _add(b, cells, columns, header, parent)

    def capture(b: Builder, raw: str, offset: int) -> bool:
        nonlocal row
        line = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        found = _cells(line, offset + lead, lead) if line and "\t" not in raw else {}
        if not found or not found.keys() <= places or (row is None and columns[0] not in found):
            b.capture = None
            return False
        if row is None or columns[0] in found:
            row = _add(b, found, columns, header, parent)
        else:
            row.cells = tuple(_joined(cell, found.get(at)) for at, cell in zip(columns, row.cells, strict=True))
            row.end = max(cell.end for cell in row.cells)
        return True

    b.capture = capture
    return True


def _cells(text: str, start: int, indent: int) -> dict[int, Cell]:
    """The cells of a line by the column in which they begin."""
    return {
        indent + match.start(): Cell(start + match.start(), start + match.end(), clean(match[0]))
        for match in re.finditer(PIECE, text)
    }


def _has_rows(b: Builder, columns: list[int]) -> bool:
    """Whether a row like this stands right below, or below what goes on."""
    for ahead in range(1, NEAR + 1):
        at = b.number - 1 + ahead
        raw = b.texts[at].rstrip() if at < len(b.texts) else ""
        line = raw.lstrip()
        if not line or "\t" in raw:
            return False
        places = set(_cells(line, 0, len(raw) - len(line)))
        if not places <= set(columns):
            return False
        if columns[0] in places and len(places) >= LEAST:
            return True
    return False


def _add(
    b: Builder, found: dict[int, Cell], columns: list[int], header: tuple[str, ...], parent: Draft | None
) -> Draft:
    cells = list(found.values())
    draft = b.add(Kind.ROW, cells[0].start, cells[-1].end, columns[0])
    at = cells[0].start
    whole: list[Cell] = []
    for column in columns:
        whole.append(found.get(column) or Cell(at, at, ""))
        at = whole[-1].end
    draft.cells, draft.header = tuple(whole), header
    if parent is not None:
        draft.parent, draft.depth = parent, parent.depth + 1
    return draft


def _joined(above: Cell, below: Cell | None) -> Cell:
    if below is None:
        return above
    return Cell(above.start, below.end, f"{above.text} {below.text}") if above.text else below
