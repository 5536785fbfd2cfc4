"""A digest in which corrections by hand count: for a whole thread, whichever of its mentions was corrected.

Threads are told by the notes' own words. A status or a deadline is then set where the thread ends, so that what came
before is still told (how often it slipped, how long it was carried); owners and texts are set wherever it is mentioned,
so that it stays one thread.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from notesllm.archive.edits import Correction, Edit, by_item, overlaid
from notesllm.digest import digest
from notesllm.digest.model import ExecutiveDigest, Line
from notesllm.digest.model.lines import Correctable
from notesllm.summary import MeetingSummary

THREADS: Final = ("actions", "risks", "milestones", "decisions", "questions")
AT_THE_END: Final[frozenset[Correctable]] = frozenset(("status", "due"))
ORDER: Final[tuple[Correctable, ...]] = ("status", "owners", "due", "text")


class Place(NamedTuple):
    """An item of one meeting."""

    meeting: str
    item: str


def corrected_digest(
    summaries: Sequence[MeetingSummary],
    edits: Sequence[Edit],
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
    previous: ExecutiveDigest | None = None,
) -> ExecutiveDigest:
    """The digest of summaries as the notes have them, and of what was corrected by hand."""
    there = {item.id for summary in summaries for item in _correctable(summary)}
    used = [edit for edit in edits if edit.item in there]
    if not used:
        return digest(summaries, since=since, until=until, as_of=as_of, previous=previous)
    corrections = _spread(summaries, used, digest(summaries, until=until, as_of=as_of))
    by_meeting: defaultdict[str, dict[str, Correction]] = defaultdict(dict)
    for place, correction in corrections.items():
        by_meeting[place.meeting][place.item] = correction
    settled = [overlaid(summary, by_meeting.get(summary.id, {})) for summary in summaries]
    made = digest(settled, since=since, until=until, as_of=as_of, previous=previous)
    return _marked(made, corrections)


def items_of(made: ExecutiveDigest, line_id: str) -> tuple[str, ...]:
    """The items of the line with that id, but for those of which other lines of its kind speak as well."""
    for section in THREADS:
        lines: tuple[Line, ...] = getattr(made, section)
        for line in lines:
            if line.id == line_id:
                others = {citation.item for other in lines if other is not line for citation in other.citations}
                own = [place.item for place in _places(line)]
                return tuple(item for item in dict.fromkeys(own) if item not in others)
    return ()


def _spread(
    summaries: Iterable[MeetingSummary], edits: Iterable[Edit], told: ExecutiveDigest
) -> Mapping[Place, Correction]:
    """What to set where."""
    found: defaultdict[Place, dict[Correctable, Any]] = defaultdict(dict)
    edited = {edit.item for edit in edits}
    threaded: set[str] = set()
    for line in _lines(told):
        places = _places(line)
        own = {place.item for place in places} & edited
        threaded |= own
        for edit in edits if own else ():
            if edit.item in own:  # the later one wins
                for place in _at_the_end(line, places) if edit.field in AT_THE_END else places:
                    found[place][edit.field] = edit.value
    alone = by_item(edit for edit in edits if edit.item not in threaded)
    for summary in summaries if alone else ():
        for item in _correctable(summary):
            if item.id in alone:
                found[Place(summary.id, item.id)].update(alone[item.id])
    return found


def _at_the_end(line: Line, places: Sequence[Place]) -> Sequence[Place]:
    return [place for place in places if place.meeting == line.last] or places


def _marked(made: ExecutiveDigest, corrections: Mapping[Place, Correction]) -> ExecutiveDigest:
    """The digest whose lines say what of them was set by hand."""
    update: dict[str, tuple[Line, ...]] = {}
    for section in THREADS:
        lines: tuple[Line, ...] = getattr(made, section)
        update[section] = tuple(_marked_line(line, corrections) for line in lines)
    return made.model_copy(update=update)


def _marked_line(line: Line, corrections: Mapping[Place, Correction]) -> Line:
    fields = {field for place in _places(line) for field in corrections.get(place, ())}
    able: Collection[str] = type(line).model_fields
    told = tuple(
        field for field in ORDER if field in fields and (field in able or (field == "text" and "task" in able))
    )
    return line.model_copy(update={"corrected": told}) if told else line


def _lines(made: ExecutiveDigest) -> Iterator[Line]:
    for section in THREADS:
        yield from getattr(made, section)


def _places(line: Line) -> tuple[Place, ...]:
    """The items that a line is made of, in order."""
    return tuple(dict.fromkeys(Place(citation.meeting, citation.item) for citation in line.citations))


def _correctable(summary: MeetingSummary) -> Iterator[Any]:
    for items in (summary.action_items, summary.milestones, summary.risks, summary.decisions, summary.questions):
        yield from items
