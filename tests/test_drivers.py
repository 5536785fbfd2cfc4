"""Both drivers, over a plan that asks for what it is told to: together or one by one, in time, until stopped."""

import _thread
import asyncio
import contextvars
import gc
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import aclosing, closing
from pathlib import Path
from typing import cast

import pytest
from tenacity.wait import wait_fixed
from toy_plan import toy_plan

from notesllm import MeetingSummary, Options
from notesllm.errors import BackendError, OptionError, Tokens
from notesllm.llm import retry
from notesllm.llm.asking import awaiting, blocking
from notesllm.llm.budget import Ledger, Rates
from notesllm.llm.call import AsyncBackend, Backend, Call, Reply
from notesllm.llm.driving import Terms, adriven, driven
from notesllm.llm.outcomes import LONGEST
from notesllm.llm.setting import setting_for
from notesllm.llm.step import Plan

Drive = Callable[[Plan, Backend, Terms], list[MeetingSummary]]


def terms(*, timeout: float = 5.0, together: bool = True, concurrency: int = 4, tokens: int | None = None) -> Terms:
    ledger = Ledger(Rates(None, 1.0, len), tokens=tokens)
    return Terms("m", ledger, time.monotonic() + timeout, 3, concurrency, together=together)


def in_threads(plan: Plan, backend: Backend, terms: Terms) -> list[MeetingSummary]:
    with closing(driven(plan, blocking(backend), terms)) as stages:
        return [stage() for stage in stages]


def in_a_loop(plan: Plan, backend: Backend | AsyncBackend, terms: Terms) -> list[MeetingSummary]:
    async def drive() -> list[MeetingSummary]:
        async with aclosing(adriven(plan, awaiting(backend), terms)) as stages:
            return [stage() async for stage in stages]

    return asyncio.run(drive())


def awaited_in_a_loop(plan: Plan, backend: Backend, terms: Terms) -> list[MeetingSummary]:
    """The backend too is a coroutine function: a blocking one behind it runs in a thread of the loop's own."""

    def asked(call: Call) -> Reply | str:
        try:
            return backend(call)
        except StopIteration as error:  # asyncio can't hand that over to whoever waits for the thread
            raise RuntimeError from error

    async def awaited(call: Call) -> Reply | str:
        return await asyncio.to_thread(asked, call)

    return in_a_loop(plan, awaited, terms)


drivers = pytest.mark.parametrize("drive", [in_threads, in_a_loop, awaited_in_a_loop])
hang_proof = pytest.mark.parametrize("drive", [in_threads, in_a_loop])


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "BACKOFF", wait_fixed(0.02))


def echo(call: Call) -> Reply:
    return Reply(f"re-{call.name}", Tokens(50, 10))


def titles(summaries: list[MeetingSummary]) -> list[str | None]:
    return [summary.title for summary in summaries]


@drivers
def test_batches_are_answered_together(drive: Drive) -> None:
    stages = drive(toy_plan(["a", "b"], ["c"]), echo, terms())
    assert titles(stages) == [None, "a=re-a b=re-b", "a=re-a b=re-b c=re-c"]


@drivers
def test_a_stream_gets_each_answer_when_it_comes(drive: Drive) -> None:
    order = {"a": 0.3, "b": 0.0, "c": 0.15}

    def slow(call: Call) -> Reply:
        time.sleep(order[call.name])
        return echo(call)

    stages = drive(toy_plan(["a", "b", "c"]), slow, terms(together=False))
    assert titles(stages) == [None, "b=re-b", "b=re-b c=re-c", "a=re-a b=re-b c=re-c"]


@drivers
def test_a_plan_that_asks_nothing_ends_at_once(drive: Drive) -> None:
    assert titles(drive(toy_plan(), echo, terms())) == [None]


class Counting:
    """Tells how many calls were in flight at once."""

    def __init__(self) -> None:
        self.most = self.now = self.calls = 0
        self._lock = threading.Lock()

    def __call__(self, call: Call) -> Reply:
        with self._lock:
            self.now += 1
            self.calls += 1
            self.most = max(self.most, self.now)
        time.sleep(0.03)
        with self._lock:
            self.now -= 1
        return echo(call)


@drivers
@pytest.mark.parametrize("concurrency", [1, 3])
def test_no_more_calls_in_flight_than_allowed(drive: Drive, concurrency: int) -> None:
    backend = Counting()
    drive(toy_plan([str(number) for number in range(8)]), backend, terms(concurrency=concurrency))
    assert (backend.most, backend.calls) == (concurrency, 8)


@drivers
def test_a_budget_lets_as_many_be_asked_as_it_can(drive: Drive) -> None:
    """Each may take 150 tokens and takes 60. Two fit into 300, then a third beside 120; beside 180 no fourth does."""
    backend = Counting()
    stages = drive(toy_plan(list("abcdef")), backend, terms(tokens=300))
    assert backend.calls == 3
    assert (stages[-1].title or "").count("=budget") == 3


@drivers
def test_what_may_pass_is_tried_again(drive: Drive) -> None:
    asked: list[str] = []

    def flaky(call: Call) -> Reply:
        asked.append(call.name)
        if asked.count(call.name) < 3:
            raise BackendError("server_error", "busy")
        return echo(call)

    assert titles(drive(toy_plan(["a", "b"]), flaky, terms()))[-1] == "a=re-a b=re-b"
    assert sorted(asked) == ["a", "a", "a", "b", "b", "b"]


@drivers
def test_who_waits_to_try_again_leaves_the_budget_to_others(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "BACKOFF", wait_fixed(0.2))
    asked: list[str] = []

    def flaky(call: Call) -> Reply:
        asked.append(call.name)
        if asked == ["a"]:
            raise BackendError("rate_limited", "slow down")
        return echo(call)

    assert titles(drive(toy_plan(["a", "b"]), flaky, terms(tokens=220)))[-1] == "a=re-a b=re-b"
    assert asked == ["a", "b", "a"]


def _raising(error: BaseException) -> Backend:
    def backend(_: Call) -> str:
        raise error

    return backend


SAID: list[tuple[str, Callable[[Call], object], str]] = [
    ("a plain text", lambda _: "fine", "fine"),
    ("nothing", lambda _: None, "backend"),
    ("an error as a value", lambda _: BackendError("refusal", "no"), "refusal"),
    ("an exception", _raising(ValueError("the notes say ...")), "backend"),
    ("the end of an iterator", _raising(StopIteration()), "backend"),
    ("a time-out of its own", _raising(TimeoutError()), "backend"),
    ("an error", _raising(BackendError("auth", "no")), "auth"),
    ("a cancellation of something inside it", _raising(asyncio.CancelledError()), "backend"),
    ("a reply without a text", lambda _: Reply(cast("str", None)), "backend"),
    ("a reply of bytes", lambda _: Reply(cast("str", b"{}")), "backend"),
    ("more than any answer is", lambda _: "x" * (LONGEST + 1), "malformed"),
    ("no counts", lambda _: Reply("fine", cast("Tokens", None), attempts=cast("int", None)), "fine"),
    ("counts below zero", lambda _: Reply("fine", Tokens(-5, -1)), "fine"),
    ("counts that are none", lambda _: Reply("fine", Tokens(cast("int", "5"), cast("int", math.nan))), "fine"),
    (
        "a wait that is none",
        _raising(BackendError("rate_limited", "no", retry_after=cast("float", "7"))),
        "rate_limited",
    ),
    ("a wait that is no number", _raising(BackendError("rate_limited", "no", retry_after=math.nan)), "rate_limited"),
    ("a wait into the past", _raising(BackendError("rate_limited", "no", retry_after=-7.0)), "rate_limited"),
]


@drivers
@pytest.mark.parametrize(("backend", "told"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_whatever_a_backend_does_is_a_value(drive: Drive, backend: Callable[[Call], object], told: str) -> None:
    assert titles(drive(toy_plan(["a"]), cast("Backend", backend), terms()))[-1] == f"a={told}"


@drivers
def test_what_is_meant_for_the_caller_is_raised(drive: Drive) -> None:
    with pytest.raises(OptionError, match="meant for the caller"):
        drive(toy_plan(["a", "b"]), _raising(OptionError("meant for the caller")), terms())


class Interrupt(BaseException):
    """As of a test runner or a web server that ends a request."""


@drivers
@pytest.mark.parametrize("kind", [Interrupt, SystemExit, KeyboardInterrupt])
def test_an_interrupt_is_raised(drive: Drive, kind: type[BaseException]) -> None:
    with pytest.raises(kind):
        drive(toy_plan(["a", "b"]), _raising(kind()), terms())


@hang_proof
def test_where_no_thread_can_be_started_that_is_told(drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(_thread, "start_new_thread", none_left)
    assert titles(drive(toy_plan(["a"]), echo, terms()))[-1] == "a=backend"


@hang_proof
@pytest.mark.parametrize("together", [True, False])
def test_a_backend_that_blocks_is_not_waited_for_past_the_deadline(drive: Drive, together: bool) -> None:  # noqa: FBT001
    release = threading.Event()

    def stuck(call: Call) -> Reply:
        if call.name != "a":
            release.wait(10)
        return echo(call)

    started = time.monotonic()
    plan = toy_plan(["a", "b", "c", "d"], ["e"])
    stages = drive(plan, stuck, terms(timeout=0.4, together=together, concurrency=2))
    took = time.monotonic() - started
    release.set()
    assert titles(stages)[-1] == "a=re-a b=deadline c=deadline d=deadline e=deadline"
    assert 0.35 < took < 0.8


def test_a_coroutine_that_heeds_no_cancellation_is_not_waited_for_either() -> None:
    async def stubborn(call: Call) -> Reply:
        until = time.monotonic() + 2.0
        while time.monotonic() < until:
            try:
                await asyncio.sleep(0.2)
            except asyncio.CancelledError:
                continue
        return echo(call)

    async def drive() -> tuple[list[MeetingSummary], float]:
        started = time.monotonic()
        stages = [stage() async for stage in adriven(toy_plan(["a"]), stubborn, terms(timeout=0.2))]
        return stages, time.monotonic() - started

    stages, took = asyncio.run(drive())
    assert titles(stages)[-1] == "a=deadline"
    assert took < 1.2


def test_a_wait_that_would_end_too_late_is_not_begun() -> None:
    started = time.monotonic()
    busy = _raising(BackendError("rate_limited", "later", retry_after=30.0))
    assert titles(in_threads(toy_plan(["a"]), busy, terms(timeout=2.0)))[-1] == "a=rate_limited"
    assert time.monotonic() - started < 0.5


def test_more_time_than_clocks_know_is_time_enough() -> None:
    for timeout in (1e12, 1e300, 10**400):
        options = Options(timeout=timeout)
        its = Terms.of(options, setting_for(options, model="custom", host=None))
        assert titles(in_threads(toy_plan(["a"]), echo, its))[-1] == "a=re-a"
        assert titles(in_a_loop(toy_plan(["a"]), echo, its))[-1] == "a=re-a"


def test_threads_see_the_callers_context() -> None:
    request: contextvars.ContextVar[str] = contextvars.ContextVar("request", default="none")
    request.set("r-1")
    assert titles(in_threads(toy_plan(["a"]), lambda _: request.get(), terms()))[-1] == "a=r-1"
    assert titles(in_a_loop(toy_plan(["a"]), lambda _: request.get(), terms()))[-1] == "a=r-1"


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


def test_cancelling_leaves_nothing_behind() -> None:
    events: list[str] = []

    async def slow(_: Call) -> Reply:
        events.append("asked")
        try:
            await asyncio.sleep(30)
        finally:
            events.append("left")
        raise AssertionError("nobody cancelled this")

    async def drive() -> None:
        async with aclosing(adriven(toy_plan(["a", "b"]), slow, terms(concurrency=1))) as stages:
            async for _ in stages:
                pass

    async def main() -> set[str]:
        task = asyncio.create_task(drive())
        await asyncio.sleep(0.05)
        task.cancel()
        started = time.monotonic()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - started < 0.5
        return {other.get_name() for other in asyncio.all_tasks() - {asyncio.current_task()}}

    assert asyncio.run(main()) == set()
    assert events == ["asked", "left"]


def test_many_share_one_loop_and_one_backend() -> None:
    backend = Counting()

    async def main() -> list[str | None]:
        async def one() -> str | None:
            last = None
            async for stage in adriven(toy_plan(["a", "b"]), awaiting(backend), terms()):
                last = stage
            return last().title if last else None

        return await asyncio.gather(*[one() for _ in range(20)])

    assert asyncio.run(main()) == ["a=re-a b=re-b"] * 20
    assert backend.calls == 40


def test_threads_work_where_a_loop_runs_already() -> None:
    async def notebook() -> list[str | None]:
        return titles(in_threads(toy_plan(["a"]), echo, terms()))

    assert asyncio.run(notebook())[-1] == "a=re-a"


def test_a_stream_that_is_left_stops_asking() -> None:
    backend = Counting()
    stages = driven(toy_plan(*[[str(number)] for number in range(9)]), backend, terms(together=False))
    next(stages)
    next(stages)
    stages.close()
    time.sleep(0.1)
    assert backend.calls <= 2


INTERRUPTED = """
import sys, time
sys.path[:0] = {paths!r}
from notesllm.llm.driving import driven
from test_drivers import terms, toy_plan
def stuck(call):
    print("asked", flush=True)
    time.sleep(60)
for stage in driven(toy_plan(["a"]), stuck, terms(timeout=60.0)):
    stage()
"""


def test_ctrl_c_stops_at_once() -> None:
    here = str(Path(__file__).parent)
    code = INTERRUPTED.format(paths=[here])
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"asked\n"
        started = time.monotonic()
        os.kill(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert time.monotonic() - started < 2.0
    assert process.returncode == -signal.SIGINT
    assert errors.rstrip().endswith(b"KeyboardInterrupt")
