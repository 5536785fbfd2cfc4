"""Both drivers, over a plan that asks for what it is told to: together or one by one, in time, until stopped."""

import asyncio
import contextvars
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import aclosing
from pathlib import Path

import pytest
from drives import Drive, drivers, echo, hang_proof, in_a_loop, in_threads, raising, terms, titles
from tenacity.wait import wait_fixed
from toy_plan import toy_plan

from notesllm import MeetingSummary, Options
from notesllm.errors import BackendError
from notesllm.llm import retry
from notesllm.llm.asking import awaiting
from notesllm.llm.call import Call, Reply
from notesllm.llm.driving import Terms, adriven, driven
from notesllm.llm.setting import setting_for


@pytest.fixture(autouse=True)
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "BACKOFF", wait_fixed(0.02))


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
    busy = raising(BackendError("rate_limited", "later", retry_after=30.0))
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
from drives import terms
from toy_plan import toy_plan
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
