"""Whatever backend there is, blocking or awaitable, made to answer with values: a reply, or what went wrong."""

import _thread
import asyncio
import contextvars
import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import NamedTuple, cast

from notesllm.errors import BackendError, NotesllmError, OptionError
from notesllm.llm.call import AsyncBackend, Backend, Call, Reply
from notesllm.llm.step import Outcome

Blocking = Callable[[Call], object]
Awaiting = Callable[[Call], Awaitable[object]]


class Answered(NamedTuple):
    """What a backend returned, or else what it raised."""

    value: object
    error: BaseException | None = None


def blocking(backend: Backend | AsyncBackend) -> Blocking:
    """What is called in a thread. Raises :class:`OptionError` for a backend that has to be awaited."""
    if _is_async(backend):
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

    # Not by `Thread`, which waits until the new one runs: a fifth of the CPU that a call takes here.
    _thread.start_new_thread(contextvars.copy_context().run, (work,))


def _in_threads(backend: Blocking) -> Awaiting:
    """A blocking backend, awaitable. Its threads are not the loop's own, which would be waited for when it closes."""

    def awaitable(call: Call) -> asyncio.Future[Answered]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answered] = loop.create_future()

        def report(answered: Answered) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(arrive, answered)

        def arrive(answered: Answered) -> None:
            if not future.done():
                future.set_result(answered)

        ask_in_thread(backend, call, report)
        return future

    return awaitable


def outcome_of(answered: Answered) -> Outcome:
    """It as a value. What is meant for the caller, such as an interrupt, is raised.

    The message of a backend's exception is left out: it may hold notes, or a key.
    """
    value, error = answered
    if error is not None:
        return _fault(error)
    if isinstance(value, Reply | BackendError):
        return value
    if isinstance(value, str):
        return Reply(value)
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        raise OptionError("the backend returns what has to be awaited; use asummarize or astream")
    return BackendError("backend", f"the backend returned {type(value).__name__}, neither a Reply nor a str")


def _fault(error: BaseException) -> BackendError:
    if isinstance(error, BackendError):
        return error
    if isinstance(error, NotesllmError) or not isinstance(error, Exception):
        raise error
    return BackendError("backend", f"the backend raised {type(error).__name__}")


def overdue(*, attempted: bool) -> BackendError:
    """There was no time for an answer."""
    when = "no answer came before the time for all calls was over" if attempted else "the time for all calls was over"
    return BackendError("deadline", f"{when}; raise timeout", attempts=int(attempted))
