"""Whatever backend there is, blocking or awaitable, made to be called from a thread or awaited in a loop."""

import _thread
import asyncio
import contextlib
import contextvars
import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import cast

from notesllm.errors import OptionError
from notesllm.llm.call import AsyncBackend, Backend, Call
from notesllm.llm.outcomes import Answered

Blocking = Callable[[Call], object]
Awaiting = Callable[[Call], Awaitable[object]]


def blocking(backend: Backend | AsyncBackend) -> Blocking:
    """What is called in a thread. Raises :class:`OptionError` for a backend that has to be awaited."""
    if _is_async(backend) or not callable(backend):
        raise OptionError("the backend is async; use asummarize or astream, or pass one that blocks")
    return backend


def awaiting(backend: Backend | AsyncBackend) -> Awaiting:
    """What is awaited in the loop; a backend that blocks does so in threads."""
    if callable(acall := getattr(backend, "acall", None)):
        return cast("Awaiting", acall)
    return cast("Awaiting", backend) if _is_async(backend) else _in_threads(backend)


def said_of_itself(backend: object, name: str) -> str | None:
    """What a backend says of its "model" or "host", if it does."""
    value = getattr(backend, name, None)
    return value if isinstance(value, str) else None


def _is_async(backend: object) -> bool:
    called = backend.func if isinstance(backend, partial) else backend
    return inspect.iscoroutinefunction(called) or inspect.iscoroutinefunction(getattr(type(called), "__call__", None))  # noqa: B004 - looked at, not tested for


def ask_in_thread(backend: Blocking, call: Call, report: Callable[[Answered], None]) -> None:
    """``report`` what comes of it, from a thread that keeps no process from ending."""

    def work() -> None:
        try:
            answered = Answered(backend(call))
        except BaseException as error:  # noqa: BLE001 - whoever waits for it decides
            answered = Answered(None, error)
        report(answered)

    try:
        # Not by `Thread`, which waits until the new one runs: a fifth of the CPU that a call takes here.
        _thread.start_new_thread(contextvars.copy_context().run, (work,))
    except RuntimeError as error:  # there are as many threads as there may be
        report(Answered(None, error))


def _in_threads(backend: Blocking) -> Awaiting:
    """A blocking backend, awaitable. Its threads are not the loop's own, which would be waited for when it closes."""

    def awaitable(call: Call) -> asyncio.Future[Answered]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answered] = loop.create_future()

        def report(answered: Answered) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(arrive, answered)

        def arrive(answered: Answered) -> None:
            if not future.done():
                future.set_result(answered)

        ask_in_thread(backend, call, report)
        return future

    return awaitable
