"""What can be chosen, and what the environment chooses."""

import datetime as dt
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypedDict, TypeVar, get_args

from notesllm.errors import OptionError

Engine = Literal["auto", "rules", "llm"]
Strategy = Literal["review", "extract"]
Privacy = Literal["strict", "standard", "off"]
Hidden = Literal["money", "organizations"]
ENGINES: tuple[Engine, ...] = get_args(Engine)
STRATEGIES: tuple[Strategy, ...] = get_args(Strategy)
PRIVACIES: tuple[Privacy, ...] = get_args(Privacy)
HIDDEN: tuple[Hidden, ...] = get_args(Hidden)
MOST_MEGABYTES = 64
MOST_BYTES = MOST_MEGABYTES * 2**20  # a thousand times the notes of a long meeting; what is more is no notes
_OF_MODELS = ("model", "base_url")
DEFAULT_MODEL = "openai/gpt-5-mini"  # where nothing but an OpenAI key is configured
Choice = TypeVar("Choice", bound=str)


class Price(NamedTuple):
    """What a model costs, in US dollars a million tokens; ``cached`` is for input that the provider had cached."""

    input: float
    output: float
    cached: float | None = None  # None: as other input


class Choices(TypedDict, total=False):
    """The fields of :class:`Options`, as keyword arguments of the functions that take them."""

    engine: Engine
    meeting_date: dt.date | None
    language: str | None
    keep_unproven: bool
    model: str | None
    base_url: str | None
    api_key: str | None
    strategy: Strategy
    output_language: str | None
    privacy: Privacy | None
    hide: frozenset[Hidden]
    budget_usd: float | None
    budget_tokens: int | None
    timeout: float
    attempts: int
    concurrency: int
    context_window: int | None
    price: Price | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How notes are to be summarised.

    ``engine``: "rules" never calls a model; "llm" raises where the model fails; "auto" is the best that is configured,
    and where the model fails the rules' summary, which says so.
    ``meeting_date``: the day of the meeting, where the notes don't say or say it wrong.
    ``language``: two letters, where it should not be recognised from the words.
    ``keep_unproven``: keep what its evidence does not prove, with a warning, instead of dropping it.

    ``model``: "provider/name", such as "openai/gpt-5-mini" or "ollama/qwen3". ``base_url``: of a server that speaks
    OpenAI's chat completions. ``api_key``: else the provider's own environment variable counts.
    ``strategy``: "review" lets the model correct and complete the rules; "extract" has it read without them.
    ``output_language``: of abstract, highlights and gists, such as "de" or "German"; items stay in the notes' words.
    ``privacy``: what is replaced by pseudonyms before anything leaves. "standard": addresses, numbers, secrets;
    "strict": people too, and what ``hide`` adds. None is "strict", or "off" for a model on this machine.
    ``budget_usd``, ``budget_tokens``: a call that could pass one of these is not made.
    ``timeout``: seconds that all calls for one document may take together. ``attempts``: how often one call is tried.
    ``concurrency``: calls in flight at once. ``context_window`` (tokens), ``price``: where the tables don't know.
    """

    engine: Engine = "auto"
    meeting_date: dt.date | None = None
    language: str | None = None
    keep_unproven: bool = False
    model: str | None = None
    base_url: str | None = field(default=None, repr=False)  # some hold a password
    api_key: str | None = field(default=None, repr=False)
    strategy: Strategy = "review"
    output_language: str | None = None
    privacy: Privacy | None = None
    hide: frozenset[Hidden] = frozenset()
    budget_usd: float | None = None
    budget_tokens: int | None = None
    timeout: float = 120.0
    attempts: int = 4
    concurrency: int = 4
    context_window: int | None = None
    price: Price | None = None

    def __post_init__(self) -> None:
        _one_of("engine", self.engine, ENGINES)
        _one_of("strategy", self.strategy, STRATEGIES)
        if self.privacy is not None:
            _one_of("privacy", self.privacy, PRIVACIES)
        if isinstance(self.hide, str) or not isinstance(self.hide, Iterable):
            raise OptionError(f"hide must be a set of names, such as {{'money'}}, not {self.hide!r}")
        for hidden in self.hide:
            _one_of("hide", hidden, HIDDEN)
        if isinstance(self.meeting_date, dt.datetime) or not isinstance(self.meeting_date, dt.date | None):
            raise OptionError("meeting_date must be a datetime.date, such as date(2024, 10, 15)")
        if self.language is not None and not re.fullmatch("[a-z]{2}", str(self.language)):
            raise OptionError(f"language {self.language!r} is no two-letter code, such as 'en' or 'de'")
        for name in ("model", "base_url", "api_key", "output_language"):
            if not isinstance(getattr(self, name), str | None):
                raise OptionError(f"{name} must be a text, not of the type {type(getattr(self, name)).__name__}")
        if self.price is not None and not _is_price(self.price):
            raise OptionError(f"price must be a Price of numbers from 0 up, not {self.price!r}")
        for name in ("timeout", "attempts", "concurrency"):
            _positive(name, getattr(self, name))
        for name in ("budget_usd", "budget_tokens", "context_window"):
            if getattr(self, name) is not None:
                _positive(name, getattr(self, name))


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise OptionError(f"{name} {value!r} is unknown; choose one of: {', '.join(known)}")


def _is_price(price: object) -> bool:
    """Whether it can be reckoned with: beside what is no number, no budget would hold."""
    if not isinstance(price, Price):
        return False
    figures = (price.input, price.output, 0.0 if price.cached is None else price.cached)
    return all(_is_number(figure) and 0 <= figure < math.inf for figure in figures)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _positive(name: str, value: float) -> None:
    if not _is_number(value) or not 0 < value < math.inf:
        raise OptionError(f"{name} must be a number above 0, not {value!r}")


def from_environment(environ: Mapping[str, str]) -> Choices:
    """What ``NOTESLLM_ENGINE``, ``_LANGUAGE``, ``_MODEL``, ``_BASE_URL`` and ``_PRIVACY`` choose.

    Without any model named, an OpenAI key (``OPENAI_API_KEY``) chooses :data:`DEFAULT_MODEL`.
    """
    choices = Choices()
    if engine := _chosen("ENGINE", environ, ENGINES):
        choices["engine"] = engine
    if privacy := _chosen("PRIVACY", environ, PRIVACIES):
        choices["privacy"] = privacy
    if language := environ.get("NOTESLLM_LANGUAGE"):
        choices["language"] = language
    if base_url := environ.get("NOTESLLM_BASE_URL"):
        choices["base_url"] = base_url
    if model := environ.get("NOTESLLM_MODEL") or (DEFAULT_MODEL if environ.get("OPENAI_API_KEY") else ""):
        choices["model"] = model
    return choices


def options_for(choices: Choices, *, own_backend: bool, environ: Mapping[str, str]) -> Options:
    """``choices``, completed from ``environ``, with every contradiction told before anything is read or called.

    ``environ`` names no model where the engine is "rules" or the caller brings a backend of their own.
    """
    given: dict[str, Any] = {name: value for name, value in choices.items() if value is not None}
    if own_backend and (clash := sorted({"base_url", "api_key"} & given.keys())):
        raise OptionError(f"backend and {clash[0]} exclude each other: a backend knows whom it asks")
    found: dict[str, Any] = dict(from_environment(environ))
    chosen = {**found, **given}
    if own_backend or chosen.get("engine") == "rules":
        chosen = {name: value for name, value in chosen.items() if name in given or name not in _OF_MODELS}
    elif "base_url" in chosen and "model" not in given and not environ.get("NOTESLLM_MODEL"):
        chosen.pop("model", None)  # of OpenAI's, which is not what is served there
    options = Options(**chosen)
    if options.engine != "rules" and not own_backend and options.model is None:
        _check_modelless(options)
    return options


def _check_modelless(options: Options) -> None:
    for name in ("base_url", "api_key"):
        if getattr(options, name) is not None:
            raise OptionError(f"{name} is given, but no model; pass model='provider/name', or set NOTESLLM_MODEL")
    if options.engine == "llm":
        raise OptionError("engine 'llm' needs a model; pass model='provider/name' or backend=, or set NOTESLLM_MODEL")


def _chosen(name: str, environ: Mapping[str, str], known: tuple[Choice, ...]) -> Choice | None:
    value = environ.get(f"NOTESLLM_{name}", "")
    found = next((choice for choice in known if choice == value), None)
    if value and found is None:
        raise OptionError(f"NOTESLLM_{name} is {value!r}, which is unknown; choose one of: {', '.join(known)}")
    return found
