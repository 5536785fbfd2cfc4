"""What stands after a task: "(Sarah, Nov 15)", "- Sarah - by Friday", "@ana", "Owner: X, Due: D", "by Friday"."""

import re

from notesllm.dates import Deadline
from notesllm.extract.actions.entry import EDGES, Entry, Peel, Signs
from notesllm.extract.actions.entry_day import due_tail
from notesllm.extract.actions.scene import Scene, as_due
from notesllm.extract.actions.statuses import STATUS_MARKS, priority_of, status_of, take_status
from notesllm.lexicon import phrase_key
from notesllm.summary import Owner

BRACKET = re.compile(r"\s*[(\[{]\s*(?P<inside>[^()\[\]{}]{2,120})\s*[)\]}]\s*[.;,]?\s*$")
DASH = re.compile(r"(?:\s+(?:[-–—]{1,2}|\||/)\s+|\s*(?:-+>|=+>|→|⇒)\s*|\s*;\s+)(?P<tail>[^|→]{2,80})$")
PIECE = re.compile(r"\s[-–—|/]|[→⇒;]|[-=]>")  # what may set one apart
HANDLES = re.compile(
    r"(?P<before>\S+)?\s+(?P<handles>@[\w./-]{2,60}(?:\s*(?:,|&|\+|and|/)?\s*@[\w./-]{2,60})*)\s*[.)]?$"
)
COMMA = re.compile(r",\s+(?P<tail>[^,]{2,40})$")
LOOKED_AT = 100  # code points at the end of an entry
INSIDE = re.compile(r"\s+\((?P<owner>[^()]{2,40})\)\s+")
CLOSING = (")", "]", "}")
DASHES = frozenset("-–—|/→⇒>;")
MOST_TAILS = 5
DIGITS = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?\.?")
LEAD = re.compile(r"\s*[:=]\s*|\s+")


def take_tails(entry: Entry, scene: Scene, rules: tuple[Peel, ...], *, dated: bool) -> Entry:
    """Take off the end, one after the other, what is an owner, a day, a status or a priority.

    ``rules`` are those of ``TAILS`` that its marks call for; ``dated`` is whether a day may stand in it.
    """
    if not rules and not dated:
        return entry
    for _ in range(MOST_TAILS):
        before = entry.text
        for rule in rules:
            entry = rule(entry, scene)
        if dated and entry.due is None:
            entry = due_tail(entry, scene)
        if entry.text == before:
            break
    return entry


def take_tail(entry: Entry, tail: str, scene: Scene) -> Entry:
    """The entry with the owner and the day of a line of its own below it."""
    return _tail(entry, tail, entry.text, scene)


def _bracket(entry: Entry, scene: Scene) -> Entry:
    if entry.text.rstrip(" .;,\t\r\n")[-1:] not in CLOSING:
        return entry
    match = BRACKET.search(entry.text, max(0, len(entry.text) - 140))
    if match is None or not match.start():
        return entry
    return _tail(entry, match["inside"], entry.text[: match.start()], scene)


def _dash(entry: Entry, scene: Scene) -> Entry:
    """Take the last piece that a dash, an arrow or a bar sets apart."""
    start = max(0, len(entry.text) - LOOKED_AT)
    if PIECE.search(entry.text, start) is None:
        return entry
    match = None
    while found := DASH.search(entry.text, start):
        match, start = found, found.start("tail")
    return entry if match is None else _tail(entry, match["tail"], entry.text[: match.start()], scene)


def _comma(entry: Entry, scene: Scene) -> Entry:
    match = COMMA.search(entry.text, max(0, len(entry.text) - 50)) if "," in entry.text and not entry.owned else None
    if match is None or not scene.known(match["tail"].strip(" .")):
        return entry
    before = entry.text[: match.start()].rsplit(None, 1)[-1].strip(" ,")
    if scene.known(before) or before[:1].isupper():
        return entry  # a list of names within the task
    return entry.with_owners(scene.known(match["tail"].strip(" .")), entry.text[: match.start()])


def _colon(entry: Entry, scene: Scene) -> Entry:
    """Take the owner of "Newsletter: Priya"."""
    head, colon, tail = entry.text.rpartition(": ")
    if not colon or entry.owned or len(tail) > 40 or not head or scene.known(head):
        return entry
    owners = scene.known(tail.strip(" ."))
    return entry.with_owners(owners, head) if owners else entry


def _inside(entry: Entry, scene: Scene) -> Entry:
    """Take the owner of "Budget (Sarah) with all figures"."""
    match = INSIDE.search(entry.text) if "(" in entry.text and not entry.owned else None
    if match and match["owner"].split()[0].casefold() in scene.patterns.prepositions:
        return entry
    owners = scene.known(match["owner"]) if match else ()
    return entry.with_owners(owners, INSIDE.sub(" ", entry.text, count=1)) if owners else entry


def _handle(entry: Entry, scene: Scene) -> Entry:
    match = HANDLES.search(entry.text, max(0, len(entry.text) - 140)) if "@" in entry.text else None
    if match is None or entry.owned or not match["before"]:
        return entry
    if phrase_key(match["before"]) in scene.patterns.prepositions:
        return entry
    owners = scene.owners(match["handles"], trusted=True)
    return entry.with_owners(owners, entry.text[: match.start("handles")].rstrip(EDGES)) if owners else entry


def _tail(entry: Entry, tail: str, rest: str, scene: Scene) -> Entry:
    """The entry with what a separated tail says, or unchanged where a part of it is something else."""
    tail, rest = tail.strip(" .,;"), rest.rstrip(EDGES)
    if not rest:
        return entry
    if (status := status_of(tail, scene)) is not None:
        return entry._replace(text=rest, status=entry.status or status)
    if (priority := priority_of(tail, scene)) is not None:
        return entry._replace(text=rest, priority=entry.priority or priority)
    due = (scene.due(tail) or _day_in(tail, scene)) if not entry.due else None
    who = tail if due is None else (tail[: due.start] + " " + tail[due.end :]).strip(EDGES + "()&.")
    for piece in who.split(",") if "," in who else ():
        if found := _beside(entry, piece.strip(), scene):
            entry, who = found, who.replace(piece, "").strip(EDGES)
    lead = scene.patterns.owner_lead.before(LEAD, who)
    who = who[lead[1] :].strip(EDGES) if lead else who
    if due is not None and (not who or phrase_key(who) in ("due", "deadline", "eta", "target", "due date")):
        return entry._replace(text=rest, due=as_due(due))
    if due is not None and who and (beside := _beside(entry, who, scene)):
        return beside._replace(text=rest, due=as_due(due))
    owners = _owners(who, scene, sure=due is not None or lead is not None) if who and not entry.owners else ()
    if owners:
        found = entry.with_owners(owners, rest)
        return found._replace(due=as_due(due)) if due else found
    return entry


def _day_in(tail: str, scene: Scene) -> Deadline | None:
    """The day that a piece of the tail is: "(Wed)", "(Iván, 18/10)"."""
    at = 0
    for piece in tail.split(","):
        bare = piece.strip()
        if bare.casefold().rstrip(".") in scene.reading.lexicon.weekdays or DIGITS.fullmatch(bare):
            found = scene.dues.of_value(bare)
            if found and found.date:
                start = at + piece.index(bare)
                return found._replace(start=start, end=start + len(bare), text=bare)
        at += len(piece) + 1
    return None


def _beside(entry: Entry, words: str, scene: Scene) -> Entry | None:
    """The entry with the status or the priority that stands beside a day."""
    if (status := status_of(words, scene)) is not None:
        return entry._replace(status=entry.status or status)
    if (priority := priority_of(words, scene)) is not None:
        return entry._replace(priority=entry.priority or priority)
    return None


def _owners(text: str, scene: Scene, *, sure: bool) -> tuple[Owner, ...]:
    """The owners in a tail; ``sure``: a day or a label beside them tells that nothing else can be meant."""
    if sure and (owners := scene.owners(text)):
        return owners
    return scene.known(text) if len(text) <= 60 else ()


# In the order in which they are tried, each with the marks of which a text must hold one.
TAILS: tuple[tuple[Signs, Peel], ...] = (
    (STATUS_MARKS, take_status),
    (frozenset(CLOSING), _bracket),
    (DASHES, _dash),
    (frozenset("@"), _handle),
    (frozenset(","), _comma),
    (frozenset(":"), _colon),
    (frozenset("("), _inside),
)
