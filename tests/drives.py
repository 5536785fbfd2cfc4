"""Both drivers, each way that a backend may be called, as functions that give all stages of a plan."""

import asyncio
import time
from collections.abc import Callable
from contextlib import aclosing, closing

import pytest

from notesllm import MeetingSummary
from notesllm.errors import Tokens
from notesllm.llm.asking import awaiting, blocking
from notesllm.llm.budget import Ledger, Rates
from notesllm.llm.call import AsyncBackend, Backend, Call, Reply
from notesllm.llm.driving import Terms, adriven, driven
from notesllm.llm.step import Plan

Drive = Callable[[Plan[MeetingSummary], Backend, Terms], list[MeetingSummary]]


def terms(*, timeout: float = 5.0, together: bool = True, concurrency: int = 4, tokens: int | None = None) -> Terms:
    ledger = Ledger(Rates(None, 1.0, len), tokens=tokens)
    return Terms("m", ledger, time.monotonic() + timeout, 3, concurrency, together=together)


def in_threads(plan: Plan[MeetingSummary], backend: Backend, terms: Terms) -> list[MeetingSummary]:
    with closing(driven(plan, blocking(backend), terms)) as stages:
        return [stage() for stage in stages]


def in_a_loop(plan: Plan[MeetingSummary], backend: Backend | AsyncBackend, terms: Terms) -> list[MeetingSummary]:
    async def drive() -> list[MeetingSummary]:
        async with aclosing(adriven(plan, awaiting(backend), terms)) as stages:
            return [stage() async for stage in stages]

    return asyncio.run(drive())


def awaited_in_a_loop(plan: Plan[MeetingSummary], backend: Backend, terms: Terms) -> list[MeetingSummary]:
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


def echo(call: Call) -> Reply:
    return Reply(f"re-{call.name}", Tokens(50, 10))


def titles(summaries: list[MeetingSummary]) -> list[str | None]:
    return [summary.title for summary in summaries]


def raising(error: BaseException) -> Backend:
    def backend(_: Call) -> str:
        raise error

    return backend
