"""Corrections of what there is once in a meeting: its title, day, time and place."""

import datetime as dt
from collections.abc import Callable, Mapping

from notesllm.dates import find_dates
from notesllm.grounding.passage import Passage
from notesllm.llm.applying.fields import Cited
from notesllm.llm.applying.notes import Notes

LONGEST = 200  # code points of a title, a time or a place


def of_meeting(notes: Notes, name: str, value: str, cited: Cited) -> str | dt.date | None:
    """What the meeting's field ``name`` is as ``value`` says; None where the cited passages don't say so."""
    read = MEETING.get(name)
    return read(notes, value.strip(), cited) if read and value.strip() and len(value) <= LONGEST and cited else None


def _said(notes: Notes, value: str, cited: Cited) -> str | None:
    return value if notes.entails(value, cited, deniable=False) else None


def _written(_notes: Notes, value: str, cited: Cited) -> str | None:
    return value if Passage([passage.quote for passage in cited]).has(value) else None


def _day(notes: Notes, value: str, cited: Cited) -> dt.date | None:
    """The one day that the words mean, if it is among those that the passages have, however written."""
    meant = _days(notes, value)
    told = {day for passage in cited for day in _days(notes, passage.quote)}
    return next(iter(meant)) if len(meant) == 1 and meant <= told else None


def _days(notes: Notes, text: str) -> set[dt.date]:
    found = find_dates(text, notes.reading.lexicon, notes.draft.date, day_first=notes.reading.day_first)
    return {mention.date for mention in found if mention.date and mention.precision == "day"}


MEETING: Mapping[str, Callable[[Notes, str, Cited], str | dt.date | None]] = {
    "title": _said,
    "date": _day,
    "time": _written,
    "location": _written,
}
