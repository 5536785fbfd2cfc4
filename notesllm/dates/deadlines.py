"""First version: calendar dates only."""

import datetime as dt

from notesllm.dates.finding import find_dates
from notesllm.dates.mention import Deadline
from notesllm.lexicon import Lexicon


def find_due(text: str, lexicon: Lexicon, anchor: dt.date | None, *, day_first: bool | None = None) -> tuple[Deadline, ...]:
    """The deadlines in a sentence, in order."""
    return tuple(Deadline(m.start, m.end, m.text, m.last, m.precision) for m in find_dates(text, lexicon, anchor, day_first=day_first))


def resolve_due(text: str, lexicon: Lexicon, anchor: dt.date | None, *, day_first: bool | None = None) -> Deadline | None:
    """The deadline that a sentence gives: of the strongest ones, the first."""
    return max(find_due(text, lexicon, anchor, day_first=day_first), key=lambda d: d.strength, default=None)
