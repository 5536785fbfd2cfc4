"""People in tables: columns of names, organisations, roles, marks of presence."""

from collections.abc import Iterator
from itertools import groupby

from notesllm.document import Block, Kind
from notesllm.extract.names import natural_order, word_set
from notesllm.extract.people.entry import people_in, person_in
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.reading import Reading
from notesllm.extract.zones import zone_of
from notesllm.lexicon import phrase_key
from notesllm.summary.items import Presence

# What a column's head, as a label, says of its cells.
COLUMNS = {"name": "name", "people": "name", "role": "role", "organization": "organization", "email": "email"}
WORK = frozenset({"task", "due", "status", "priority", "decision", "risk", "mitigation"})


def people_of_table(reading: Reading) -> Iterator[Sighting]:
    """The people of all tables that list attendance."""
    rows = [(i, b) for i, b in enumerate(reading.document.blocks) if b.kind is Kind.ROW and b.header]
    for header, numbered in groupby(rows, key=lambda pair: (pair[1].section, pair[1].header)):
        block_rows = list(numbered)
        yield from _of_table(reading, header[1], block_rows)


def _of_table(reading: Reading, header: tuple[str, ...], rows: list[tuple[int, Block]]) -> Iterator[Sighting]:
    words, language = reading.lexicon, reading.lexicon.language
    keys = [phrase_key(head) for head in header]
    zones = [zone_of(head, language) for head in header]
    fields = [words.labels.get(key, "") for key in keys]
    marks = next((i for i, key in enumerate(keys) if key in word_set(language, "presence_columns")), None)
    in_zone = reading.zones[rows[0][0]] in ("people", "absent")
    names = next((i for i, field in enumerate(fields) if COLUMNS.get(field) == "name" and i != marks), None)
    if not in_zone and (WORK.intersection(fields) or marks is None or names is None):
        if not WORK.intersection(fields) and len(header) > 1 and all(zone in ("people", "absent") for zone in zones):
            yield from _of_columns(reading, zones, rows)
        return
    if in_zone and len(header) > 1 and all(zone in ("people", "absent") for zone in zones) and marks != 1:
        yield from _of_columns(reading, zones, rows)
        return
    column = names if names is not None else 0
    absent_zone = reading.zones[rows[0][0]] == "absent"
    marked = marks is not None and any(_mark(block, marks, language) == "present" for _, block in rows)
    for _, block in rows:
        if column >= len(block.cells):
            continue
        person = person_in(natural_order(block.cells[column].text, words), words)
        if person is None:
            continue
        for i, cell in enumerate(block.cells):
            if i < len(fields) and i not in (column, marks) and cell.text:
                person = _with_cell(person, COLUMNS.get(fields[i], ""), cell.text)
        if absent_zone or (
            marks is not None and _mark(block, marks, language) == "absent" and (marked or block.cells[marks].text)
        ):
            person = person._replace(presence="absent")
        yield person._replace(start=block.start, end=block.end)


def _with_cell(person: Sighting, column: str, text: str) -> Sighting:
    if column == "role":
        return person._replace(role=person.role or text)
    if column == "organization":
        return person._replace(organization=person.organization or text)
    return person._replace(email=person.email or text) if column == "email" and "@" in text else person


def _mark(block: Block, column: int, language: str) -> str:
    """What the cell of a column of presence says: "present", "absent", "empty", or "" for other words."""
    text = block.cells[column].text if column < len(block.cells) else ""
    key = phrase_key(text)
    if text.strip() in word_set(language, "present_marks") or key in word_set(language, "present_marks"):
        return "present"
    if key in word_set(language, "absent_marks") or text.strip() in word_set(language, "absent_marks"):
        return "absent"
    return "" if key else "empty"


def _of_columns(reading: Reading, zones: list[str], rows: list[tuple[int, Block]]) -> Iterator[Sighting]:
    """The people of a table with a column of those present and one of those absent."""
    for _, block in rows:
        for zone, cell in zip(zones, block.cells, strict=False):
            for person in people_in(cell.text, reading.lexicon):
                absent = zone == "absent" or person.presence == "absent"
                presence: Presence = "absent" if absent else "present"
                yield person._replace(start=cell.start, end=cell.end, presence=presence)
