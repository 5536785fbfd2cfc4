"""What a scripted server can say: good answers, and bad ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

JSON = {"Content-Type": "application/json"}
USAGE = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}
FROM_SERVER = "scripted-1"  # what the server says is the model's name


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One HTTP answer, and how it is sent.

    ``delay``: seconds before the first byte. ``pause``: seconds before each byte of the body. ``cut_after``: bytes of
    the body after which the connection is closed, though more were promised. ``closed``, ``reset``: no answer, only a
    closed or a torn connection.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: dict(JSON))
    body: bytes = b""
    delay: float = 0
    pause: float = 0
    cut_after: int | None = None
    closed: bool = False
    reset: bool = False

    @property
    def head(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} Scripted", f"Content-Length: {len(self.body)}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


def answered_json(value: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(status=status, headers={**JSON, **(headers or {})}, body=json.dumps(value).encode())


def completion(
    content: object,
    *,
    finish: str = "stop",
    usage: Mapping[str, object] | None = USAGE,
    refusal: str | None = None,
    model: str = FROM_SERVER,
) -> Answer:
    """A chat completion; content that is no text and not None is sent as JSON text."""
    text = content if content is None or isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text, "refusal": refusal}
    value: dict[str, object] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": model,
        "choices": [{"index": 0, "message": message, "finish_reason": finish, "logprobs": None}],
    }
    return answered_json(value if usage is None else {**value, "usage": usage})


def failed(
    status: int, message: str = "no", *, code: str | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    """An error as OpenAI words them."""
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": code}
    return answered_json({"error": error}, status, headers)
