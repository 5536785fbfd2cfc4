"""A Word document, as little of it as minutes need, that is the same each time it is made."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from notesllm.export.texts import cut, for_xml
from notesllm.render.outline import Entry, Table, Tone

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import CharacterStyle, ParagraphStyle
    from docx.table import Table as Grid
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP archive knows
MOST_PROPERTY = 255
GREY = "595959"  # 7:1 on white
BAND = "EDF1F5"


class Paper:
    """A document that is written from top to bottom, and then :meth:`saved`."""

    def __init__(self, title: str, stamp: dt.datetime, *, kind: str) -> None:
        import docx
        from docx.shared import Cm

        self._document: Document = docx.Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        self._width = Cm(21 - 2 * 2.2)
        self._styles = _styles(self._document)
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
        self._place(self._document.add_paragraph(), text)

    def facts(self, named: Iterable[tuple[str, str]]) -> None:
        """On one line each: the name in bold, then what it is."""
        for name, value in named:
            paragraph = self._document.add_paragraph(style=self._styles.close)
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
        paragraph = self._document.add_paragraph(style=self._styles.bullet)
        for tone, text in entry.parts:
            run = paragraph.add_run(for_xml(text) + " ")
            run.bold = True if tone is Tone.STRONG else None
            run.italic = True if tone in {Tone.QUIET, Tone.LABEL} else None
        self._place(paragraph, entry.places)
        for point in entry.points:
            self._document.add_paragraph(for_xml(point), style=self._styles.inner)

    def _place(self, paragraph: "Paragraph", text: str) -> None:
        if text:
            paragraph.add_run(for_xml(text), self._styles.place)

    def _table(self, table: Table, widths: Mapping[str, int]) -> None:
        from docx.shared import Emu

        shares = [widths.get(name, 2) for name in table.head]
        broad = [Emu(self._width * share // sum(shares)) for share in shares]
        grid = self._document.add_table(rows=1, cols=len(table.head), style="Table Grid")
        grid.autofit = False
        for column, width in zip(grid.columns, broad, strict=True):
            column.width = width
        for cell, width, text in zip(grid.rows[0].cells, broad, table.head, strict=True):
            cell.width = width
            self._fill(cell, text).bold = True
        _repeat(grid)
        for row in table.rows:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                self._fill(cell, text)
        self._document.add_paragraph(style=self._styles.close)

    def _fill(self, cell: "_Cell", text: str) -> "Run":
        paragraph = cell.paragraphs[0]
        paragraph._p.style = self._styles.cell  # noqa: SLF001 - `style` would look it up again for each cell
        run: Run = paragraph.add_run(for_xml(text))
        return run


class _Styles(NamedTuple):
    """Of the template, or ours: each is looked up once."""

    bullet: "ParagraphStyle"
    inner: "ParagraphStyle"
    close: "ParagraphStyle"
    cell: str  # its id
    place: "CharacterStyle"


def _styles(document: "Document") -> _Styles:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    styles = document.styles
    normal = styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    close, cell = (styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in ("Notes Fact", "Notes Cell"))
    close.base_style = cell.base_style = normal
    close.paragraph_format.space_after = cell.paragraph_format.space_after = Pt(0)
    cell.font.size = Pt(9)
    place = styles.add_style("Notes Place", WD_STYLE_TYPE.CHARACTER)
    place.font.size, place.font.color.rgb = Pt(8), RGBColor.from_string(GREY)
    return _Styles(styles["List Bullet"], styles["List Bullet 2"], close, cell.style_id, place)


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
