"""`notesllm view`: the notes of one meeting beside their summary, as a page."""

from typing import Annotated

import typer

from notesllm.cli import options as given
from notesllm.config import Choices


@given.choosing(*given.ALL)
def view(
    notes: Annotated[str, typer.Argument(metavar="NOTES", help="A file with notes; - is standard input.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Default: standard output.")
    ] = None,
    *,
    choices: Choices,
) -> None:
    """Show notes beside their summary, as one HTML page for a browser or for paper.

    Choosing an item marks its evidence in the notes, choosing a marked passage its items. The page holds the notes as
    they are, loads nothing and sends nothing.
    """
    from notesllm.cli.view import view_one

    raise typer.Exit(view_one(notes, output, choices))
