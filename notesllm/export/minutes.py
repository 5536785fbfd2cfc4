"""Minutes as a Word document (Office Open XML), by the python-docx library.

Of a summary: what it is called, the facts, the abstract, and every section that the other forms of it show, with the
lines of the notes that prove each item ("L42"). Of a digest: the same of its lines, each with the meeting's number in
the list of meetings at the end ("M2 L42"). The same input gives the same bytes: the document's dates are the meeting's.
"""

import datetime as dt
from collections.abc import Iterator

from notesllm.digest.model import ExecutiveDigest
from notesllm.export import rolled
from notesllm.export.gathering import rows
from notesllm.export.rows import Exportable
from notesllm.export.word import Paper
from notesllm.render import words
from notesllm.render.outline import Table, sections

WIDTHS = {  # of columns, as shares of the page; all others are narrow
    "Action": 6,
    "Metric": 5,
    "Owner": 3,
    "Due": 3,
    "Value": 3,
    "Decision": 6,
}


def to_docx(what: Exportable) -> bytes:
    gathered = rows(what)
    stamp = dt.datetime.combine(gathered.stamp, dt.time())
    paper = Paper(gathered.title, stamp, kind="Executive digest" if isinstance(what, ExecutiveDigest) else "Minutes")
    if isinstance(what, ExecutiveDigest):
        paper.facts(rolled.facts(what))
        paper.paragraph(words.one_line(what.headline))
        found = list(rolled.sections(what))
    else:
        paper.facts(words.facts(what))
        paper.paragraph(words.one_line(what.abstract))
        found = list(sections(what))
    for heading, content in found:
        if isinstance(content, Table) and not content.head:  # rows of which nothing is to be seen
            continue
        paper.heading(heading)
        paper.content(content, WIDTHS)
    if not found:
        paper.paragraph(words.NOTHING)
    for line in _last(what):
        paper.quiet(line)
    return paper.saved()


def _last(what: Exportable) -> Iterator[str]:
    """What stands at the end: what the document had to do without, and how it came about."""
    if isinstance(what, ExecutiveDigest):
        yield from map(words.lack, what.degraded)
        yield "M2 L12 means line 12 in the notes of meeting M2."
    else:
        yield from map(words.lack, what.provenance.degraded)
        yield words.origin(what)
