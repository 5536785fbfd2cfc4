"""What becomes of one call, decided without doing any of it.

Like httpx' ``auth_flow``, an exchange is a generator that yields what it wants done; whoever drives it, blocking or
awaiting, does that and sends what came of it. Exchanges nest: ``cached(retried(budgeted(sent)))``.
"""

from collections.abc import Callable, Generator
from typing import NamedTuple

from notesllm.llm.call import Call
from notesllm.llm.step import Outcome


class Attempt(NamedTuple):
    """Ask the backend once, and send the outcome."""

    call: Call


class Wait(NamedTuple):
    """Send None when so many seconds have passed."""

    seconds: float


class UntilSettled(NamedTuple):
    """Send None when an attempt of another exchange has ended: only then it is known what that leaves of the budget."""


Wish = Attempt | Wait | UntilSettled
Exchange = Generator[Wish, Outcome | None, Outcome]
Handler = Callable[[Call], Exchange]


def sent(call: Call) -> Exchange:
    """One attempt."""
    outcome = yield Attempt(call)
    if outcome is None:
        raise RuntimeError("an attempt was answered with nothing")
    return outcome
