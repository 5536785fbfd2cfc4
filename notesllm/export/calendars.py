"""Actions, the next meeting and milestones as an iCalendar file (RFC 5545), by the icalendar library.

Each action is a VTODO; each that is unfinished and has a due date is an all-day VEVENT "Due: …" as well, for Google
Calendar and Outlook take no VTODO. They keep no time free (TRANSP:TRANSPARENT). The next meeting and milestones whose
day the notes name are all-day VEVENTs: days are VALUE=DATE, which no time zone moves. A UID is the item's id at the
meeting's, so that a second import changes entries instead of doubling them; DTSTAMP is the meeting's day, not today.

An owner is an ATTENDEE of a VTODO where an address is known, and never invited (RSVP=FALSE, SCHEDULE-AGENT=NONE, no
METHOD); all are named in DESCRIPTION.
"""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from notesllm.export.describing import plain
from notesllm.export.gathering import rows
from notesllm.export.rows import Day, Exportable, Proof, Task
from notesllm.export.texts import cut
from notesllm.summary.items import Priority, Status

if TYPE_CHECKING:
    from icalendar import Event, Todo

MOST_SUMMARY = 1000
PRIORITIES: Mapping[Priority | None, int] = MappingProxyType({"critical": 1, "high": 3, "medium": 5, "low": 9})
STATUSES: Mapping[Status, str] = MappingProxyType(
    {
        "open": "NEEDS-ACTION",
        "in_progress": "IN-PROCESS",
        "blocked": "NEEDS-ACTION",
        "done": "COMPLETED",
        "cancelled": "CANCELLED",
    }
)


def to_ics(what: Exportable) -> bytes:
    from icalendar import Calendar

    gathered = rows(what)
    calendar = Calendar()
    calendar.add("prodid", "-//notesllm//meeting notes//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", cut(gathered.title, MOST_SUMMARY))
    for task in gathered.tasks:
        calendar.add_component(_todo(task, gathered.stamp))
    for task in gathered.tasks:
        if task.due and not task.over:
            calendar.add_component(_due(task, task.due, gathered.stamp))
    for day in gathered.days:
        calendar.add_component(_event(day, gathered.stamp))
    if not gathered.tasks and not gathered.days:
        calendar.add_component(_nothing(gathered.title, gathered.stamp))
    return bytes(calendar.to_ical(sorted=False))


def _uid(item: str, meeting: str) -> str:
    return f"{item}@{meeting}.notesllm"


def _stamp(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _todo(task: Task, stamp: dt.date) -> "Todo":
    from icalendar import Todo, vCalAddress, vText

    todo = Todo()
    todo.add("uid", _uid(task.id, task.meeting))
    todo.add("dtstamp", _stamp(stamp))
    todo.add("summary", cut(task.text, MOST_SUMMARY) or "Untitled")
    todo.add("description", plain(task))
    todo.add("status", STATUSES[task.status])
    if task.priority is not None:
        todo.add("priority", PRIORITIES[task.priority])
    if task.due is not None:
        todo.add("due", task.due)
    if task.status == "blocked":
        todo.add("categories", ["BLOCKED"])
    for hand in task.hands:
        if hand.email:
            attendee = vCalAddress(f"mailto:{hand.email}")
            attendee.params["cn"] = vText(hand.name.replace('"', "'"))
            attendee.params["rsvp"] = vText("FALSE")
            attendee.params["schedule-agent"] = vText("NONE")
            todo.add("attendee", attendee, encode=False)
    return todo


def _due(task: Task, day: dt.date, stamp: dt.date) -> "Event":
    uid = _uid(task.id, task.meeting)
    event = _all_day(f"due-{uid}", f"Due: {cut(task.text, MOST_SUMMARY) or 'Untitled'}", day, stamp)
    event.add("description", plain(task))
    event.add("related-to", uid)
    return event


def _event(day: Day, stamp: dt.date) -> "Event":
    event = _all_day(_uid(day.id, day.meeting), cut(day.text, MOST_SUMMARY) or "Untitled", day.day, stamp)
    event.add("status", "CANCELLED" if day.cancelled else "CONFIRMED")
    if day.proof is not None:
        event.add("description", _proof(day.proof))
    return event


def _nothing(title: str, stamp: dt.date) -> "Event":
    """A calendar has to hold something."""
    return _all_day("nothing@notesllm", f"Nothing to do or to attend: {cut(title, MOST_SUMMARY)}", stamp, stamp)


def _all_day(uid: str, summary: str, day: dt.date, stamp: dt.date) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", _stamp(stamp))
    event.add("dtstart", day)
    if day < dt.date.max:
        event.add("dtend", day + dt.timedelta(1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary)
    return event


def _proof(proof: Proof) -> str:
    return f"From: {proof.place}\nNotes: “{cut(proof.quote, MOST_SUMMARY)}”"
