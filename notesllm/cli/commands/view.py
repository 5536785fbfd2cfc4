"""`notesllm view`: the notes of one meeting beside their summary, as a page."""

from typing import Annotated

import typer

from notesllm.cli import options as given


def view(
    notes: Annotated[str, typer.Argument(metavar="NOTES", help="A file with notes; - is standard input.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Default: standard output.")
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
    """Show notes beside their summary, as one HTML page for a browser or for paper.

    Choosing an item marks its evidence in the notes, choosing a marked passage its items. The page holds the notes as
    they are, loads nothing and sends nothing.
    """
    from notesllm.cli.view import view_one

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
    raise typer.Exit(view_one(notes, output, choices))
