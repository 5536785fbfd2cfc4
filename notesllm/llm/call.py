"""What is asked of a model and what comes back: the contract that every backend fulfils.

A backend is a callable that takes a :class:`Call` and returns a :class:`Reply` (or just the answer's text), blocking or
awaitable, and raises :class:`~notesllm.errors.BackendError` where there is none. Any function of that shape is one.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal, NamedTuple

from pydantic import BaseModel

from notesllm.errors import NO_TOKENS, Tokens
from notesllm.summary import Prompt

__all__ = ["AsyncBackend", "Backend", "Call", "Message", "Reply", "Tokens"]

Role = Literal["system", "user"]


class Message(NamedTuple):
    """One message of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One question to a model. Its repr holds no text of the notes.

    ``name`` tells people which it is ("review 2/3"). ``answer`` is the model whose JSON the reply must be.
    ``input_tokens`` is counted or estimated before sending, schema included. ``timeout`` is in seconds; whoever
    drives the call sets what is left of the deadline. ``lines`` are the first and last line (1-based) it is about.
    """

    name: str
    messages: tuple[Message, ...] = field(repr=False)
    answer: type[BaseModel]
    prompt: Prompt
    input_tokens: int
    max_output_tokens: int
    timeout: float = 120.0
    lines: tuple[int, int] | None = None

    @property
    def key(self) -> str:
        """SHA-256 of what is asked: the same question has the same key, whatever its time limit."""
        asked = [*map(list, self.messages), self.answer.__name__, self.prompt.sha256, self.max_output_tokens]
        return sha256(json.dumps(asked).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered: the JSON text, and what it took. Its repr holds no text of the answer.

    ``attempts`` and ``tokens`` include what failed before; ``untold`` of the attempts may have taken more than anybody
    says. ``model`` is what the server says answered.
    """

    text: str = field(repr=False)
    tokens: Tokens = NO_TOKENS
    model: str | None = None
    attempts: int = 1
    untold: int = 0


Backend = Callable[[Call], Reply | str]
AsyncBackend = Callable[[Call], Awaitable[Reply | str]]
