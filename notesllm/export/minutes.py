"""Minutes as a Word document (Office Open XML), by the python-docx library.

Of a summary: what it is called, the facts, the abstract, and every section that the other forms of it show, with the
lines of the notes that prove each item ("L42"). Of a digest: the same of its lines, each with the meeting's number in
the list of meetings at the end ("M2 L42"). The same input gives the same bytes: the document's dates are the meeting's.
"""

import datetime as dt

from notesllm.digest.model import ExecutiveDigest
from notesllm.export.gathering import rows
from notesllm.export.rows import Exportable
from notesllm.export.word import Paper
from notesllm.render import digest_outline, outline
from notesllm.render.outline import Table

WIDTHS = {  # of columns, as shares of the page; all others are narrow
    "Action": 6,
    "Metric": 5,
    "Owner": 3,
    "Due": 3,
    "Value": 3,
    "Decision": 6,
}


def to_docx(what: Exportable) -> bytes:
    gathered, rolled_up = rows(what), isinstance(what, ExecutiveDigest)
    shown = digest_outline.outline(what, most=None) if isinstance(what, ExecutiveDigest) else outline.outline(what)
    stamp = dt.datetime.combine(gathered.stamp, dt.time())
    paper = Paper(gathered.title, stamp, kind="Executive digest" if rolled_up else "Minutes")
    paper.facts(shown.facts)
    for paragraph in shown.opening:
        paper.paragraph(paragraph)
    for heading, content in shown.sections:
        if isinstance(content, Table) and not content.head:  # rows of which nothing is to be seen
            continue
        paper.heading(heading)
        paper.content(content, WIDTHS)
    for line in (*shown.lacks, shown.origin):
        paper.quiet(line)
    return paper.saved()
