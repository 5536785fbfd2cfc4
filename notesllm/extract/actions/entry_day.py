"""The day of an entry: at its head, at its end, or within it."""

import re

from notesllm.dates import Deadline
from notesllm.extract.actions.entry import Entry
from notesllm.extract.actions.scene import Scene, as_due

LOOKED_AT = 100  # code points before a day
LEAD_DAY = re.compile(r"(?P<day>[^:–—]{3,24}?)(?::|\s[-–—])\s+(?=\S.{4})")
SEPARATED = re.compile(r"[(\[,;:–—|-]\s*$")
DANGLING = re.compile(
    r"(?:\s*:[a-z_]{3,20}:)?[\s(\[,;:–—-]+(?:due|deadline|eta|target|the|by|on|is|date)?\s*[:=]?\s*$", re.IGNORECASE
)
EVENT = re.compile(r"\b(?:for|about|of|from)\s+(?:the|our|a|an)\s+(?:\w+\s+){1,2}$", re.IGNORECASE)
IS = re.compile(r"(?<!due)(?<!date)(?<!line)(?<!eta)\s(?:is|was|are|were)\s+(?:on\s+)?$", re.IGNORECASE)
CALENDAR = ("day", "week", "month", "quarter", "year")


def take_day(entry: Entry, scene: Scene) -> Entry:
    """Take the day off the head of "Nov 3: Tom to send it"."""
    match = LEAD_DAY.match(entry.text) if entry.due is None else None
    if match is None or not any(c.isdigit() for c in match["day"]):
        return entry
    due = scene.due(match["day"])
    if due is None or due.date is None or due.start > 0 or match["day"][due.end :].strip():
        return entry
    return entry._replace(due=as_due(due), text=entry.text[match.end() :])


def due_tail(entry: Entry, scene: Scene) -> Entry:
    """Take the deadline of the text, its words where they end it."""
    due = scene.due(entry.text)
    return _with_due(entry, due, scene) if due else entry


def _with_due(entry: Entry, due: Deadline, scene: Scene) -> Entry:
    """The entry with a deadline of its text; its words are taken off where they end the text."""
    text = entry.text
    before = text[: due.start].rstrip().rsplit(" ", 1)[-1].casefold()
    if before in scene.patterns.past:
        return entry  # "what was discussed today"
    if due.text[:3].casefold() in ("on ", "in ") and EVENT.search(text, max(0, due.start - 60), due.start):
        return entry  # "for the demos on 11 March"
    if IS.search(text, max(0, due.start - 40), due.start):
        return entry  # "enhancement freeze is March 6"
    at_end = not text[due.end :].strip(" .,;!)]*")
    if due.strength == 0 and not (at_end and (SEPARATED.search(text[: due.start]) or due.precision == "day")):
        return entry
    entry = entry._replace(due=as_due(due))
    rest = text[: due.start]
    if at_end and due.precision in CALENDAR and len(rest.split()) >= 2:
        dangling = DANGLING.search(rest, max(0, len(rest) - LOOKED_AT))
        return entry._replace(text=rest[: dangling.start()] if dangling else rest)
    if not rest.strip(" (") and text[due.end : due.end + 1] in ",:" and len(text) - due.end > 8:
        return entry._replace(text=text[due.end + 1 :].lstrip())
    return entry
