"""`notesllm write`: documents from templates."""

from pathlib import Path
from typing import Annotated

import typer

from notesllm.cli import options as given
from notesllm.errors import OptionError


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
    raise typer.Exit(write_all(template, paths, templates, output, Path(archive) if archive else None, choices))
