"""Fields within a line: "…; Owner: Tom, Due - Friday", and what a field says of a task."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from notesllm.extract.actions.entry import EDGES, Entry
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.statuses import priority_of, status_in_cell, status_of
from notesllm.extract.phrasing import lower
from notesllm.lexicon import phrase_key

FIELD_MARKS = (":", "=", ";", "|")
MARK = re.compile(r"\s*[*_]*(?:[:=]\s*|(?<=\w)\s+[-–—]\s+(?=\S))")
BEFORE_MARK = re.compile(r"\b\w++(?=[^\w\s]{0,3}\s*[*_]*(?:[:=]|\s[-–—]\s))")
WORD = re.compile(r"[^\s,;.|(\[–—-][^\s,;|(\[]*")
BEFORE_LABELS = " \t\r\n,;.|([–—-"
LONGEST_LABEL = 40
MOST_WORDS = 4


def take_fields(entry: Entry, scene: Scene) -> Entry:
    """Take "Owner: X, Due: D" off the end of a line."""
    text = entry.text
    low = lower(text)
    if scene.patterns.field_ends.isdisjoint(BEFORE_MARK.findall(low)):
        return entry
    fields = [field for field in _fields(text, low, scene) if field.start > 0]
    if not fields:
        return entry
    ends = [field.start for field in fields[1:]] + [len(text)]
    rest = text[: fields[0].start].rstrip(EDGES + "([")
    for field, end in zip(fields, ends, strict=True):
        value = text[field.end : end].strip(EDGES + ".)]")
        entry = fill(entry, scene.reading.lexicon.labels.get(phrase_key(field.label), ""), value, scene)
    return entry._replace(text=rest)


class Field(NamedTuple):
    """A label within a text, from the mark before it to its value."""

    start: int
    end: int
    label: str


def _fields(text: str, low: str, scene: Scene) -> Iterator[Field]:
    """The labels in "…; Owner: Tom, Due - Friday". A dash makes one only after a pause."""
    at = 0
    for mark in MARK.finditer(text):
        head = mark.start()
        starts = [word.start() for word in WORD.finditer(low, max(at, head - LONGEST_LABEL), head)][-MOST_WORDS:]
        for start in starts:
            before = low[start - 1 : start]
            if low[start:head] in scene.patterns.fields and (not before or before in BEFORE_LABELS):
                if mark[0].strip(" *_")[:1] in ":=" or low[:start].rstrip()[-1:] in ";|,([":
                    yield Field(max(start - 1, 0), mark.end(), text[start:head])
                at = mark.end()
                break


def fill(entry: Entry, name: str, value: str, scene: Scene) -> Entry:
    """The entry with the field ``name`` of the lexicon's labels filled."""
    if name == "owner":
        owners = scene.owners(value, trusted=True)
        return entry.with_owners(owners, entry.text) if owners else entry
    if name in ("due", "date", "goal", "time"):
        due = scene.due_value(value)
        if due and due.date is None and (status := status_of(value, scene)):
            return entry._replace(status=status)
        return entry._replace(due=due or entry.due)
    if name == "status":
        return entry._replace(status=status_in_cell(value, scene) or entry.status)
    if name == "priority":
        return entry._replace(priority=priority_of(value, scene) or entry.priority)
    return entry
