"""A plan driven by the caller's own thread. Others only ask the backend; past the deadline nobody waits for them."""

from collections import deque
from collections.abc import Callable, Generator
from functools import partial
from heapq import heappop, heappush
from itertools import count
from queue import Empty, SimpleQueue

from notesllm.llm.asking import Blocking, ask_in_thread
from notesllm.llm.call import Call
from notesllm.llm.driving.terms import Terms
from notesllm.llm.exchange import Attempt, Exchange, UntilSettled, Wait
from notesllm.llm.outcomes import Answered, outcome_of, overdue
from notesllm.llm.step import Made, Outcome, Plan

LONGEST_WAIT = 0.5  # seconds: a Ctrl-C just before a wait begins is heard when it is over


def driven(plan: Plan[Made], backend: Blocking, terms: Terms) -> Generator[Callable[[], Made]]:
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
            outcomes = crew.gather()
    finally:
        crew.dismiss()
        plan.close()


def _itself(made: Made) -> Made:
    return made


class _Talk:
    """One exchange under way, and the attempt that it wants."""

    def __init__(self, call: Call, exchange: Exchange) -> None:
        self.call = call
        self.exchange = exchange
        self.wanted = call


class _Crew:
    """Exchanges under way.

    Flying: asked by a thread. Queued: until a thread may. Sleeping: until a time. Idle: until another has settled.
    """

    def __init__(self, backend: Blocking, terms: Terms) -> None:
        self._backend = backend
        self._terms = terms
        self._numbers = count()
        self._flying: dict[int, _Talk] = {}
        self._queued: deque[_Talk] = deque()
        self._sleeping: list[tuple[float, int, _Talk]] = []
        self._idle: list[_Talk] = []
        self._ended: list[tuple[Call, Outcome]] = []
        self._arrived: SimpleQueue[tuple[int, Answered]] = SimpleQueue()

    def start(self, calls: tuple[Call, ...]) -> None:
        for call in calls:
            self._advance(_Talk(call, self._terms.exchange(call)), None)
        self._fly()

    def gather(self) -> list[tuple[Call, Outcome]]:
        """The outcomes of all calls, or what there is of them; at the deadline at the latest, whatever hangs."""
        while self._under_way and (self._terms.together or not self._ended):
            self._step()
        if not self._ended:
            raise RuntimeError("the plan waits for an answer, but asked for none")
        ended, self._ended = self._ended, []
        return ended

    def dismiss(self) -> None:
        """Forget all; threads that still ask may end when they want."""
        for talk in (*self._flying.values(), *self._queued, *self._idle, *(talk for *_, talk in self._sleeping)):
            talk.exchange.close()

    @property
    def _under_way(self) -> bool:
        return bool(self._flying or self._queued or self._sleeping or self._idle)

    def _step(self) -> None:
        """Wait for the next thing to happen, and go on with those whom it concerns."""
        wake = min([self._terms.deadline, *(when for when, *_ in self._sleeping[:1])])
        try:
            number, answered = self._arrived.get(timeout=min(max(0.0, wake - self._terms.clock()), LONGEST_WAIT))
        except Empty:
            pass
        else:
            if number in self._flying:
                self._settle(self._flying.pop(number), outcome_of(answered))
        self._wake()
        self._fly()

    def _wake(self) -> None:
        over = self._terms.left <= 0
        while self._sleeping and (over or self._sleeping[0][0] <= self._terms.clock()):
            self._advance(heappop(self._sleeping)[-1], None)
        if over:
            flying, self._flying = self._flying, {}
            queued, self._queued = self._queued, deque()
            for talk in flying.values():
                self._settle(talk, overdue(attempted=True))
            for talk in queued:
                self._settle(talk, overdue(attempted=False))

    def _settle(self, talk: _Talk, outcome: Outcome) -> None:
        self._advance(talk, outcome)
        idle, self._idle = self._idle, []
        for other in idle:
            self._advance(other, None)

    def _advance(self, talk: _Talk, outcome: Outcome | None) -> None:
        try:
            wish = talk.exchange.send(outcome)
        except StopIteration as end:
            self._ended.append((talk.call, end.value))
            return
        match wish:
            case Attempt(call):
                talk.wanted = call
                self._queued.append(talk)
            case Wait(seconds):
                heappush(self._sleeping, (self._terms.clock() + seconds, next(self._numbers), talk))
            case UntilSettled():
                self._idle.append(talk)

    def _fly(self) -> None:
        while self._queued and len(self._flying) < self._terms.concurrency and self._terms.left > 0:
            talk, number = self._queued.popleft(), next(self._numbers)
            self._flying[number] = talk
            ask_in_thread(self._backend, talk.wanted, partial(self._report, number))

    def _report(self, number: int, answered: Answered) -> None:
        self._arrived.put((number, answered))
