"""`notesllm summarize`: notes in, a summary of each out."""

from typing import Annotated

import typer

from notesllm.cli import options as given
from notesllm.cli.jobs import plan
from notesllm.render import Format


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
