"""The options that commands share, and how a command comes by those of a summary."""

import datetime as dt
import inspect
import math
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, cast

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


def archive_of(text: str | None) -> Path | None:
    """What ``--archive`` says; nothing where it is empty, as a variable of a script may be."""
    return Path(text) if text else None


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


def _hidden(names: list[str] | None) -> frozenset[str] | None:
    return frozenset(names) if names else None


def _as_given(value: object) -> object:
    return value


def _if_set(value: bool) -> bool | None:  # noqa: FBT001 - what a flag holds
    return value or None


class Choosing(NamedTuple):
    """An option by which a field of ``Options`` is chosen, and what it makes of what was given; None: nothing was."""

    option: object
    read: Callable[[Any], object] = _as_given
    default: object = None


CHOOSING: Mapping[str, Choosing] = MappingProxyType(
    {
        "engine": Choosing(EngineOption),
        "model": Choosing(ModelOption),
        "base_url": Choosing(BaseUrlOption),
        "strategy": Choosing(StrategyOption),
        "output_language": Choosing(OutputLanguageOption),
        "privacy": Choosing(PrivacyOption),
        "hide": Choosing(HideOption, _hidden),
        "budget_usd": Choosing(BudgetUsdOption),
        "budget_tokens": Choosing(BudgetTokensOption),
        "price": Choosing(PriceOption, price_of),
        "context_window": Choosing(ContextWindowOption),
        "timeout": Choosing(TimeoutOption),
        "keep_unproven": Choosing(KeepUnprovenOption, _if_set, default=False),
        "meeting_date": Choosing(MeetingDateOption, day),
        "language": Choosing(LanguageOption),
    }
)
ALL = tuple(CHOOSING)
OF_MANY = tuple(name for name in ALL if name != "meeting_date")  # one day can't be that of all meetings


def choosing(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command those options of :data:`CHOOSING`, after its own; what they choose is its ``choices``."""

    def given_to(command: Callable[..., None]) -> Callable[..., None]:
        @wraps(command)
        def chosen(**given: Any) -> None:  # noqa: ANN401 - whoever makes Options of them checks them
            read = {name: CHOOSING[name].read(given.pop(name)) for name in names}
            choices = {name: value for name, value in read.items() if value is not None}
            command(**given, choices=cast("Choices", choices))

        signature = inspect.signature(command)
        own = [parameter for name, parameter in signature.parameters.items() if name != "choices"]
        options = [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=CHOOSING[name].default, annotation=CHOOSING[name].option
            )
            for name in names
        ]
        chosen.__signature__ = signature.replace(parameters=[*own, *options])  # type: ignore[attr-defined]
        return chosen

    return given_to
