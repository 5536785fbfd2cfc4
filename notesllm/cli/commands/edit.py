"""`notesllm edit`: what the notes say, corrected by hand."""

from pathlib import Path
from typing import Annotated

import typer

from notesllm.cli import options as given
from notesllm.summary.items import Status


def edit(
    item: Annotated[
        str | None, typer.Argument(metavar="ID", help="Of an item or of a digest's line; its beginning is enough.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="A folder that was digested. Default: this one.")
    ] = None,
    archive: given.ArchiveOption = None,
    status: Annotated[Status | None, typer.Option()] = None,
    owner: Annotated[list[str] | None, typer.Option(metavar="NAME", help="May be given several times.")] = None,
    due: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD")] = None,
    task: Annotated[str | None, typer.Option("--task", "--text", metavar="TEXT", help="What is to be done.")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Let the notes count again.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Show what was corrected, oldest first.")] = False,
) -> None:
    """Correct an item by hand: its status, owners, due date or words.

    That counts instead of what the notes say, also of later meetings, until --clear. Items are shown with what proves
    them, as before; what was set by hand is marked, for nothing proves it. `notesllm search` and a digest as JSON show
    the ids.
    """
    from notesllm.cli.editing import clear_edits, list_edits, save_edit

    chosen = given.archive_of(archive)
    given_fields = {"status": status, "owners": owner, "due": given.day(due, "--due"), "text": task}
    fields = {name: value for name, value in given_fields.items() if value}
    if listed:
        list_edits(item, folder, chosen, also=bool(fields) or clear)
    elif clear:
        clear_edits(item, folder, chosen, also=bool(fields))
    else:
        save_edit(item, folder, chosen, fields)
