"""Actions as CSV for Jira's importer.

The format is Atlassian's (https://confluence.atlassian.com/adminjiracloud/importing-data-from-csv-776636762.html): a
header row with "Summary" and no punctuation in it, one column of the same name for each of several labels, text with
line ends in quotes. Jira's summaries hold 255 characters, its labels no spaces.

In the import wizard leave the date format at its default, ``dd/MMM/yy h:mm a``: due dates are written so, in English.
Map "External issue ID" to the field of that name, so that a second import updates issues instead of making new ones.
Where no address of an owner is known, "Assignee" is empty and the description says the name, for Jira would make a new
user of it. "Status" holds To Do, In Progress and Done, which the wizard maps to those of the project.
"""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from notesllm.export.describing import plain
from notesllm.export.gathering import rows
from notesllm.export.rows import Exportable, Task
from notesllm.export.separated import table
from notesllm.export.texts import cut
from notesllm.summary.items import Priority, Status

MOST_SUMMARY = 255
PRIORITIES: Mapping[Priority | None, str] = MappingProxyType(
    {"critical": "Highest", "high": "High", "medium": "Medium", "low": "Low", None: ""}
)
STATUSES: Mapping[Status, str] = MappingProxyType(
    {"open": "To Do", "in_progress": "In Progress", "blocked": "To Do", "done": "Done", "cancelled": "Done"}
)
HEAD = (
    *("Summary", "Issue Type", "Description", "Assignee", "Due Date", "Priority", "Status"),
    *("Labels", "Labels", "External issue ID"),
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # whatever the locale


def to_jira(what: Exportable) -> bytes:
    return table(HEAD, map(_cells, rows(what).tasks))


def _cells(task: Task) -> tuple[str, ...]:
    return (
        _summary(task.text),
        "Task",
        plain(task),
        next((hand.email for hand in task.hands if hand.email), ""),
        _day(task.due),
        PRIORITIES[task.priority],
        STATUSES[task.status],
        "notesllm",
        task.status if task.status in {"blocked", "cancelled"} else "",
        task.id,
    )


def _summary(text: str) -> str:
    """``text`` with room for the guards against formulas: one at the start, one after each semicolon."""
    return cut(text, MOST_SUMMARY - 1 - text[:MOST_SUMMARY].count(";")) or "Untitled"


def _day(day: dt.date | None) -> str:
    return "" if day is None else f"{day.day:02}/{_MONTHS[day.month - 1]}/{day.year % 100:02} 12:00 AM"
