"""How a plan and whoever drives it talk: the plan wants calls and takes what came of each, in any order.

A driver sends any non-empty part of the outstanding calls with their outcomes and gets the next step; the plan's
return value is the final summary.
"""

from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

from notesllm.errors import BackendError
from notesllm.llm.call import Call, Reply
from notesllm.summary import MeetingSummary

Outcome = Reply | BackendError


class Step(NamedTuple):
    """What a plan wants next.

    ``calls`` are new and independent of each other; none where all that is wanted is outstanding already.
    ``summary`` gives what there is so far: valid, proven, and made only when asked for.
    """

    calls: tuple[Call, ...]
    summary: Callable[[], MeetingSummary]


Plan = Generator[Step, Sequence[tuple[Call, Outcome]], MeetingSummary]
