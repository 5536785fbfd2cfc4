"""How much one template may do: a mistake in it ends with an error, not with a full memory or a process that hangs."""

import time
from collections.abc import Iterable, Iterator

from jinja2.exceptions import SecurityError

SECONDS = 10.0
STEPS = 2_000_000  # rounds of loops and calls
LONGEST = 200_000  # characters or members of one value
MOST = 20_000_000  # characters written


class Limits:
    """What is left to one run of a template."""

    def __init__(self) -> None:
        self._until = time.monotonic() + SECONDS
        self._steps = STEPS
        self._characters = MOST

    def step(self) -> None:
        """One more round, or call. Raises SecurityError where it is one too many."""
        self._steps -= 1
        if self._steps < 0 or time.monotonic() > self._until:
            raise SecurityError("it doesn't come to an end; look for a loop or a macro that goes on for ever")

    def counted(self, values: Iterable[object]) -> Iterator[object]:
        """The values, each of them a step."""
        for value in values:
            self.step()
            yield value

    def written(self, characters: int) -> None:
        """So many more are written."""
        self.step()
        self._characters -= characters
        if self._characters < 0:
            raise SecurityError(f"it writes more than {MOST:,} characters")


def fitting(size: int) -> None:
    """Nothing, or SecurityError where one value would be as large as that."""
    if size > LONGEST:
        raise SecurityError(f"it makes a text or a list of more than {LONGEST:,} parts")
