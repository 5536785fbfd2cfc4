"""What tokens cost."""

import pytest

from notesllm.config import Price
from notesllm.errors import Tokens
from notesllm.llm.cost import cost_usd

MINI = Price(input=0.25, output=2.0, cached=0.025)


@pytest.mark.parametrize(
    ("tokens", "price", "usd"),
    [
        pytest.param(Tokens(1_000_000, 0), MINI, 0.25, id="input"),
        pytest.param(Tokens(0, 1_000_000), MINI, 2.0, id="output"),
        pytest.param(Tokens(1_000_000, 0, 400_000), MINI, 0.16, id="cached is part of the input"),
        pytest.param(Tokens(1000, 0, 5000), MINI, 0.000025, id="more cached than read is all"),
        pytest.param(Tokens(1_000_000, 0, 400_000), Price(0.25, 2.0), 0.25, id="no price of its own for cached"),
        pytest.param(Tokens(1000, 1000), Price(0.0, 0.0, 0.0), 0.0, id="free"),
        pytest.param(Tokens(1000, 1000), None, None, id="no price known"),
        pytest.param(Tokens(None, 1000), MINI, None, id="input not told"),
        pytest.param(Tokens(1000, None), MINI, None, id="output not told"),
    ],
)
def test_cost(tokens: Tokens, price: Price | None, usd: float | None) -> None:
    assert cost_usd(tokens, price) == (None if usd is None else pytest.approx(usd))
