"""A plan driven in an event loop: a task for each exchange, none of which outlives the plan or the deadline."""

import asyncio
import inspect
from collections.abc import AsyncGenerator, Callable
from functools import partial

from notesllm.llm.asking import Awaiting
from notesllm.llm.call import Call
from notesllm.llm.driving.terms import Terms
from notesllm.llm.exchange import Attempt, Wait, Wish
from notesllm.llm.outcomes import Answered, outcome_of, overdue
from notesllm.llm.step import Made, Outcome, Plan

GRACE = 0.5  # seconds for a cancelled backend to clean up


async def adriven(plan: Plan[Made], backend: Awaiting, terms: Terms) -> AsyncGenerator[Callable[[], Made]]:
    """What there is after each step, made when it is called; the last is the plan's own end."""
    crew = _Crew(backend, terms)
    outcomes: list[tuple[Call, Outcome]] | None = None
    try:
        while True:
            try:
                step = next(plan) if outcomes is None else plan.send(outcomes)
            except StopIteration as end:
                yield partial(_itself, end.value)
                return
            crew.start(step.calls)
            yield step.summary
            outcomes = await crew.gather()
    finally:
        plan.close()
        await crew.dismiss()


def _itself(made: Made) -> Made:
    return made


class _Crew:
    """Exchanges under way, a task each."""

    def __init__(self, backend: Awaiting, terms: Terms) -> None:
        self._backend = backend
        self._terms = terms
        self._slots = asyncio.Semaphore(terms.concurrency)
        self._settled = asyncio.Event()
        self._under_way: list[asyncio.Task[tuple[Call, Outcome]]] = []

    def start(self, calls: tuple[Call, ...]) -> None:
        self._under_way += [asyncio.create_task(self._talk(call), name=f"notesllm: {call.name}") for call in calls]

    async def gather(self) -> list[tuple[Call, Outcome]]:
        """The outcomes of all calls, or what there is of them; at the deadline at the latest, whatever hangs."""
        if not self._under_way:
            raise RuntimeError("the plan waits for an answer, but asked for none")
        until = asyncio.FIRST_EXCEPTION if self._terms.together else asyncio.FIRST_COMPLETED
        done, _ = await asyncio.wait(self._under_way, return_when=until)
        outcomes = [task.result() for task in self._under_way if task in done]
        self._under_way = [task for task in self._under_way if task not in done]
        return outcomes

    async def dismiss(self) -> None:
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _talk(self, call: Call) -> tuple[Call, Outcome]:
        exchange = self._terms.exchange(call)
        wish: Wish | None = None
        try:
            while True:
                outcome = await self._granted(wish)
                settled = isinstance(wish, Attempt)
                wish = exchange.send(outcome)
                if settled:
                    self._rouse()
        except StopIteration as end:
            return call, end.value
        finally:
            exchange.close()
            self._rouse()

    def _rouse(self) -> None:
        self._settled.set()
        self._settled = asyncio.Event()

    async def _granted(self, wish: Wish | None) -> Outcome | None:
        match wish:
            case Attempt(call):
                return await self._attempt(call)
            case Wait(seconds):
                await asyncio.sleep(seconds)
            case None:
                pass
            case _:
                await self._settled.wait()
        return None

    async def _attempt(self, call: Call) -> Outcome:
        try:
            async with asyncio.timeout(max(0.0, self._terms.left)):
                await self._slots.acquire()
        except TimeoutError:
            return overdue(attempted=False)
        try:
            return await self._asked(call)
        finally:
            self._slots.release()

    async def _asked(self, call: Call) -> Outcome:
        """Not past the deadline, even where the backend heeds no cancellation."""
        asking = asyncio.create_task(self._answered(call))
        try:
            await asyncio.wait({asking}, timeout=max(0.0, self._terms.left))
        finally:
            if not asking.done():
                asking.cancel()
                await asyncio.wait({asking}, timeout=GRACE)
        if asking.cancelled() or not asking.done():
            return overdue(attempted=True)
        return outcome_of(asking.result())

    async def _answered(self, call: Call) -> Answered:
        try:
            value = await self._backend(call)
            answered = value if isinstance(value, Answered) else Answered(value)  # a thread's, or a coroutine's
            return Answered(await answered.value) if inspect.isawaitable(answered.value) else answered
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            return Answered(None, error)
        except BaseException as error:  # noqa: BLE001 - whoever waits for it decides; nobody else is told, by no log
            return Answered(None, error)
