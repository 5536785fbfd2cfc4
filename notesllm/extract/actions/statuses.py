"""How far a task is, and how urgent: in a cell, a tail, a lead-in or a sub-entry."""

import re
from typing import get_args

from notesllm.extract.actions.entry import EDGES, Entry
from notesllm.extract.actions.scene import Scene, as_due
from notesllm.extract.outline import label_key
from notesllm.lexicon import phrase_key
from notesllm.summary.items import Priority, Status

SYMBOLS = re.compile(r"^[^\w✅✔☑✓❌🚧x]+(?=\w)|^[✅✔☑✓❌🚧]\s*(?=\w)")
DONE_CODES = (":white_check_mark:", ":heavy_check_mark:", ":ballot_box_with_check:", ":check:")
PERCENT = re.compile(r"(\d{1,3})\s?%")
MARKS: dict[str, Status] = {
    **dict.fromkeys("✅✔☑✓", "done"),
    "❌": "cancelled",
    "🚧": "in_progress",
}
LEADING = re.compile(
    r"\s*(?:[(\[]\s*(?P<inside>[^()\[\]]{1,24})\s*[)\]]"
    r"|(?P<word>[A-Z]{2,}(?: [A-Z]{2,})?|[A-Z][a-z]+)\s*[:–—-])\s*"
)
TRAILING = re.compile(
    r"(?:\s*[(\[]\s*(?P<inside>[^()\[\]]{1,40})\s*[)\]]"
    r"|(?:\s+[-–—:=>|]{1,2}|:)\s*(?P<tail>[^-–—:()\[\]]{2,40})"
    r"|[.!,;]\s+(?P<last>\w[\w ]{2,24}))[.!]?\s*$"
)
MARKED = re.compile(r"\]?\s*[:\])–—-]+\s*")  # after "P1", "[High"
TAIL = re.compile(r"[(\[:]|\s[-–—=>|]|[.!,;]\s")  # before the words at the end
TAIL_MARKS = frozenset("([-–—:=>|.!,;")
PAUSED = frozenset(":])–—-")
STATUS_MARKS = TAIL_MARKS | PAUSED | MARKS.keys()
LONGEST = 60  # code points of what comes again and again
LONGEST_URGENCY = 24
WORDS_OF_STATUS = 4
PAUSES = " ,.:;!-–—*_()[]"


def status_of(text: str, scene: Scene) -> Status | None:
    """The status that a cell, a bracket or a tail states with nothing else beside it."""
    key = phrase_key(SYMBOLS.sub("", text))
    known = scene.reading.lexicon.statuses.get(key)
    if known:
        return _valid(known)
    mark = MARKS.get(text.strip()[:1])
    if mark and len(text.strip()) <= 2:
        return mark
    words = key.split()
    if len(words) > WORDS_OF_STATUS:
        return None
    for count in range(len(words), 0 if len(words) <= 2 else 1, -1):
        if stated := scene.patterns.in_status.get(" ".join(words[:count]).strip(PAUSES)):
            return _valid(stated)
    return None


def status_in_cell(text: str, scene: Scene) -> Status | None:
    """The status that a status column's cell states, whatever else stands in it."""
    known = status_of(text, scene)
    if known:
        return known
    if text.strip()[:1] in MARKS:
        return MARKS[text.strip()[0]]
    if percent := PERCENT.search(text):
        share = int(percent[1])
        return "done" if share >= 100 else "in_progress" if share > 0 else "open"
    return status_told(text, scene)


def status_told(text: str, scene: Scene) -> Status | None:
    """The status with which a sub-entry or a cell begins: "no progress", "PR merged", "In progress: …"."""
    words = SYMBOLS.sub("", text[:80]).casefold().replace("’", "'").split()[:WORDS_OF_STATUS]
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[:count]).strip(PAUSES)
        if stated := scene.patterns.in_status.get(phrase):
            return _valid(stated)
    return None


def priority_of(text: str, scene: Scene) -> Priority | None:
    """The priority that a cell, label or bracket states."""
    key = label_key(text) if len(text) <= LONGEST else phrase_key(text)
    return scene.patterns.priorities.get(key) or scene.patterns.priorities.get(key.removesuffix("priority").strip())


def take_status(entry: Entry, scene: Scene) -> Entry:
    """Take "(done)", "- DONE", "✅" or "[P1]" off either end."""
    text = entry.text
    if text.startswith(DONE_CODES):
        entry = entry._replace(text=text.partition(" ")[2], status="done")
    elif text[:1] in MARKS:
        entry = entry._replace(text=text[1:].lstrip(EDGES), status=MARKS[text[0]])
    elif text.rstrip(" .")[-1:] in MARKS:
        text = text.rstrip(" .")
        entry = entry._replace(text=text[:-1].rstrip(EDGES), status=MARKS[text[-1]])
    start = int(entry.text[:1] == "[")
    urgency = None
    if not PAUSED.isdisjoint(entry.text[:LONGEST_URGENCY]):
        urgency = scene.patterns.urgency.before(MARKED, entry.text, start)
    if urgency:
        entry = entry._replace(
            priority=priority_of(entry.text[start : urgency[0]], scene), text=entry.text[urgency[1] :]
        )
    if match := LEADING.match(entry.text):
        inside = match["inside"] or match["word"]
        entry = _with(entry, inside, entry.text[match.end() :], scene)
    start = max(0, len(entry.text) - 60)
    mark = TAIL.search(entry.text, start)
    if mark and (match := TRAILING.search(entry.text, max(start, mark.start() - 1))):
        inside = match["inside"] or match["tail"] or match["last"]
        entry = _with(entry, inside, entry.text[: match.start()], scene)
    return entry


def _with(entry: Entry, inside: str, rest: str, scene: Scene) -> Entry:
    if not rest.strip():
        return entry
    if status := status_of(inside, scene):
        due = scene.due(inside) if entry.due is None and inside.count(" ") else None  # "will do today"
        return entry._replace(
            status=entry.status or status, text=rest, due=as_due(due) if due and due.date else entry.due
        )
    if priority := priority_of(inside, scene):
        return entry._replace(priority=entry.priority or priority, text=rest)
    return entry


STATUSES: dict[str, Status] = {s: s for s in get_args(Status)}


def _valid(name: str) -> Status:
    return STATUSES[name]
