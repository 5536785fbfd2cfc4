"""Whatever a backend does: a value, or what is meant for the caller; and nothing of it in a log."""

import _thread
import asyncio
import gc
import math
from collections.abc import Callable
from typing import cast

import pytest
from drives import Drive, drivers, echo, hang_proof, in_a_loop, in_threads, raising, terms, titles
from tenacity.wait import wait_fixed
from toy_plan import toy_plan

from notesllm.errors import BackendError, OptionError, Tokens
from notesllm.llm import retry
from notesllm.llm.asking import blocking
from notesllm.llm.call import Backend, Call, Reply
from notesllm.llm.outcomes import LONGEST


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "BACKOFF", wait_fixed(0.02))


SAID: list[tuple[str, Callable[[Call], object], str]] = [
    ("a plain text", lambda _: "fine", "fine"),
    ("nothing", lambda _: None, "backend"),
    ("an error as a value", lambda _: BackendError("refusal", "no"), "refusal"),
    ("an exception", raising(ValueError("the notes say ...")), "backend"),
    ("the end of an iterator", raising(StopIteration()), "backend"),
    ("a time-out of its own", raising(TimeoutError()), "backend"),
    ("an error", raising(BackendError("auth", "no")), "auth"),
    ("a cancellation of something inside it", raising(asyncio.CancelledError()), "backend"),
    ("a reply without a text", lambda _: Reply(cast("str", None)), "backend"),
    ("a reply of bytes", lambda _: Reply(cast("str", b"{}")), "backend"),
    ("more than any answer is", lambda _: "x" * (LONGEST + 1), "malformed"),
    ("no counts", lambda _: Reply("fine", cast("Tokens", None), attempts=cast("int", None)), "fine"),
    ("counts below zero", lambda _: Reply("fine", Tokens(-5, -1)), "fine"),
    ("counts that are none", lambda _: Reply("fine", Tokens(cast("int", "5"), cast("int", math.nan))), "fine"),
    (
        "a wait that is none",
        raising(BackendError("rate_limited", "no", retry_after=cast("float", "7"))),
        "rate_limited",
    ),
    ("a wait that is no number", raising(BackendError("rate_limited", "no", retry_after=math.nan)), "rate_limited"),
    ("a wait into the past", raising(BackendError("rate_limited", "no", retry_after=-7.0)), "rate_limited"),
]


@drivers
@pytest.mark.parametrize(("backend", "told"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_whatever_a_backend_does_is_a_value(drive: Drive, backend: Callable[[Call], object], told: str) -> None:
    assert titles(drive(toy_plan(["a"]), cast("Backend", backend), terms()))[-1] == f"a={told}"


@drivers
def test_what_is_meant_for_the_caller_is_raised(drive: Drive) -> None:
    with pytest.raises(OptionError, match="meant for the caller"):
        drive(toy_plan(["a", "b"]), raising(OptionError("meant for the caller")), terms())


class Interrupt(BaseException):
    """As of a test runner or a web server that ends a request."""


@drivers
@pytest.mark.parametrize("kind", [Interrupt, SystemExit, KeyboardInterrupt])
def test_an_interrupt_is_raised(drive: Drive, kind: type[BaseException]) -> None:
    with pytest.raises(kind):
        drive(toy_plan(["a", "b"]), raising(kind()), terms())


@hang_proof
def test_where_no_thread_can_be_started_that_is_told(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(_thread, "start_new_thread", none_left)
    assert titles(drive(toy_plan(["a"]), echo, terms()))[-1] == "a=backend"


def test_an_async_backend_is_refused_where_nothing_awaits() -> None:
    async def answering(call: Call) -> Reply:
        return echo(call)

    class Answering:
        async def __call__(self, call: Call) -> Reply:
            return echo(call)

    for backend in (answering, Answering()):
        with pytest.raises(OptionError, match="asummarize"):
            blocking(backend)
        assert titles(in_a_loop(toy_plan(["a"]), backend, terms()))[-1] == "a=re-a"
    hidden: Backend = lambda call: answering(call)  # type: ignore[assignment,return-value]  # noqa: E731, PLW0108
    with pytest.raises(OptionError, match="asummarize"):
        in_threads(toy_plan(["a"]), hidden, terms())
    assert titles(in_a_loop(toy_plan(["a"]), hidden, terms()))[-1] == "a=re-a"


def test_a_backend_may_be_cancelled_from_inside() -> None:
    async def cancelled(_: Call) -> Reply:
        raise asyncio.CancelledError

    assert titles(in_a_loop(toy_plan(["a"]), cancelled, terms()))[-1] == "a=backend"


@pytest.mark.parametrize("kind", [Interrupt, SystemExit, KeyboardInterrupt])
def test_what_a_backend_raises_is_in_no_log(kind: type[BaseException], caplog: pytest.LogCaptureFixture) -> None:
    """Neither what ends all, nor what is raised by a backend that is cancelled, and that nobody waits for any more."""

    async def raising(call: Call) -> Reply:
        if call.name == "a":
            raise kind("the notes say ...")
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            raise kind("the notes say ...") from None
        raise AssertionError("nobody cancelled this")

    with pytest.raises(kind):
        in_a_loop(toy_plan(["a", "b"]), raising, terms())
    gc.collect()
    assert "notes" not in caplog.text
