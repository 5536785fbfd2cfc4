"""Corrections of what there is once in a meeting: its title, day, time, place, kind, next meeting."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import get_args

from notesllm._regex import regex
from notesllm.dates import find_dates, resolve_due
from notesllm.extract.identity import item_id
from notesllm.extract.zones import zone_of
from notesllm.grounding import Passage
from notesllm.grounding.figures import unproven_numbers
from notesllm.llm.applying.fields import Cited
from notesllm.llm.applying.notes import Notes
from notesllm.summary import MeetingKind, NextMeeting

LONGEST = 200  # code points of a title, a time or a place
MOST_PEOPLE = 100_000
COUNT = regex(r"\d{1,6}")


def of_meeting(notes: Notes, name: str, value: str, cited: Cited) -> object | None:
    """What the meeting's field ``name`` is if it is as ``value`` says; None where the cited passages don't say so."""
    read = MEETING.get(name)
    value = " ".join(value.split())
    return read(notes, value, cited) if read and value and len(value) <= LONGEST else None


def _title(notes: Notes, value: str, cited: Cited) -> str | None:
    """A title that names this meeting: no section's, such as "Metrics"."""
    return value if cited and notes.names_it(value, cited) and not zone_of(value, notes.language) else None


def _written(_notes: Notes, value: str, cited: Cited) -> str | None:
    return value if Passage([passage.quote for passage in cited]).has(value) else None


def _day(notes: Notes, value: str, cited: Cited) -> dt.date | None:
    """The one day that the words mean, if it is among those that the passages have, however written."""
    if notes.dated:
        return None
    meant = _days(notes, value)
    coming = notes.rules.next_meeting.evidence if notes.rules.next_meeting else ()
    own = [passage for passage in cited if not any(passage.start < e.end and e.start < passage.end for e in coming)]
    told = {day for passage in own for day in _days(notes, passage.quote)}
    return next(iter(meant)) if len(meant) == 1 and meant <= told else None


def _days(notes: Notes, text: str) -> set[dt.date]:
    found = find_dates(text, notes.reading.lexicon, notes.draft.date, day_first=notes.reading.day_first)
    return {mention.date for mention in found if mention.date and mention.precision == "day"}


def _kind(notes: Notes, value: str, _cited: Cited) -> str | None:
    """One of a few kinds, where the rules know none: no words of the notes need to say it."""
    if notes.rules.kind != "other":
        return None
    key = value.casefold().replace(" ", "_").replace("-", "_")
    return key if key in get_args(MeetingKind) else None


def _count(notes: Notes, value: str, cited: Cited) -> int | None:
    match = COUNT.fullmatch(value)
    passage = Passage([_undated(notes, passage.quote) for passage in cited])
    if match is None or not cited or unproven_numbers(value, passage.text, notes.language):
        return None
    return int(value) if 0 < int(value) < MOST_PEOPLE else None


def _undated(notes: Notes, text: str) -> str:
    """``text`` without its dates, whose figures count nobody."""
    mentions = find_dates(text, notes.reading.lexicon, notes.draft.date, day_first=notes.reading.day_first)
    for mention in reversed(mentions):
        text = text[: mention.start] + text[mention.end :]
    return text


def _next(notes: Notes, value: str, cited: Cited) -> NextMeeting | None:
    if not notes.entails(value, cited):
        return None
    due = resolve_due(value, notes.reading.lexicon, notes.draft.date, day_first=notes.reading.day_first)
    return NextMeeting(
        id=item_id("nm", value), evidence=cited, origin="model", text=value, date=due.date if due else None
    )


MEETING: Mapping[str, Callable[[Notes, str, Cited], object | None]] = {
    "title": _title,
    "date": _day,
    "time": _written,
    "location": _written,
    "kind": _kind,
    "attendee_count": _count,
    "next_meeting": _next,
}
