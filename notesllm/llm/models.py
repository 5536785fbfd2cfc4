"""What is known of models: read from ``models.toml``."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from notesllm._regex import regex
from notesllm.config import Price

Encoding = Literal["o200k_base", "cl100k_base"]
_VERSION = regex(r"-(?:preview\b.*|\d{3,8}|\d{4}-\d\d-\d\d|\d\d-\d{4})", re.IGNORECASE)


class Vocabulary(NamedTuple):
    """Whose tokens to count. ``factor``: the model's tokens for each of them; ``own``: they are the model's."""

    encoding: Encoding = "o200k_base"
    factor: float = 1.0
    own: bool = False


class Model(NamedTuple):
    """One model, in tokens; ``price`` None: not known."""

    window: int
    max_output: int
    price: Price | None
    vocabulary: Vocabulary


@lru_cache(maxsize=64)
def model_facts(model: str) -> Model:
    """What is known of "provider/name"; what is not known is assumed small, and of unknown price."""
    table = _table()
    provider = model.partition("/")[0]
    facts = {**table["default"], **table["providers"].get(provider, {}), **table["models"].get(_family(model), {})}
    price = facts.get("price")
    return Model(
        window=facts["window"],
        max_output=facts["max_output"],
        price=None if price is None else Price(input=price[0], cached=price[1], output=price[2]),
        vocabulary=Vocabulary(**facts["vocabulary"]),
    )


def _family(model: str) -> str:
    """The listed name that ``model`` is a version of, else itself."""
    names: dict[str, object] = _table()["models"]
    fitting = [name for name in names if model.startswith(name) and _VERSION.fullmatch(model[len(name) :])]
    return model if model in names or not fitting else max(fitting, key=len)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "models.toml").read_text(encoding="utf-8"))
