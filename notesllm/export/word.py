"""A Word document, as little of it as minutes need, that is the same each time it is made."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from notesllm.export.texts import cut, for_xml
from notesllm.render.outline import Entry, Table, Tone

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Emu
    from docx.table import Table as Grid
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP archive knows
MOST_PROPERTY = 255
GREY = "595959"  # 7:1 on white
BAND = "EDF1F5"


class Paper:
    """A document that is written from top to bottom, and then :meth:`saved`."""

    def __init__(self, title: str, stamp: dt.datetime, *, kind: str) -> None:
        import docx
        from docx.shared import Cm, Pt

        self._document: Document = docx.Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        self._width = Cm(21 - 2 * 2.2)
        normal = self._document.styles["Normal"]
        normal.font.size = Pt(10.5)
        normal.paragraph_format.space_after = Pt(4)
        about = self._document.core_properties
        about.title = cut(for_xml(title), MOST_PROPERTY)
        about.subject, about.author, about.last_modified_by = kind, "notesllm", "notesllm"
        about.comments, about.keywords, about.revision = "", "meeting minutes", 1
        about.created = about.modified = about.last_printed = stamp
        self._document.add_heading(for_xml(title), 0)

    def heading(self, text: str) -> None:
        self._document.add_heading(for_xml(text), 1)

    def paragraph(self, text: str) -> None:
        if text:
            self._document.add_paragraph(for_xml(text))

    def quiet(self, text: str) -> None:
        _quiet(self._document.add_paragraph(), text)

    def facts(self, named: Iterable[tuple[str, str]]) -> None:
        """On one line each: the name in bold, then what it is."""
        for name, value in named:
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.space_after = 0
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(for_xml(value))

    def content(self, content: Table | tuple[Entry, ...], widths: Mapping[str, int]) -> None:
        if isinstance(content, Table):
            self._table(content, widths)
        else:
            for entry in content:
                self._entry(entry)

    def saved(self) -> bytes:
        """The file. Its parts bear no time, for the library would give them that of now."""
        made = io.BytesIO()
        self._document.save(made)
        packed = io.BytesIO()
        with zipfile.ZipFile(made) as parts, zipfile.ZipFile(packed, "w") as archive:
            for name in parts.namelist():
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system = 0  # or the file would tell which system made it
                archive.writestr(entry, parts.read(name))
        return packed.getvalue()

    def _entry(self, entry: Entry) -> None:
        paragraph = self._document.add_paragraph(style="List Bullet")
        for tone, text in entry.parts:
            run = paragraph.add_run(for_xml(text) + " ")
            run.bold = True if tone is Tone.STRONG else None
            run.italic = True if tone in {Tone.QUIET, Tone.LABEL} else None
        _quiet(paragraph, entry.places)
        for point in entry.points:
            self._document.add_paragraph(for_xml(point), style="List Bullet 2")

    def _table(self, table: Table, widths: Mapping[str, int]) -> None:
        from docx.shared import Emu

        shares = [widths.get(name, 2) for name in table.head]
        broad = [Emu(self._width * share // sum(shares)) for share in shares]
        grid = self._document.add_table(rows=1, cols=len(table.head), style="Table Grid")
        grid.autofit = False
        for column, width in zip(grid.columns, broad, strict=True):
            column.width = width
        _fill(grid.rows[0], table.head, broad, bold=True)
        _repeat(grid)
        for row in table.rows:
            _fill(grid.add_row(), row, broad)
        self._document.add_paragraph().paragraph_format.space_after = 0


def _quiet(paragraph: "Paragraph", text: str) -> None:
    from docx.shared import Pt, RGBColor

    if text:
        run = paragraph.add_run(for_xml(text))
        run.font.size, run.font.color.rgb = Pt(8), RGBColor.from_string(GREY)


def _fill(row: "_Row", texts: Iterable[str], widths: Iterable["Emu"], *, bold: bool = False) -> None:
    from docx.shared import Pt

    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = 0
        run = paragraph.add_run(for_xml(text))
        run.font.size, run.bold = Pt(9), bold or None


def _repeat(grid: "Grid") -> None:
    """The head of a table stands on each of its pages, shaded."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    head = grid.rows[0]
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - the library has no other way
    for cell in head.cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), BAND)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - as above
