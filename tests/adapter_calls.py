"""What the adapter's tests share: a call whose notes and key must turn up nowhere, and ways to make it."""

import asyncio
import traceback
from collections.abc import Callable

from notesllm.errors import BackendError
from notesllm.llm.adapter import ModelBackend, connect
from notesllm.llm.call import Call, Message, Reply
from notesllm.llm.wire import ReviewAnswer
from notesllm.summary import Prompt

KEY = "sk-verysecret"
NOTES = "Zaphod owes {{ 7 * 7 }} towels by Friday"
Ask = Callable[[ModelBackend, Call], Reply]


def some_call(timeout: float = 5.0) -> Call:
    messages = (Message("system", "Answer in JSON."), Message("user", NOTES))
    prompt = Prompt(name="review", version="1", sha256="0" * 64)
    return Call("review 1/1", messages, ReviewAnswer, prompt, input_tokens=120, max_output_tokens=500, timeout=timeout)


def blocking(backend: ModelBackend, call: Call) -> Reply:
    with backend:
        return backend(call)


def awaiting(backend: ModelBackend, call: Call) -> Reply:
    async def ask() -> Reply:
        async with backend:
            return await backend.acall(call)

    return asyncio.run(ask())


WAYS: dict[str, Ask] = {"blocking": blocking, "awaiting": awaiting}


def asked(ask: Ask, base_url: str, call: Call) -> Reply | BackendError:
    """A fresh backend's answer or error."""
    try:
        return ask(connect("openai/some-model", base_url=base_url, api_key=KEY), call)
    except BackendError as error:
        return error


def all_told(error: BackendError) -> str:
    """All that an error can tell, with the values in the library's frames, as reporters of crashes send them."""
    frames = error.__traceback__
    while frames and "/notesllm/" not in frames.tb_frame.f_code.co_filename.replace("\\", "/"):
        frames = frames.tb_next
    report = traceback.TracebackException(type(error), error, frames, capture_locals=True)
    return "".join([*report.format(), repr(error), repr(vars(error)), repr(error.args)])
