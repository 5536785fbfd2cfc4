"""Deadlines in a place that can hold nothing else: a table's cell, the value of "Due:"."""

import datetime as dt
import re
from functools import cache

from notesllm.dates.deadlines import find_due, rank
from notesllm.dates.mention import Deadline, Precision
from notesllm.dates.terms import lowered, terms
from notesllm.lexicon import Lexicon

EDGES = " \t\r\n*_`~,;:[]|"
STOP = re.compile(r"(?<!\d)\.$")  # the stop of a sentence; that of "15.10." belongs to the day
WHOLE = 60  # a value up to this long is the notes' wording of the deadline as it stands
LEAD = "due "  # what makes any day a deadline; English lead-ins are known in every language
DAY_LEAD, SPAN_LEAD = "by the ", "in "


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    words = terms(language)
    empty = re.compile(rf"[-–—/.\s]*(?:{words.part('nothing')})?[-–—/.\s]*")
    open_ended = re.compile(rf"(?<!\w)(?:{words.part('unclear', 'ongoing', 'asap', 'soon')})(?!\w)|^\?+$")
    condition = re.compile(rf"\b(?:{words.part('condition', 'condition_value', 'meeting', 'numbered')})\b|\bv\d")
    span = re.compile(rf"(?:\d|{words.number}\s|{words.part('few')}\s)")
    return empty, open_ended, condition, span


def resolve_due_value(
    text: str, lexicon: Lexicon, anchor: dt.date | None, *, day_first: bool | None = None
) -> Deadline | None:
    """The deadline in a value that is known to be one; None where it is empty ("-", "N/A")."""
    value = STOP.sub("", text.strip(EDGES))
    if value[:1] + value[-1:] == "()":
        value = value[1:-1].strip(EDGES)
    low = lowered(value)
    empty, open_ended, condition, span = _patterns(lexicon.language)
    if not value or empty.fullmatch(low):
        return None
    start = text.index(value)
    asked = _spelled_out(low, lexicon.language) or value[:1].upper() + value[1:]
    leads = (LEAD, DAY_LEAD, SPAN_LEAD) if span.match(low) else (LEAD,)
    for lead in leads:
        found = find_due(lead + asked, lexicon, anchor, day_first=day_first)
        best = max(found, key=rank, default=None)
        if best and (best.date or best.precision not in ("condition", "unclear")):
            return _placed(best, len(lead), start, value)
    if open_ended.search(low):
        precision: Precision = "unclear"
    else:
        precision = "condition" if condition.search(low) else "unclear"
    return Deadline(start, start + len(value), value, None, precision, 2)


def _spelled_out(low: str, language: str) -> str:
    """The full name of a weekday that the value abbreviates: "Fr", which a sentence would not be believed."""
    weekdays = terms(language).weekdays
    number = weekdays.get(low.rstrip("."))
    return "" if number is None else max((name for name, its in weekdays.items() if its == number), key=len)


def _placed(found: Deadline, lead: int, start: int, value: str) -> Deadline:
    """The deadline at its place in the value, or the whole value as its wording."""
    first, last = max(0, found.start - lead), max(0, found.end - lead)
    if len(value) <= WHOLE:
        first, last = 0, len(value)
    return found._replace(start=start + first, end=start + last, text=value[first:last], strength=2)
