"""`notesllm write`: documents from templates."""

from pathlib import Path
from typing import Annotated

import typer

from notesllm.cli import options as given
from notesllm.config import Choices
from notesllm.errors import OptionError


@given.choosing(*given.ALL)
def write(
    template: Annotated[
        str | None, typer.Argument(metavar="TEMPLATE", help="minutes, half_page, owners, email, or one of your own.")
    ] = None,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH|DIR...", help="Notes, folders of them, or JSON that notesllm wrote; - is standard input."
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="A folder of templates, which come before the shipped ones of their name."),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    listed: Annotated[bool, typer.Option("--list", help="Say what templates there are, and stop.")] = False,
    archive: given.ArchiveOption = None,
    *,
    choices: Choices,
) -> None:
    """Write minutes, half a page, a list of who does what, or an e-mail; nothing is sent.

    One file of notes is summarised; a folder, or several files, are digested first, as by `notesllm digest`.

    Templates are Jinja, named NAME.md.jinja, NAME.txt.jinja or NAME.html.jinja: what they write is escaped for that
    form. They run in a sandbox: they read no file outside of their folder, and are stopped where they don't end.
    """
    from notesllm.cli.write import list_all, write_all

    if listed:
        raise typer.Exit(list_all(templates))
    if template is None or not paths:
        raise OptionError("give a template and notes, such as: notesllm write minutes notes.md; --list names templates")
    raise typer.Exit(write_all(template, paths, templates, output, given.archive_of(archive), choices))
