"""Days and deadlines as people write them, resolved from the meeting's day.

``find_dates(text, lexicon, anchor)``          calendar dates: "Oct. 15th", "15.10.2024", "Week 32 2023"
``find_due(text, lexicon, anchor)``            deadlines in a sentence: "by Friday", "end of Q4", "once it is merged"
``may_be_due(text, lexicon)``                  whether its words allow one, in it or in any part of it
``resolve_due(text, lexicon, anchor)``         the one deadline that a sentence gives, or None
``resolve_due_value(text, lexicon, anchor)``   the same for a cell or field that is known to hold a deadline
``weekday_conflict(mention)``                  whether a date's stated weekday is not its own
``writes_day_first(text, lexicon)``            whether this document writes 5/10 for the fifth of October

``anchor`` is the meeting's day; without it, what needs one has no date. All take an optional ``day_first=``.
"""

from notesllm.dates.deadlines import find_due, may_be_due, resolve_due
from notesllm.dates.finding import find_dates
from notesllm.dates.mention import Deadline, Mention, weekday_conflict
from notesllm.dates.numeric import writes_day_first
from notesllm.dates.values import resolve_due_value

__all__ = [
    "Deadline",
    "Mention",
    "find_dates",
    "find_due",
    "may_be_due",
    "resolve_due",
    "resolve_due_value",
    "weekday_conflict",
    "writes_day_first",
]
