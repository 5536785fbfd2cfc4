"""Out to where work lives: one ordered table of exporters, each a pure function from a summary or a digest to bytes.

No network, no clock, no chance: the same input gives the same bytes, and an item keeps its id, so that a second export
is told to be of the same things. What each format is, and how it is imported, is told at the exporter's own module.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, cast

from notesllm.errors import ArgumentTypeError, OptionError

if TYPE_CHECKING:
    from notesllm.digest.model import ExecutiveDigest
    from notesllm.summary import MeetingSummary

Target = Literal["csv", "ics", "slack", "jira", "linear", "github", "todo", "jsonl", "docx"]


class Exporter(NamedTuple):
    """One target: the suffix of its files, the function that makes them, and what it makes, in a few words."""

    name: Target
    suffix: str
    function: str  # "module.function" of this package: only the chosen one, and its library, is loaded
    about: str

    def export(self, what: "MeetingSummary | ExecutiveDigest") -> bytes:
        module, _, function = self.function.partition(".")
        made = getattr(import_module(f"{__name__}.{module}"), function)
        return cast("Callable[[MeetingSummary | ExecutiveDigest], bytes]", made)(what)


EXPORTERS = (
    Exporter("csv", ".csv", "spreadsheet.to_csv", "actions for a spreadsheet"),
    Exporter("ics", ".ics", "calendars.to_ics", "tasks, due dates, milestones and the next meeting for a calendar"),
    Exporter("slack", ".json", "slack.to_slack", "a message as Block Kit"),
    Exporter("jira", ".csv", "jira.to_jira", "actions for Jira's CSV importer"),
    Exporter("linear", ".csv", "linear.to_linear", "actions for Linear's CSV importer"),
    Exporter("github", ".jsonl", "github.to_github", "unfinished actions as issues, one body a line for gh api"),
    Exporter("todo", ".txt", "todotxt.to_todo", "actions as todo.txt"),
    Exporter("jsonl", ".jsonl", "jsonlines.to_jsonl", "every item, one a line"),
    Exporter("docx", ".docx", "minutes.to_docx", "a document of minutes"),
)


def export_to(what: "MeetingSummary | ExecutiveDigest", target: Target) -> bytes:
    """A summary or a digest as a file for another program: "csv", "ics", "slack", "jira", "linear", "github", ….

    The same input gives the same bytes. Raises OptionError for a target that is none of ``EXPORTERS``, and
    ArgumentTypeError for what is neither summary nor digest.
    """
    from notesllm.digest.model import ExecutiveDigest
    from notesllm.summary import MeetingSummary

    exporter = next((each for each in EXPORTERS if each.name == target), None)
    if exporter is None:
        raise OptionError(f"there is no target {target!r}; choose one of {', '.join(each.name for each in EXPORTERS)}")
    if not isinstance(what, MeetingSummary | ExecutiveDigest):
        given = type(what).__name__
        raise ArgumentTypeError(f"a {given} can't be exported; give a MeetingSummary or an ExecutiveDigest")
    return exporter.export(what)
