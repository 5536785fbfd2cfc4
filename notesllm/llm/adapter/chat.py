"""OpenAI's chat completions, as OpenAI and very many servers speak them.

The client is instructor's, but it is asked for the plain completion and not for a model's instance: instructor's modes
never send ``strict``, read a refusal as an empty answer to be asked again, and take 2.7 times the CPU of the bare
client, where plain completions take no more than its own (``benchmarks/test_overhead.py``). So the constrained schema
is ours, and what comes back is judged here before anybody parses it.
"""

import json
import re
from functools import cache
from typing import Any

from pydantic import BaseModel

from notesllm.errors import BackendError
from notesllm.llm.adapter.reading import stopped, tokens_of
from notesllm.llm.adapter.statuses import error_of_status
from notesllm.llm.call import Call, Reply
from notesllm.llm.portable import schema_name, schema_text, strict_schema

_REASONING = re.compile(r"(?:.*/)?(?:gpt-5|o\d)\b")


class Chat:
    """The dialect; its forms are a strict JSON schema, any JSON object, and no constraint at all."""

    forms = 3

    def __init__(self, model: str, host: str | None) -> None:
        # OpenAI's reasoning models reject the old name; servers that follow OpenAI know the new one late or never.
        new = host == "api.openai.com" or _REASONING.match(model)
        self._limit = "max_completion_tokens" if new else "max_tokens"

    def arguments(self, call: Call, form: int) -> dict[str, Any]:
        messages = [{"role": message.role, "content": message.content} for message in call.messages]
        arguments: dict[str, Any] = {
            "response_model": None,
            "messages": messages,
            "timeout": call.timeout,
            self._limit: call.max_output_tokens,
        }
        if form == 0:
            arguments["extra_body"] = _strict_format(call.answer)
            return arguments
        messages[0]["content"] += f"\n\nAnswer with one JSON object of this JSON Schema:\n{schema_text(call.answer)}"
        if form == 1:
            arguments["extra_body"] = {"response_format": {"type": "json_object"}}
        return arguments

    def read(self, answer: Any) -> Reply | BackendError:  # noqa: ANN401 - OpenAI's client doesn't check what it builds
        choices = getattr(answer, "choices", None)
        if not isinstance(choices, list) or not choices:
            return _no_choice(answer)
        tokens, message = tokens_of(answer), getattr(choices[0], "message", None)
        if getattr(message, "refusal", None):
            return BackendError("refusal", "the model declined to answer", tokens=tokens)
        if stop := stopped(answer):
            return BackendError(*stop, tokens=tokens)
        text = getattr(message, "content", None)
        if not isinstance(text, str) or not text.strip():
            return BackendError("malformed", "the model's answer is empty", tokens=tokens)
        text = text.encode("utf-8", "replace").decode()  # half an emoji is no text that could be stored or sent on
        model = getattr(answer, "model", None)
        return Reply(text, tokens, model if isinstance(model, str) else None)


def _no_choice(answer: Any) -> BackendError:  # noqa: ANN401
    error = getattr(answer, "error", None)  # OpenRouter reports what failed behind it with status 200
    if isinstance(error, dict) and isinstance(error.get("code"), int):
        return error_of_status(error["code"], json.dumps(error), {})
    if isinstance(answer, str):
        advice = "the server answered with a page or with nothing; does base_url end as it should, such as in /v1?"
        return BackendError("malformed", advice)
    return BackendError("malformed", "the server's answer is no chat completion")


@cache
def _strict_format(answer: type[BaseModel]) -> dict[str, Any]:
    """As a part of the body that OpenAI's client doesn't walk through on each call, which saves 3% of its CPU."""
    schema = {"name": schema_name(answer), "strict": True, "schema": strict_schema(answer)}
    return {"response_format": {"type": "json_schema", "json_schema": schema}}
