"""Hard limits: what an attempt may cost at most is set aside before it is made, and settled after."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from threading import Lock

from notesllm.config import Options, Price
from notesllm.errors import BackendError, OptionError, Tokens
from notesllm.llm.call import Call, Reply
from notesllm.llm.cost import cost_usd, untold
from notesllm.llm.exchange import Exchange, Handler, UntilSettled
from notesllm.llm.setting import Setting
from notesllm.llm.step import Outcome


@dataclass(frozen=True, slots=True)
class Amount:
    """What something takes; ``usd`` is 0 where no price is known."""

    tokens: int = 0
    usd: float = 0.0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.tokens + other.tokens, self.usd + other.usd)

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(self.tokens - other.tokens, self.usd - other.usd)


@dataclass(frozen=True, slots=True)
class Rates:
    """How to tell what a call costs. ``margin`` makes a count that may be an estimate safe."""

    price: Price | None
    margin: float
    counter: Callable[[str], int]

    def most(self, call: Call) -> Amount:
        """What one attempt may take at most."""
        return self._amount(Tokens(ceil(call.input_tokens * self.margin), call.max_output_tokens))

    def taken(self, call: Call, outcome: Outcome) -> Amount:
        """What one attempt took, as the server says; else as estimated; else all that it may have."""
        tokens = outcome.tokens
        if tokens.input is not None and tokens.output is not None:
            return self._amount(tokens)
        if isinstance(outcome, Reply):
            output = ceil(self.counter(outcome.text) * self.margin)
            return self._amount(Tokens(ceil(call.input_tokens * self.margin), output))
        return self.most(call) if untold(outcome) else Amount()

    def _amount(self, tokens: Tokens) -> Amount:
        return Amount((tokens.input or 0) + (tokens.output or 0), cost_usd(tokens, self.price) or 0.0)


class Ledger:
    """What calls have taken, and what those in flight may take: for one document, or for one after the other."""

    def __init__(self, rates: Rates, *, tokens: int | None = None, usd: float | None = None) -> None:
        self.rates = rates
        self._limits = Amount(tokens or 0, usd or 0.0)
        self._limited = (tokens is not None, usd is not None)
        self._spent = Amount()
        self._held: dict[int, Amount] = {}
        self._holding = Amount()  # the sum of what is held
        self._number = 0
        self._lock = Lock()

    @classmethod
    def of(cls, options: Options, setting: Setting) -> "Ledger":
        """Raises :class:`OptionError` where dollars are limited and nobody knows the price."""
        if options.budget_usd is not None and setting.price is None:
            raise OptionError(
                f"budget_usd needs the price of {setting.model}, which is not known; pass price=Price(...)"
            )
        rates = Rates(setting.price, setting.counter.margin, setting.counter)
        return cls(rates, tokens=options.budget_tokens, usd=options.budget_usd)

    @property
    def spent(self) -> Amount:
        return self._spent

    def reserve(self, call: Call) -> int | BackendError | None:
        """A number to settle by; None: it depends on what the attempts in flight will have taken."""
        most = self.rates.most(call)
        with self._lock:
            if refusal := self._refusal(self._spent + most):
                return refusal
            if self._held and self._refusal(self._spent + self._holding + most):
                return None
            self._number += 1
            self._held[self._number] = most
            self._holding += most
            return self._number

    def settle(self, number: int, taken: Amount) -> None:
        with self._lock:
            self._holding -= self._held.pop(number)
            self._spent += taken
            if not self._held:
                self._holding = Amount()  # whatever rounding left of it

    def _refusal(self, amount: Amount) -> BackendError | None:
        if self._limited[0] and amount.tokens > self._limits.tokens:
            asked = f"{amount.tokens:,} tokens in all, and budget_tokens is {self._limits.tokens:,}"
        elif self._limited[1] and amount.usd > self._limits.usd:
            asked = f"{amount.usd:.4f} US dollars in all, and budget_usd is {self._limits.usd:g}"
        else:
            return None
        return BackendError("budget", f"it could have come to {asked}", attempts=0)


def budgeted(call: Call, ask: Handler, ledger: Ledger) -> Exchange:
    """``ask`` where the budget allows for all that it may take; else the error "budget"."""
    while (number := ledger.reserve(call)) is None:
        yield UntilSettled()
    if isinstance(number, BackendError):
        return number
    taken = ledger.rates.most(call)  # where nobody waits for the end
    try:
        outcome = yield from ask(call)
        taken = ledger.rates.taken(call, outcome)
    finally:
        ledger.settle(number, taken)
    return outcome
