"""The options that commands share."""

import datetime as dt
import math
from typing import Annotated, Any, cast

import typer

from notesllm.config import HIDDEN, Choices, Engine, Price, Privacy, Strategy
from notesllm.errors import OptionError

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files with notes; - is standard input.")]
EngineOption = Annotated[
    Engine | None,
    typer.Option(
        help="rules calls no model; llm fails where the model does; auto (default) asks the model that is configured,"
        " and where that fails the rules answer alone. [env: NOTESLLM_ENGINE]"
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        metavar="PROVIDER/NAME",
        help="Such as openai/gpt-5-mini or ollama/qwen3. Its key is read from the environment only (OPENAI_API_KEY, …),"
        " since arguments are seen by all who use the machine. [env: NOTESLLM_MODEL]",
    ),
]
BaseUrlOption = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Of a server that speaks OpenAI's chat completions, such as http://localhost:8080/v1."
        " [env: NOTESLLM_BASE_URL]",
    ),
]
StrategyOption = Annotated[
    Strategy | None,
    typer.Option(
        help="review (default): the model corrects the rules; extract: it reads without them, for more tokens."
    ),
]
OutputLanguageOption = Annotated[
    str | None, typer.Option(metavar="LANGUAGE", help="Of abstract and highlights, such as de or German.")
]
PrivacyOption = Annotated[
    Privacy | None,
    typer.Option(
        help="What is replaced before anything leaves. standard: contact data, account numbers, secrets; strict: people"
        " too. Default: strict, or off for a model on this machine. [env: NOTESLLM_PRIVACY]"
    ),
]
HideOption = Annotated[
    list[str] | None,
    typer.Option(metavar=f"[{'|'.join(HIDDEN)}]", help="What strict replaces besides; may be given several times."),
]
BudgetUsdOption = Annotated[
    float | None,
    typer.Option(metavar="USD", help="For all files together: a call with which it could be more is not made."),
]
BudgetTokensOption = Annotated[
    int | None,
    typer.Option(metavar="N", help="For all files together: a call with which it could be more is not made."),
]
TimeoutOption = Annotated[
    float | None, typer.Option(metavar="SECONDS", help="For all calls for one file together. Default: 120.")
]
ContextWindowOption = Annotated[
    int | None, typer.Option(metavar="N", help="The model's, in tokens, where it is not known or smaller.")
]
PriceOption = Annotated[
    str | None,
    typer.Option(
        metavar="IN,OUT[,CACHED]", help="US dollars a million tokens, where the price is not known or has changed."
    ),
]
KeepUnprovenOption = Annotated[
    bool,
    typer.Option("--keep-unproven", help="Keep what the notes don't prove, with a warning, instead of dropping it."),
]
MeetingDateOption = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="The day of the meeting, if the notes don't say or are wrong.")
]
ArchiveOption = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Where summaries are kept. Default: .notesllm.sqlite3 in the folder."),
]
SinceOption = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Meetings of that day and later.")]
UntilOption = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Meetings of that day and before.")]
LanguageOption = Annotated[
    str | None,
    typer.Option(metavar="XX", help="Of the notes: two letters; recognised if not given. [env: NOTESLLM_LANGUAGE]"),
]


def choices(**given: Any) -> Choices:  # noqa: ANN401 - whoever makes Options of them checks them
    """What is ``given``."""
    return cast("Choices", {name: value for name, value in given.items() if value is not None})


def price_of(text: str | None) -> Price | None:
    """What ``--price`` says."""
    if text is None:
        return None
    try:
        figures = [float(part) for part in text.split(",")]
        price = Price(*figures)
    except (ValueError, TypeError):
        figures = [-1.0]
    if not all(0 <= figure < math.inf for figure in figures):
        raise OptionError(f"--price {text!r} is no price; write it as 0.25,2.00 or 0.25,2.00,0.025")
    return price


def day(text: str | None, option: str = "--meeting-date") -> dt.date | None:
    """The day that ``option`` says."""
    try:
        return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        raise OptionError(f"{option} {text!r} is no day; write it as 2024-10-15") from None
