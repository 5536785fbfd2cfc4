"""`notesllm digest`: folders of notes in, one page out."""

from pathlib import Path
from typing import Annotated

import typer

from notesllm.cli import options as given
from notesllm.cli.digest_forms import DigestFormat
from notesllm.config import Choices


@given.choosing(*given.OF_MANY)
def digest(
    paths: Annotated[
        list[str], typer.Argument(metavar="DIR", help="Folders of notes, whose summaries are kept; files as well.")
    ],
    since: given.SinceOption = None,
    until: given.UntilOption = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="By which day work is late. Default: --until, else the last."),
    ] = None,
    previous: Annotated[
        Path | None, typer.Option(metavar="FILE", help="An earlier digest (JSON): what is different is told as well.")
    ] = None,
    archive: given.ArchiveOption = None,
    form: Annotated[
        DigestFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: what the suffix of --output says; else text on a terminal, markdown elsewhere.",
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    *,
    choices: Choices,
) -> None:
    """Tell what changed across the meetings whose notes are in a folder, and in those within.

    What is new or changed is summarised, all else remembered: summaries are kept in .notesllm.sqlite3 in the folder, or
    in --archive, which is needed where the folder can't be written. Hidden files and linked folders are left out. One
    bad file does not stop the others; the exit code is then 1. A model that reads the notes words the opening as well.
    """
    from notesllm.cli.digesting import Request, digest_all

    request = Request(
        paths=tuple(map(Path, paths)),
        since=given.day(since, "--since"),
        until=given.day(until, "--until"),
        as_of=given.day(as_of, "--as-of"),
        previous=previous,
        archive=given.archive_of(archive),
        form=form,
        output=output,
    )
    raise typer.Exit(digest_all(request, choices))
