"""Actions as CSV for Linear's importer (``npx @linear/import``, choose "Linear (CSV export)").

The columns are those that it reads
(https://github.com/linear/linear/blob/master/packages/import/src/importers/linearCsv/LinearCsvImporter.ts): labels are
parted by ", ", priorities are its five words, an assignee is found by name if "[Provided assignee]" is chosen, and an
apostrophe before a formula's sign is taken off again. It reads no due date: that is in the description, and in a column
of its own as Linear's exports have it. The importer makes new issues each time; "Id" and the last line of the
description hold the stable id by which they are told to be the same.
"""

from collections.abc import Mapping
from types import MappingProxyType

from notesllm.export.describing import MOST_QUOTE, facts
from notesllm.export.gathering import rows
from notesllm.export.rows import Exportable, Task
from notesllm.export.separated import table
from notesllm.export.texts import cut, iso
from notesllm.render.escape import inline
from notesllm.summary.items import Priority, Status

MOST_TITLE = 250
PRIORITIES: Mapping[Priority | None, str] = MappingProxyType(
    {"critical": "Urgent", "high": "High", "medium": "Medium", "low": "Low", None: "No priority"}
)
STATUSES: Mapping[Status, str] = MappingProxyType(
    {"open": "Todo", "in_progress": "In Progress", "blocked": "Todo", "done": "Done", "cancelled": "Canceled"}
)
HEAD = (
    *("Id", "Team", "Title", "Description", "Status", "Estimate", "Priority", "Project", "Creator", "Assignee"),
    *("Labels", "Cycle Number", "Cycle Name", "Cycle Start", "Cycle End"),
    *("Created", "Updated", "Started", "Completed", "Canceled", "Archived", "Due Date"),
)


def to_linear(what: Exportable) -> bytes:
    return table(HEAD, (_cells(task) for task in rows(what).tasks))


def _cells(task: Task) -> tuple[str, ...]:
    known = {
        "Id": task.id,
        "Title": cut(task.text, MOST_TITLE) or "Untitled",
        "Description": markdown(task) + f"\n\nnotesllm id: {task.id}",
        "Status": STATUSES[task.status],
        "Priority": PRIORITIES[task.priority],
        "Assignee": task.hands[0].name.removeprefix("@") if len(task.hands) == 1 else "",
        "Labels": "notesllm, blocked" if task.status == "blocked" else "notesllm",
        "Created": iso(task.begun),
        "Started": iso(task.told) if task.status == "in_progress" else "",
        "Completed": iso(task.told) if task.status == "done" else "",
        "Canceled": iso(task.told) if task.status == "cancelled" else "",
        "Due Date": iso(task.due),
    }
    return tuple(known.get(column, "") for column in HEAD)


def markdown(task: Task) -> str:
    """The task as Markdown in which the notes' words are no markup, no image to be loaded, and nobody's mention."""
    told = [f"**{name}:** {inline(cut(value, MOST_QUOTE))}" for name, value in facts(task)]
    if task.proof is not None:
        told.append(f"**From:** {inline(cut(task.proof.place, MOST_QUOTE))}")
    lines = [inline(cut(task.text, 4 * MOST_QUOTE)), "", *(f"{line}  " for line in told)]
    if task.proof is not None:
        lines += ["", f"> {inline(cut(task.proof.quote, MOST_QUOTE))}"]
    return "\n".join(lines).rstrip()
