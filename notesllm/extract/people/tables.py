"""People in tables: columns of names, organisations, roles, marks of presence."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from notesllm.document import Block, Kind
from notesllm.extract.names import ASIDE, natural_order, word_set
from notesllm.extract.people.entry import is_certain, people_in, person_in
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.reading import Reading
from notesllm.extract.zones import zone_of
from notesllm.lexicon import phrase_key
from notesllm.summary.items import Presence

ZONES = ("people", "absent")
NAMES = ("name", "people")  # fields whose column holds names
WORK = frozenset({"task", "due", "status", "priority", "decision", "risk", "mitigation"})


class _Columns(NamedTuple):
    """What the columns of a table hold."""

    names: int | None
    marks: int | None  # of presence
    fields: tuple[str, ...]
    zones: tuple[str, ...]

    @property
    def is_work(self) -> bool:
        return bool(WORK.intersection(field for i, field in enumerate(self.fields) if i != self.marks))

    @property
    def is_sign_in(self) -> bool:
        """Whether people have signed in: a name, and where each belongs or what each is called."""
        return self.fields[:1] == ("name",) and bool({"organization", "handle"}.intersection(self.fields[1:]))

    @property
    def are_lists(self) -> bool:
        """Whether each column is a list of its own: "Present | Absent"."""
        return len(self.zones) > 1 and all(zone in ZONES for zone in self.zones) and "name" not in self.fields


def _columns(reading: Reading, header: tuple[str, ...]) -> _Columns:
    words, language = reading.lexicon, reading.lexicon.language
    keys = [phrase_key(head) for head in header]
    fields = tuple(words.labels.get(key, "") for key in keys)
    marks = next((i for i, key in enumerate(keys) if key in word_set(language, "presence_columns")), None)
    names = next((i for i, field in enumerate(fields) if field in NAMES and i != marks), None)
    return _Columns(names, marks, fields, tuple(zone_of(head, language) for head in header))


def people_of_table(reading: Reading) -> Iterator[Sighting]:
    """The people of all tables that list attendance."""
    if Kind.ROW not in reading.kinds:
        return
    rows = [(i, b) for i, b in enumerate(reading.document.blocks) if b.header and b.kind is Kind.ROW]
    for (_, header), numbered in groupby(rows, key=lambda pair: (pair[1].section, pair[1].header)):
        indexes, blocks = zip(*numbered, strict=True)
        columns, zone = _columns(reading, header), reading.zones[indexes[0]]
        if columns.is_work:
            continue
        if columns.are_lists:
            yield from _of_lists(reading, columns, blocks)
        elif zone == "people" and _are_organizations(reading, columns, blocks):
            yield from _of_organizations(reading, header, blocks)
        elif zone in ZONES or None not in (columns.marks, columns.names) or columns.is_sign_in:
            certain = zone in ZONES or columns.marks is not None
            for person in _of_rows(reading, columns, blocks, zone):
                yield person._replace(roll=certain, member=not certain)


def _of_rows(reading: Reading, columns: _Columns, blocks: tuple[Block, ...], zone: str) -> Iterator[Sighting]:
    """The people of a table with one row each."""
    language = reading.lexicon.language
    marks = [_mark(block, columns.marks, language) for block in blocks]
    marked = "present" in marks
    name = columns.names or 0
    for block, mark in zip(blocks, marks, strict=True):
        written = block.cells[name].text if name < len(block.cells) else ""
        person = person_in(natural_order(written, reading.lexicon), reading.lexicon)
        if person is None:
            continue
        for i, (field, cell) in enumerate(zip(columns.fields, block.cells, strict=False)):
            if cell.text and i not in (name, columns.marks):
                person = _with_cell(person, field, cell.text)
        absent = zone == "absent" or mark == "absent" or (mark == "empty" and marked)
        presence: Presence = "absent" if absent else person.presence
        yield person._replace(presence=presence, start=block.start, end=block.end)


def _with_cell(person: Sighting, field: str, text: str) -> Sighting:
    if field in ("role", "title"):  # a column "Title" beside names holds what they are
        return person._replace(role=person.role or text)
    if field == "organization":
        return person._replace(organization=person.organization or text)
    return person._replace(email=person.email or text) if field == "email" and "@" in text else person


def _mark(block: Block, column: int | None, language: str) -> str:
    """What the cell of a column of presence says: "present", "absent", "empty", or "" for other words."""
    if column is None:
        return ""
    text = block.cells[column].text.strip() if column < len(block.cells) else ""
    forms = {text, phrase_key(text)}
    if not text:
        return "empty"
    if forms & word_set(language, "present_marks"):
        return "present"
    return "absent" if forms & word_set(language, "absent_marks") else ""


def _are_organizations(reading: Reading, columns: _Columns, blocks: tuple[Block, ...]) -> bool:
    """Whether the people of several organisations stand in a column each: no head is a field, all cells are names."""
    if len(columns.fields) < 2 or any(columns.fields) or any(columns.zones) or columns.marks is not None:
        return False
    texts = [ASIDE.sub(" ", cell.text).strip() for block in blocks for cell in block.cells if cell.text]
    return bool(texts) and all(" " in text and is_certain(text, reading.lexicon) for text in texts)


def _of_organizations(reading: Reading, header: tuple[str, ...], blocks: tuple[Block, ...]) -> Iterator[Sighting]:
    """The people of a table with a column for each organisation."""
    for block in blocks:
        for head, cell in zip(header, block.cells, strict=False):
            for person in people_in(cell.text, reading.lexicon):
                own = person.organization or head
                yield person._replace(organization=own, start=cell.start, end=cell.end, roll=True)


def _of_lists(reading: Reading, columns: _Columns, blocks: tuple[Block, ...]) -> Iterator[Sighting]:
    """The people of a table with a column of those present and one of those absent."""
    for block in blocks:
        for zone, cell in zip(columns.zones, block.cells, strict=False):
            for person in people_in(cell.text, reading.lexicon):
                presence: Presence = "absent" if zone == "absent" else person.presence
                yield person._replace(presence=presence, start=cell.start, end=cell.end, roll=True)
