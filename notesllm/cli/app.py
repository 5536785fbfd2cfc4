"""The commands and their options."""

import datetime as dt
import os
from pathlib import Path
from typing import Annotated

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError  # typer offers no other way to word them

from notesllm import __version__
from notesllm.cli import complain
from notesllm.cli.jobs import plan
from notesllm.config import Engine, Options, from_environment
from notesllm.errors import OptionError
from notesllm.render import Format

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Meeting notes in, a typed summary out, in which every item points at the words that prove it.",
)


def run(arguments: list[str]) -> int:
    """Run one command; say in one line what its use was wrong in."""
    try:
        return int(app(arguments, prog_name="notesllm", standalone_mode=False) or 0)
    except NoArgsIsHelpError as error:
        typer.echo(error.format_message(), err=True)
    except UsageError as error:
        command = error.ctx.command_path if error.ctx else "notesllm"
        complain(f"{error.format_message().replace('Value error, ', '').rstrip('.')} (see {command} --help)")
    except OptionError as error:
        complain(str(error))
    except SystemExit:  # typer's answer to a pipe that nobody reads
        return 141
    return 2


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it
    if wanted:
        from notesllm.cli.writing import emit

        emit(f"notesllm {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


@app.command()
def summarize(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files with notes; - is standard input.")],
    engine: Annotated[
        Engine | None, typer.Option(help="auto is the best that is configured. [env: NOTESLLM_ENGINE]")
    ] = None,
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
    meeting_date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day of the meeting, if the notes don't say or are wrong."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="XX", help="Two letters; recognised if not given. [env: NOTESLLM_LANGUAGE]")
    ] = None,
) -> None:
    """Summarise notes, each file on its own.

    One bad file does not stop the others; the exit code is then 1. Several summaries as JSON are one a line.
    """
    from notesllm.cli.summarize import summarize_all

    default = from_environment(os.environ)
    options = Options(
        engine=engine or default.get("engine", "auto"),
        meeting_date=_day(meeting_date),
        language=language or default.get("language"),
    )
    raise typer.Exit(summarize_all(plan(paths, output, form), options))


@app.command()
def schema(
    write: Annotated[bool, typer.Option("--write", help="Write the files instead of printing.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail if the files are not what the models say.")] = False,
    directory: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Default: ./schemas to write, what is installed to check.")
    ] = None,
) -> None:
    """Print the JSON Schema of a summary, or write it, or check what was written."""
    from notesllm import schema as schemas
    from notesllm.cli.writing import emit

    if write and check:
        raise OptionError("--write and --check exclude each other; give one of them")
    if write:
        for path in schemas.write(directory or Path("schemas")):
            emit(f"wrote {path}\n")
    elif check:
        drifted = schemas.drifted(directory)
        for file in drifted:
            complain(f"{file} is not what the models say; run: notesllm schema --write")
        raise typer.Exit(1 if drifted else 0)
    else:
        for name in schemas.SCHEMAS:
            emit(schemas.generate(name))


def _day(text: str | None) -> dt.date | None:
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise OptionError(f"--meeting-date {text!r} is no day; write it as 2024-10-15") from None
