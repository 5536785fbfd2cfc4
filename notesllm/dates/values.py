"""First version."""

import datetime as dt

from notesllm.dates.deadlines import resolve_due
from notesllm.dates.mention import Deadline
from notesllm.lexicon import Lexicon


def resolve_due_value(text: str, lexicon: Lexicon, anchor: dt.date | None, *, day_first: bool | None = None) -> Deadline | None:
    """The deadline in a cell or field that is known to hold one; None where it is empty ("-", "N/A")."""
    return resolve_due(text, lexicon, anchor, day_first=day_first)
