"""Many meetings in, one page out: a digest is computed from the items of summaries, never from their prose.

``notesllm.digest`` is this package, and can be called: ``notesllm.digest(summaries)`` is :func:`digest` itself,
whichever of the two was imported first.
"""

import datetime as dt
import sys
from collections.abc import Iterable
from types import ModuleType

from notesllm.digest.composing import digest
from notesllm.digest.model import ExecutiveDigest
from notesllm.summary import MeetingSummary

__all__ = ["ExecutiveDigest", "digest"]


class _Callable(ModuleType):
    """A module that does what its main function does."""

    def __call__(
        self,
        summaries: Iterable[MeetingSummary],
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        as_of: dt.date | None = None,
        previous: ExecutiveDigest | None = None,
    ) -> ExecutiveDigest:
        return digest(summaries, since=since, until=until, as_of=as_of, previous=previous)


sys.modules[__name__].__class__ = _Callable
