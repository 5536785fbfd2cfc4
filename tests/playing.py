"""Drives exchanges by script, with a clock that only moves when it is told to."""

from collections.abc import Iterator

from notesllm.llm.exchange import Attempt, Exchange, UntilSettled, Wait
from notesllm.llm.step import Outcome


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Played:
    """Drives one exchange with scripted outcomes, each of which takes ``lasts`` seconds."""

    def __init__(self, clock: Clock, outcomes: Iterator[Outcome], lasts: float = 0.0) -> None:
        self.clock = clock
        self.outcomes = outcomes
        self.lasts = lasts
        self.timeouts: list[float] = []
        self.waits: list[float] = []

    def play(self, exchange: Exchange) -> Outcome:
        said: Outcome | None = None
        while True:
            try:
                wish = exchange.send(said)
            except StopIteration as end:
                outcome: Outcome = end.value
                return outcome
            match wish:
                case Attempt(call):
                    self.timeouts.append(call.timeout)
                    self.clock.now += self.lasts
                    said = next(self.outcomes)
                case Wait(seconds):
                    self.waits.append(seconds)
                    self.clock.now += seconds
                    said = None
                case UntilSettled():
                    raise AssertionError("nobody else is under way")
