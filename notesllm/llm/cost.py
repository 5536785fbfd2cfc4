"""What tokens cost."""

from notesllm.config import Price
from notesllm.errors import Tokens

MILLION = 1_000_000


def cost_usd(tokens: Tokens, price: Price | None) -> float | None:
    """US dollars; None where no price is known, or nobody said how many tokens there were."""
    if price is None or tokens.input is None or tokens.output is None:
        return None
    cached = min(tokens.cached, tokens.input)
    cached_price = price.input if price.cached is None else price.cached
    total = (tokens.input - cached) * price.input + cached * cached_price + tokens.output * price.output
    return total / MILLION
