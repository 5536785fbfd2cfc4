"""What the notes mark in so many words, which no model may take out: an entry under a heading, a checkbox, a label."""

from collections.abc import Mapping
from typing import NamedTuple

from notesllm.document import Block, Kind
from notesllm.extract.outline import field_of
from notesllm.llm.applying.notes import Notes
from notesllm.summary import Attendee, Evidence, Item

MOST = 0.6  # of a paragraph that an item takes where the paragraph is an entry
ENTRIES = frozenset({Kind.ITEM, Kind.ROW})


class Marks(NamedTuple):
    """What marks the items of a kind: the zones under whose headings they stand, and their labels."""

    zones: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    boxes: bool = False


MARKS: Mapping[str, Marks] = {
    "action_items": Marks(frozenset({"actions", "review"}), frozenset({"task", "owner", "due"}), boxes=True),
    "decisions": Marks(frozenset({"decisions"}), frozenset({"decision"})),
    "risks": Marks(frozenset({"risks"}), frozenset({"risk"})),
    "questions": Marks(frozenset({"questions"}), frozenset({"question"})),
    "metrics": Marks(frozenset({"metrics"})),
    "milestones": Marks(frozenset({"milestones"})),
    "attendees": Marks(frozenset({"people", "absent"}), frozenset({"people", "absent", "host", "scribe"})),
}


def is_marked(name: str, item: Item, notes: Notes) -> bool:
    """Whether a passage of ``item``, one of the summary's field ``name``, is marked as what it is."""
    marks = MARKS.get(name)
    if marks is None:
        return False
    return any(
        (isinstance(item, Attendee) and bool(block.speaker) and notes.person(block.speaker) == item.name)
        or _marks(block, notes.reading.zones[notes.index_of(evidence)], marks, evidence, notes)
        for evidence in item.evidence
        if (block := notes.block_of(evidence))
    )


def _marks(block: Block, zone: str, marks: Marks, evidence: Evidence, notes: Notes) -> bool:
    if marks.boxes and block.checked is not None:
        return True
    if field_of(block, notes.reading.lexicon) in marks.labels:
        return True
    if zone not in marks.zones:
        return False
    return block.kind in ENTRIES or evidence.end - evidence.start >= MOST * (block.end - block.start)
