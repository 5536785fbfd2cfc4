"""`notesllm export`: what was found, as files for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from notesllm.cli import options as given
from notesllm.config import Choices
from notesllm.export import Target


@given.choosing(*given.ALL)
def export(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|DIR...", help="Notes, folders of them, or JSON that notesllm wrote; - is standard input."
        ),
    ],
    target: Annotated[Target, typer.Option("--to", help="What it is for; see above.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    archive: given.ArchiveOption = None,
    *,
    choices: Choices,
) -> None:
    """Write what was found as a file for another program; nothing is sent to that program.

    One file of notes is summarised; a folder, or several files, are digested first, as by `notesllm digest`.

    csv: actions for a spreadsheet; cells that could be formulas begin with an apostrophe. ics: tasks, all-day entries
    for their due dates (Google Calendar takes no tasks), milestones, the next meeting. slack: a message as Block Kit.
    jira: for its CSV importer; leave the date format at dd/MMM/yy h:mm a, and map External issue ID. linear: for its
    CSV importer. github: unfinished actions as issues, one body a line for gh api. todo: todo.txt. jsonl: every item,
    one a line (`notesllm schema export_row.v1`). docx: minutes.

    The same input gives the same bytes, and items keep their ids, so that what is imported twice can be told.
    """
    from notesllm.cli.exporting import export_all

    raise typer.Exit(export_all(paths, target, output, given.archive_of(archive), choices))
