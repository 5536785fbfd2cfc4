"""`notesllm cost`: what a model would take."""

from typing import Annotated, Literal

import typer

from notesllm.cli import options as given
from notesllm.config import Choices


@given.choosing("model", "base_url", "price", "context_window", "privacy")
def cost(
    paths: given.Paths,
    volume: Annotated[int, typer.Option(metavar="N", min=1, help="How many meetings stand behind each file.")] = 1,
    form: Annotated[Literal["text", "json"], typer.Option("--format", "-f")] = "text",
    *,
    choices: Choices,
) -> None:
    """Tell what a model would take, in tokens and US dollars, without asking it.

    For the review, and for a plain full extraction of the same notes by the same model. Prices change: check them, and
    give --price where they do.
    """
    from notesllm.cli.cost import tell_cost

    raise typer.Exit(tell_cost(paths, choices, volume=volume, as_json=form == "json"))
