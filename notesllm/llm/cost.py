"""What tokens cost."""

from notesllm.config import Price
from notesllm.errors import BackendCode, BackendError, Tokens
from notesllm.llm.step import Outcome

MILLION = 1_000_000
DECIMALS = 9  # of a dollar: a token of the cheapest model costs more
# What a server answers with such an error it does not bill; of others, one can't know.
UNBILLED: frozenset[BackendCode] = frozenset(
    (
        "rate_limited",
        "quota",
        "server_error",
        "bad_request",
        "auth",
        "not_found",
        "too_large",
        "budget",
        "not_configured",
    )
)


def untold(outcome: Outcome) -> bool:
    """Whether an attempt failed and may have taken tokens, of which nobody says how many."""
    if not isinstance(outcome, BackendError) or None not in outcome.tokens[:2]:
        return False
    return bool(outcome.attempts) and outcome.code not in UNBILLED


def cost_usd(tokens: Tokens, price: Price | None) -> float | None:
    """US dollars; None where no price is known, or nobody said how many tokens there were."""
    if price is None or tokens.input is None or tokens.output is None:
        return None
    cached = min(tokens.cached, tokens.input)
    cached_price = price.input if price.cached is None else price.cached
    total = (tokens.input - cached) * price.input + cached * cached_price + tokens.output * price.output
    return round(total / MILLION, DECIMALS)
