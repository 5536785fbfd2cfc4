"""`notesllm export`: what was found, as files for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from notesllm.cli import options as given
from notesllm.export import Target


def export(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|DIR...", help="Notes, folders of them, or JSON that notesllm wrote; - is standard input."
        ),
    ],
    target: Annotated[Target, typer.Option("--to", help="What it is for; see above.")],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
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
    """Write what was found as a file for another program; nothing is sent to that program.

    One file of notes is summarised; a folder, or several files, are digested first, as by `notesllm digest`.

    csv: actions for a spreadsheet; cells that could be formulas begin with an apostrophe. ics: tasks, all-day entries
    for their due dates (Google Calendar takes no tasks), milestones, the next meeting. slack: a message as Block Kit.
    jira: for its CSV importer; leave the date format at dd/MMM/yy h:mm a, and map External issue ID. linear: for its
    CSV importer. github: unfinished actions as issues, one body a line for gh api. todo: todo.txt. jsonl: every item,
    one a line (`notesllm schema export_row.v1`). docx: minutes.

    The same input gives the same bytes, and items keep their ids, so that what is imported twice can be told.
    """
    from notesllm.cli.exporting import export_all

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
    raise typer.Exit(export_all(paths, target, output, Path(archive) if archive else None, choices))
