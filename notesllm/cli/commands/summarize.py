"""`notesllm summarize`: notes in, a summary of each out."""

from typing import Annotated

import typer

from notesllm.cli import options as given
from notesllm.cli.jobs import plan
from notesllm.config import Choices
from notesllm.render import Format


@given.choosing(*given.ALL)
def summarize(
    paths: given.Paths,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: what the suffix of --output says; else text on a terminal, markdown elsewhere.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE|DIR", help="A file; for several inputs a folder, where each gets its own."
        ),
    ] = None,
    *,
    choices: Choices,
) -> None:
    """Summarise notes, each file on its own.

    With a model configured (--model, NOTESLLM_MODEL or OPENAI_API_KEY) it reviews what the rules found; which one at
    which host is said first. One bad file does not stop the others; the exit code is then 1. Several summaries as JSON
    are one a line.
    """
    from notesllm.cli.summarize import summarize_all

    raise typer.Exit(summarize_all(plan(paths, output, form), choices))
