"""Providers with a protocol of their own (Anthropic, Google, Mistral, Bedrock, …): instructor speaks it.

Instructor picks the provider's way to structured answers and validates what comes; its re-asks are off, since ours
don't send the answer back. Where the provider's client is built like OpenAI's, what is read is bounded as there.
"""

from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import BaseModel

from notesllm.errors import BackendError
from notesllm.llm.adapter.reading import tokens_of
from notesllm.llm.call import Call, Reply
from notesllm.llm.portable import strict_schema


class Structured:
    """The dialect; there is one form, instructor's."""

    forms = 1

    def __init__(self, *, takes_timeout: bool) -> None:
        self._takes_timeout = takes_timeout

    def arguments(self, call: Call, form: int) -> dict[str, Any]:  # noqa: ARG002 - one form
        arguments = {
            "response_model": _portable(call.answer),
            "messages": [{"role": message.role, "content": message.content} for message in call.messages],
            "max_tokens": call.max_output_tokens,
            "max_retries": 0,
        }
        return arguments | ({"timeout": call.timeout} if self._takes_timeout else {})

    def read(self, answer: Any) -> Reply | BackendError:  # noqa: ANN401 - a dynamic subclass of the call's model
        raw = getattr(answer, "_raw_response", None)
        model = getattr(raw, "model", None) or getattr(raw, "model_version", None)
        return Reply(answer.model_dump_json(), tokens_of(raw), model if isinstance(model, str) else None)


@cache
def _portable(answer: type[BaseModel]) -> type[BaseModel]:
    """``answer`` as instructor is to show it: with the schema that every provider takes, and no docstrings of ours."""

    def model_json_schema(kind: type[BaseModel], /, *_: object, **__: object) -> dict[str, Any]:
        return {"title": kind.__name__, "description": "The answer.", **deepcopy(strict_schema(answer))}

    space = {"__doc__": None, "__module__": __name__, "model_json_schema": classmethod(model_json_schema)}
    return type(answer.__name__, (answer,), space)
