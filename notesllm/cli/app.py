"""The commands and their options."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from typer._click.exceptions import NoArgsIsHelpError, UsageError  # typer offers no other way to word them

from notesllm import __version__
from notesllm.cli import complain
from notesllm.cli import options as given
from notesllm.cli.jobs import plan
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
    engine: given.EngineOption = None,
    model: given.ModelOption = None,
    base_url: given.BaseUrlOption = None,
    strategy: given.StrategyOption = None,
    output_language: given.OutputLanguageOption = None,
    privacy: given.PrivacyOption = None,
    hide: given.HideOption = None,
    budget_usd: given.BudgetUsdOption = None,
    budget_tokens: given.BudgetTokensOption = None,
    price: given.PriceOption = None,
    context_window: given.ContextWindowOption = None,
    timeout: given.TimeoutOption = None,
    keep_unproven: given.KeepUnprovenOption = False,
    meeting_date: given.MeetingDateOption = None,
    language: given.LanguageOption = None,
) -> None:
    """Summarise notes, each file on its own.

    With a model configured (--model, NOTESLLM_MODEL or OPENAI_API_KEY) it reviews what the rules found; which one at
    which host is said first. One bad file does not stop the others; the exit code is then 1. Several summaries as JSON
    are one a line.
    """
    from notesllm.cli.summarize import summarize_all

    choices = given.choices(
        engine=engine,
        model=model,
        base_url=base_url,
        strategy=strategy,
        output_language=output_language,
        privacy=privacy,
        hide=frozenset(hide) if hide else None,
        budget_usd=budget_usd,
        budget_tokens=budget_tokens,
        price=given.price_of(price),
        context_window=context_window,
        timeout=timeout,
        keep_unproven=keep_unproven or None,
        meeting_date=given.day(meeting_date),
        language=language,
    )
    raise typer.Exit(summarize_all(plan(paths, output, form), choices))


@app.command()
def cost(
    paths: given.Paths,
    model: given.ModelOption = None,
    base_url: given.BaseUrlOption = None,
    volume: Annotated[int, typer.Option(metavar="N", min=1, help="How many meetings stand behind each file.")] = 1,
    form: Annotated[Literal["text", "json"], typer.Option("--format", "-f")] = "text",
    price: given.PriceOption = None,
    context_window: given.ContextWindowOption = None,
    privacy: given.PrivacyOption = None,
) -> None:
    """Tell what a model would take, in tokens and US dollars, without asking it.

    For the review, and for a plain full extraction of the same notes by the same model. Prices change: check them, and
    give --price where they do.
    """
    from notesllm.cli.cost import tell_cost

    choices = given.choices(
        model=model,
        base_url=base_url,
        price=given.price_of(price),
        context_window=context_window,
        privacy=privacy,
    )
    raise typer.Exit(tell_cost(paths, choices, volume=volume, as_json=form == "json"))


@app.command()
def schema(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Which: that of a summary (default), or of what a model answers.")
    ] = "meeting_summary.v1",
    write: Annotated[bool, typer.Option("--write", help="Write the files instead of printing.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail if the files are not what the models say.")] = False,
    directory: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Default: ./schemas to write, what is installed to check.")
    ] = None,
) -> None:
    """Print the JSON Schema of a summary; or write all schemas, or check what was written."""
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
    elif name not in schemas.SCHEMAS:
        raise OptionError(f"there is no schema {name!r}; choose one of: {', '.join(schemas.SCHEMAS)}")
    else:
        emit(schemas.generate(name))
