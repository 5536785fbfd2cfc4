"""What all calls for one document share."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from notesllm.config import Options
from notesllm.llm.budget import Ledger, budgeted
from notesllm.llm.cache import Cache, cached
from notesllm.llm.call import Call
from notesllm.llm.exchange import Exchange, sent
from notesllm.llm.retry import retried
from notesllm.llm.setting import Setting

LONGEST = 604_800  # seconds, a week: clocks and sockets can't wait for any number


@dataclass(frozen=True, slots=True)
class Terms:
    """``deadline`` is on ``clock``. ``attempts``: how often one call is tried. ``together``: wait for whole batches."""

    model: str
    ledger: Ledger
    deadline: float
    attempts: int
    concurrency: int
    cache: Cache | None = field(default=None, repr=False)
    together: bool = True
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def of(
        cls,
        options: Options,
        setting: Setting,
        *,
        cache: Cache | None = None,
        ledger: Ledger | None = None,
        together: bool = True,
    ) -> "Terms":
        """The time runs from now on. ``ledger`` where other documents, one after the other, draw on the same budget."""
        return cls(
            model=setting.model,
            ledger=ledger or Ledger.of(options, setting),
            deadline=time.monotonic() + min(options.timeout, LONGEST),
            attempts=max(1, int(options.attempts)),
            concurrency=max(1, int(options.concurrency)),
            cache=cache,
            together=together,
        )

    @property
    def left(self) -> float:
        return self.deadline - self.clock()

    def exchange(self, call: Call) -> Exchange:
        """All that becomes of one call."""

        def tried(call: Call) -> Exchange:
            return retried(call, paid, attempts=self.attempts, deadline=self.deadline, clock=self.clock)

        def paid(call: Call) -> Exchange:
            return budgeted(call, sent, self.ledger)

        return cached(call, tried, self.cache, self.model)
