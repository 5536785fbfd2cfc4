"""`notesllm cost`: what a model would take."""

from typing import Annotated, Literal

import typer

from notesllm.cli import options as given


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
