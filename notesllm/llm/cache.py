"""Answers that were given before cost nothing: kept in any mapping of the caller's, such as a dict or a shelf."""

import warnings
from collections.abc import MutableMapping

from pydantic import BaseModel

from notesllm.errors import Tokens
from notesllm.llm.call import Call, Reply
from notesllm.llm.exchange import Exchange, Handler
from notesllm.llm.wire import AnswerError, Wire, parse_answer

Cache = MutableMapping[str, str]


def cached(call: Call, ask: Handler, cache: Cache | None, model: str) -> Exchange:
    """``ask`` only what was not answered before. An answer that can't be read is not kept, nor used, nor is an error.

    A cache that fails is warned of: the summary does without it.
    """
    if cache is None:
        return (yield from ask(call))
    key = f"{model}:{call.key}"
    text = _found(cache, key)
    if isinstance(text, str) and _readable(text, call.answer):
        return Reply(text, tokens=Tokens(0, 0), model=model, attempts=0)
    outcome = yield from ask(call)
    if isinstance(outcome, Reply) and _readable(outcome.text, call.answer):
        _keep(cache, key, outcome.text)
    return outcome


def _readable(text: str, answer: type[BaseModel]) -> bool:
    if not issubclass(answer, Wire):
        return bool(text.strip())
    try:
        parse_answer(text, answer)
    except AnswerError:
        return False
    return True


def _found(cache: Cache, key: str) -> object:
    try:
        return cache.get(key)
    except Exception as error:  # noqa: BLE001 - a cache of the caller's may raise anything
        _warn("read", error)
        return None


def _keep(cache: Cache, key: str, text: str) -> None:
    try:
        cache[key] = text
    except Exception as error:  # noqa: BLE001 - as above
        _warn("written", error)


def _warn(what: str, error: Exception) -> None:
    warnings.warn(f"the cache could not be {what} ({type(error).__name__})", RuntimeWarning, stacklevel=4)
