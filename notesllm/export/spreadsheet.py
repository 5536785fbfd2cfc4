"""Actions as CSV for spreadsheets: RFC 4180, UTF-8 with a byte order mark, days as ISO 8601.

How cells are kept from being formulas, and how to undo it, is told at :mod:`notesllm.export.separated`.
"""

from notesllm.export.gathering import rows
from notesllm.export.rows import Exportable, Task
from notesllm.export.separated import table
from notesllm.export.texts import iso
from notesllm.render.words import label

HEAD = (
    *("id", "task", "owners", "emails", "due", "due text", "status", "standing", "priority", "references"),
    *("meeting", "meeting id", "meeting date", "file", "line", "quote"),
)


def to_csv(what: Exportable) -> bytes:
    return table(HEAD, map(_cells, rows(what).tasks), mark=True)


def _cells(task: Task) -> tuple[str, ...]:
    proof = task.proof
    emails = ", ".join(hand.email for hand in task.hands if hand.email)
    about = (task.id, task.text, task.names, emails, iso(task.due), task.when, label(task.status))
    told = (label(task.standing or ""), task.priority or "", ", ".join(task.references))
    if proof is None:
        return *about, *told, "", task.meeting, iso(task.told), "", "", ""
    return *about, *told, proof.meeting, task.meeting, iso(proof.day), proof.file, str(proof.line), proof.quote
