"""All commands in one table, and what is said where one is used wrongly."""

from typing import Annotated

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError  # typer offers no other way to word them

from notesllm import __version__
from notesllm.cli import complain
from notesllm.cli.commands.cost import cost
from notesllm.cli.commands.digest import digest
from notesllm.cli.commands.edit import edit
from notesllm.cli.commands.export import export
from notesllm.cli.commands.schema import schema
from notesllm.cli.commands.search import search
from notesllm.cli.commands.summarize import summarize
from notesllm.cli.commands.view import view
from notesllm.cli.commands.write import write
from notesllm.errors import OptionError

COMMANDS = (summarize, digest, search, edit, view, write, export, cost, schema)  # as --help lists them

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


for command in COMMANDS:
    app.command()(command)
