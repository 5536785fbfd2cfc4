"""`notesllm search`: items by their words, across meetings."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from notesllm.cli import options as given


def search(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help="What an item holds, in quotes: 'sharding \"go live\" -draft'.")
    ],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that was digested.")] = Path(),
    archive: given.ArchiveOption = None,
    kind: Annotated[
        Literal["action", "decision", "risk", "question", "metric", "milestone", "topic"] | None, typer.Option()
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who owns, made or asked it; the beginning is enough.")
    ] = None,
    since: given.SinceOption = None,
    until: given.UntilOption = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="How many at most.")] = 20,
    form: Annotated[Literal["text", "json"], typer.Option("--format", "-f", help="json: one object a line.")] = "text",
) -> None:
    """Find items across the meetings of a folder, best first, each with the words that prove it.

    All words have to be there; each may go on ("run" finds "runbook"); case and accents don't matter. "A phrase" in
    quotes is found as it stands, -word must not be there (begin with -- where it comes first). WORDS may be empty where
    an option says what to find.
    """
    from notesllm.cli.finding import tell_found

    tell_found(
        words,
        folder,
        given.archive_of(archive),
        as_json=form == "json",
        kind=kind,
        owner=owner,
        since=given.day(since, "--since"),
        until=given.day(until, "--until"),
        limit=limit,
    )
