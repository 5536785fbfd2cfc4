"""First version: ISO dates only."""

import datetime as dt
import re

from notesllm.dates.mention import Mention
from notesllm.lexicon import Lexicon

ISO = re.compile(r"(?<![\w/.])(\d{4})-(\d\d)-(\d\d)(?!\d)")


def find_dates(text: str, lexicon: Lexicon, anchor: dt.date | None, *, day_first: bool | None = None) -> tuple[Mention, ...]:
    """The calendar dates in ``text``, in order."""
    found = []
    for m in ISO.finditer(text):
        try:
            day = dt.date(int(m[1]), int(m[2]), int(m[3]))
        except ValueError:
            continue
        found.append(Mention(m.start(), m.end(), m[0], day, "day", True, None, day))
    return tuple(found)
