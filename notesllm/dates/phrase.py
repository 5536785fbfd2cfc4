"""What every recogniser of a deadline is."""

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.dates.mention import Precision
from notesllm.dates.reading import Reading
from notesllm.dates.terms import Terms
from notesllm.dates.tokens import triggers

DIGIT = "0"  # stands for any figure among the triggers
STOP = regex(r"(?=\s*(?:$|[.,;:!?)\]}|*_–—-]))")  # the end of a clause


class Meaning(NamedTuple):
    """The day that a phrase means, or None.

    ``strength`` is what the phrase has by itself; ``needs`` what it must have, its lead-in counted, to be a deadline.
    ``first`` is where its period begins, for "before"; ``start`` where the phrase does, if that is before the match;
    ``ranged`` is whether it goes from one day or month to another.
    """

    date: dt.date | None
    precision: Precision = "day"
    strength: int = 0
    needs: int = 0
    first: dt.date | None = None
    start: int | None = None
    ranged: bool = False


class Phrase(NamedTuple):
    """A pattern over small letters, and what its matches mean.

    It is tried where the text holds one of the ``triggers`` and, if there are any, one of the words in ``also``.
    """

    triggers: frozenset[str]
    pattern: Callable[[], re.Pattern[str]]
    read: Callable[[re.Match[str], Reading], Meaning | None]
    also: frozenset[str] = frozenset()


def later(source: Callable[[], str]) -> Callable[[], re.Pattern[str]]:
    """The pattern, put together and compiled when it is first tried: a run needs few of them."""
    return cache(lambda: re.compile(source()))


def parts(words: Terms, *names: str) -> frozenset[str]:
    """The triggers of the named parts of ``[due]``."""
    return triggers(*(words.due.get(name, ()) for name in names))
