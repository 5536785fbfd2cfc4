"""What the searches give back: a date that stands in a text, and a deadline with the day it means."""

import datetime as dt
from typing import Literal, NamedTuple

Precision = Literal["day", "week", "month", "quarter", "year", "condition", "unclear"]


class Mention(NamedTuple):
    """A date as written: ``text == source[start:end]``.

    ``date`` is the first day that is meant (of a week, a month or a range), ``last`` the last one; both are null
    where a year is missing and no anchor supplies it. ``weekday`` is the one that stands beside it (Monday is 0).
    """

    start: int
    end: int
    text: str
    date: dt.date | None
    precision: Precision
    has_year: bool
    weekday: int | None = None
    last: dt.date | None = None


class Deadline(NamedTuple):
    """When something is due: the words, its preposition included, and the day they mean or null where they mean none.

    ``strength``: 2 if a word of deadlines leads it ("by", "due", "before"), 1 if another preposition does or the phrase
    speaks of the future by itself ("on Friday", "next week", "in two days"), 0 for a date or condition without any.
    """

    start: int
    end: int
    text: str
    date: dt.date | None
    precision: Precision
    strength: int = 0


def weekday_conflict(mention: Mention) -> bool:
    """Whether the weekday that is written beside the date is not that date's."""
    stated, date = mention.weekday, mention.date
    return stated is not None and date is not None and mention.precision == "day" and date.weekday() != stated
