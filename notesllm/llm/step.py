"""How a plan and whoever drives it talk: the plan wants calls and takes what came of each, in any order.

A driver sends any non-empty part of the outstanding calls with their outcomes and gets the next step; the plan's
return value is the final summary, or whatever else the plan makes.
"""

from collections.abc import Callable, Generator, Sequence
from typing import Generic, NamedTuple, TypeVar

from notesllm.errors import BackendError
from notesllm.llm.call import Call, Reply

Outcome = Reply | BackendError
Made = TypeVar("Made")


class Step(NamedTuple, Generic[Made]):
    """What a plan wants next.

    ``calls`` are new and independent of each other; none where all that is wanted is outstanding already.
    ``summary`` gives what there is so far: valid, proven, and made only when asked for.
    """

    calls: tuple[Call, ...]
    summary: Callable[[], Made]


Plan = Generator[Step[Made], Sequence[tuple[Call, Outcome]], Made]
