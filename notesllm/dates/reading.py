"""One text being searched, and what every recogniser of a calendar date is."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from notesllm.dates.mention import Precision
from notesllm.dates.terms import Terms


class Reading(NamedTuple):
    """A text with what its dates are read by: ``low`` is the same text in small letters, ``words`` are its tokens."""

    text: str
    low: str
    terms: Terms
    anchor: dt.date | None
    day_first: bool
    words: frozenset[str]

    def capital(self, at: int) -> bool:
        """Whether a capital letter stands there."""
        return self.text[at : at + 1].isupper()


class Found(NamedTuple):
    """What a recogniser makes of a match: first and last day, or None where no anchor supplies the year."""

    first: dt.date | None
    last: dt.date | None
    precision: Precision = "day"
    has_year: bool = True


class Recogniser(NamedTuple):
    """A pattern over small letters and the meaning of its matches; None where a match means no date."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reading], Found | None]


Group = Callable[[Reading], Sequence[Recogniser]]  # gives those that may match in the text
