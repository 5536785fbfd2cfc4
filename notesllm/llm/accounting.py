"""What the calls of a document took, retries included."""

from collections.abc import Iterable

from notesllm.errors import BackendError, Tokens
from notesllm.llm.call import Call
from notesllm.llm.cost import cost_usd, untold
from notesllm.llm.setting import Setting
from notesllm.llm.step import Outcome
from notesllm.summary import Prompt, Usage

# A server that says so has read what it was sent, and bills it.
ANSWERED = frozenset({"refusal", "content_filter", "truncated", "malformed"})


def usage_of(outcomes: Iterable[tuple[Call, Outcome]], setting: Setting) -> Usage:
    """The sum of all calls. Where the server doesn't count, what was sent and answered is counted or estimated here.

    What nobody tells of calls that failed is not added up: the sum is then the least that it took, and not ``counted``.
    """
    calls, counted = 0, True
    total = Tokens(0, 0, 0)
    for call, outcome in outcomes:
        calls += outcome.attempts
        taken = _taken(call, outcome, setting)
        exact = taken is outcome.tokens or taken == Tokens(0, 0) or setting.counted
        counted = counted and exact and not (outcome.untold or untold(outcome))
        total = Tokens(
            (total.input or 0) + (taken.input or 0),
            (total.output or 0) + (taken.output or 0),
            total.cached + taken.cached,
        )
    return Usage(
        calls=calls,
        input_tokens=total.input or 0,
        cached_tokens=total.cached,
        output_tokens=total.output or 0,
        cost_usd=cost_usd(total, setting.price),
        counted=counted,
    )


def _taken(call: Call, outcome: Outcome, setting: Setting) -> Tokens:
    tokens = outcome.tokens
    if tokens.input is not None and tokens.output is not None:
        return tokens
    if isinstance(outcome, BackendError):
        read = call.input_tokens if outcome.code in ANSWERED and tokens.input is None else tokens.input or 0
        return Tokens(read, tokens.output or 0, tokens.cached)
    read = call.input_tokens if tokens.input is None else tokens.input
    written = setting.counter(outcome.text) if tokens.output is None else tokens.output
    return Tokens(read, written, tokens.cached)


def prompts_of(outcomes: Iterable[tuple[Call, Outcome]]) -> tuple[Prompt, ...]:
    """The prompts that were sent, each once."""
    return tuple(dict.fromkeys(call.prompt for call, _ in outcomes))
