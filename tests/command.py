"""The command, run in the test's own process: what the fixture ``notesllm`` gives."""

from collections.abc import Callable
from typing import NamedTuple


class Run(NamedTuple):
    """What came of one run."""

    code: int
    out: str
    err: str


Command = Callable[..., Run]
