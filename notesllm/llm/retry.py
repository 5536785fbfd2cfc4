"""The one policy of asking again: tenacity decides, whoever drives the exchange waits."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, cast

from tenacity import BaseRetrying, DoAttempt, DoSleep, RetryCallState
from tenacity.wait import wait_exponential_jitter

from notesllm.errors import BackendError, Tokens
from notesllm.llm.call import Call
from notesllm.llm.cost import untold
from notesllm.llm.exchange import Exchange, Handler, Wait
from notesllm.llm.step import Outcome

BACKOFF = wait_exponential_jitter(multiplier=0.5, jitter=0.5, max=20)  # 0.5 to 1 s, 1 to 1.5 s, 2 to 2.5 s, ...
Clock = Callable[[], float]


class _Policy(BaseRetrying):
    """Decides, and calls nothing. One for each exchange: tenacity keeps its counts by thread."""

    def __call__(self, *_: object, **__: object) -> Any:  # noqa: ANN401 - as in the base class
        raise NotImplementedError("an exchange asks for its attempts")


def retried(call: Call, ask: Handler, *, attempts: int, deadline: float, clock: Clock = time.monotonic) -> Exchange:
    """``ask`` until there is a reply, an error that asking again does not help, or no time or attempt left.

    Each attempt may take what is left until ``deadline`` (on ``clock``). A ``Retry-After`` counts where it is longer
    than the backoff; one that ends after the deadline is not waited for. The outcome sums tokens and attempts.
    """
    policy = _Policy(
        retry=_worth_retrying,
        wait=_pause,
        stop=partial(_over, attempts=attempts, deadline=deadline, clock=clock),
        retry_error_callback=_outcome,
    )
    policy.begin()
    state = RetryCallState(policy, None, (), {})
    earlier: tuple[Outcome, ...] = ()
    while True:
        decision = policy.iter(state)
        if isinstance(decision, DoSleep):
            earlier = (*earlier, _outcome(state))
            state.prepare_for_next_attempt()
            yield Wait(float(decision))
        elif isinstance(decision, DoAttempt):
            state.set_result((yield from _in_time(call, ask, deadline, clock)))
        else:
            return _summed(cast("Outcome", decision), earlier)


def _in_time(call: Call, ask: Handler, deadline: float, clock: Clock) -> Exchange:
    left = deadline - clock()
    if left <= 0:
        return BackendError("deadline", "the time for all calls was over before this one; raise timeout", attempts=0)
    outcome = yield from ask(replace(call, timeout=left))
    if isinstance(outcome, BackendError) and outcome.code == "timeout" and clock() >= deadline:
        return BackendError("deadline", str(outcome), tokens=outcome.tokens, attempts=outcome.attempts)
    return outcome


def _outcome(state: RetryCallState) -> Outcome:
    if state.outcome is None:
        raise RuntimeError("nothing came of the attempt yet")
    return cast("Outcome", state.outcome.result())


def _worth_retrying(state: RetryCallState) -> bool:
    outcome = _outcome(state)
    return isinstance(outcome, BackendError) and outcome.retryable


def _pause(state: RetryCallState) -> float:
    outcome = _outcome(state)
    asked = outcome.retry_after if isinstance(outcome, BackendError) else None
    return max(BACKOFF(state), asked or 0.0)


def _over(state: RetryCallState, *, attempts: int, deadline: float, clock: Clock) -> bool:
    return state.attempt_number >= attempts or clock() + state.upcoming_sleep >= deadline


def _summed(outcome: Outcome, earlier: tuple[Outcome, ...]) -> Outcome:
    tokens = total(each.tokens for each in (*earlier, outcome))
    attempts = sum(each.attempts for each in (*earlier, outcome))
    unknown = sum(map(untold, earlier)) + outcome.untold
    if not isinstance(outcome, BackendError):
        return replace(outcome, tokens=tokens, attempts=attempts, untold=unknown)
    return BackendError(
        outcome.code,
        str(outcome),
        retry_after=outcome.retry_after,
        tokens=tokens,
        attempts=attempts,
        untold=unknown + untold(outcome),
    )


def total(figures: Iterable[Tokens]) -> Tokens:
    """The sum of what is known; unknown where nothing is."""
    known = tuple(figures)
    inputs = [tokens.input for tokens in known if tokens.input is not None]
    outputs = [tokens.output for tokens in known if tokens.output is not None]
    return Tokens(
        sum(inputs) if inputs else None, sum(outputs) if outputs else None, sum(tokens.cached for tokens in known)
    )
