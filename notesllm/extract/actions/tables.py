"""Tables of actions: columns by their heads, or by what stands in them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from notesllm.document import Block, Kind, sentences
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.entry import Entry, says_nothing, sentence_case, tidy
from notesllm.extract.actions.filling import fill
from notesllm.extract.actions.markers import take_marker
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Scene, as_due
from notesllm.extract.actions.statuses import status_in_cell
from notesllm.extract.actions.telling import tell
from notesllm.lexicon import Lexicon, lexicon, phrase_key
from notesllm.span import Span

ZONES = frozenset(("actions", "review"))
ELSEWHERE = frozenset(("risks", "milestones", "metrics", "people", "absent", "agenda", "decisions", "questions"))
COLUMNS = {
    "owner": "owner",
    "due": "due",
    "date": "due",
    "goal": "due",
    "time": "due",
    "status": "status",
    "priority": "priority",
    "task": "task",
    "name": "owner",
    "organization": "owner",
    "host": "owner",
    "title": "task",
    "value": "status",
}
STATED = frozenset(("status", "priority", "due"))  # fields whose shortest values say something
BREAK = re.compile(r"<br\s*/?>|;\s")
BOX = re.compile(r"^[-*•\s]*(?:\[[ xX]?\]\s*)?")
FOR_WHOM = re.compile(r"(?P<body>[^()]{2,40}?)\s*\((?P<person>[^()]{2,40})\)")
EMPTY = " -–—?/."
ENOUGH = 0.6  # of a column's cells that must look alike
ROWS = 12  # rows looked at for a guess


def find_tables(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:  # noqa: ARG001 - tables come first
    """A candidate for each row of a table of actions."""
    if Kind.ROW not in scene.reading.kinds:
        return
    blocks = scene.reading.document.blocks
    rows: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind is not Kind.ROW:
            continue
        if rows and not _same_table(rows[-1], index, blocks):
            yield from _table(rows, scene)
            rows = []
        rows.append(index)
    if rows:
        yield from _table(rows, scene)


def _same_table(before: int, index: int, blocks: Sequence[Block]) -> bool:
    a, b = blocks[before], blocks[index]
    return index == before + 1 and a.header == b.header and a.section == b.section


@lru_cache(maxsize=512)
def _by_heads(header: tuple[str, ...], language: str) -> dict[int, str]:
    """Column -> field, by the heads; the first column of each field counts."""
    words = lexicon(language)
    found: dict[int, str] = {}
    for column, head in enumerate(header):
        name = COLUMNS.get(_label(head, words), "")
        if name and name not in found.values():
            found[column] = name
    if "owner" not in found.values() and "task" not in found.values():
        return {}
    return found


def _label(head: str, words: Lexicon) -> str:
    key = phrase_key(head)
    if key in words.labels:
        return words.labels[key]
    if words.zones.get(key) == "actions":
        return "task"
    for part in key.replace("(s)", "s").replace("/", " / ").split(" / "):
        if part.strip() in words.labels:
            return words.labels[part.strip()]
    return next((words.labels[w] for w in key.split() if words.labels.get(w) in ("owner", "due", "status", "task")), "")


def _columns(rows: list[int], scene: Scene) -> Mapping[int, str]:
    reading = scene.reading
    first = reading.document.blocks[rows[0]]
    zone = reading.zones[rows[0]]
    found = _by_heads(first.header, reading.document.language)
    names = set(found.values())
    announced = any(reading.lexicon.zones.get(phrase_key(head)) == "actions" for head in first.header)
    if zone in ZONES:
        if "task" in names and "owner" in names:
            return found
        return _guessed(rows, found, scene)
    if (zone in ELSEWHERE and not announced) or "task" not in names or "owner" not in names:
        return {}
    generic = not announced and not names & {"due"}
    return {} if generic else found


def _guessed(rows: list[int], found: Mapping[int, str], scene: Scene) -> Mapping[int, str]:
    """Columns by their cells: who, when, how far, and the one with the longest texts as the task."""
    blocks = [scene.reading.document.blocks[i] for i in rows[:ROWS]]
    width = max(len(block.cells) for block in blocks)
    columns = dict(found)
    lengths: dict[int, float] = {}
    for column in range(width):
        if column in columns:
            continue
        cells = [
            block.cells[column].text
            for block in blocks
            if column < len(block.cells) and block.cells[column].text.strip(EMPTY)
        ]
        if not cells:
            continue
        names = columns.values()
        if "owner" not in names and sum(bool(scene.owners(c)) for c in cells) >= ENOUGH * len(cells):
            columns[column] = "owner"
        elif "due" not in names and sum(_is_day(c, scene) for c in cells) >= ENOUGH * len(cells):
            columns[column] = "due"
        elif "status" not in names and sum(bool(status_in_cell(c, scene)) for c in cells) >= ENOUGH * len(cells):
            columns[column] = "status"
        else:
            lengths[column] = sum(map(len, cells)) / len(cells)
    if lengths and "task" not in columns.values():
        columns[max(lengths, key=lambda c: (lengths[c], -c))] = "task"
    return columns if "task" in columns.values() else {}


def _is_day(text: str, scene: Scene) -> bool:
    due = scene.due_value(text)
    return due is not None and due.date is not None


def _table(rows: list[int], scene: Scene) -> Iterator[Candidate]:
    columns = _columns(rows, scene)
    if not columns:
        for index in rows:
            yield from _key_and_value(index, scene)
        return
    for index in rows:
        found = _row(index, columns, scene)
        if found:
            yield found


def _key_and_value(index: int, scene: Scene) -> Iterator[Candidate]:
    """The tasks of a row "Action items | Tom to send it<br>Ana to check it"."""
    reading = scene.reading
    block = reading.document.blocks[index]
    if len(block.cells) != 2 or reading.lexicon.zones.get(phrase_key(block.cells[0].text)) != "actions":
        return
    cell = block.cells[1]
    raw = reading.document.source[cell.start : cell.end]
    at = 0
    for match in [*BREAK.finditer(raw), None]:
        end = match.start() if match else len(raw)
        part = block._replace(kind=Kind.PARAGRAPH, start=cell.start + at, end=cell.start + end, value_start=-1)
        for sentence in sentences(reading.document, part):
            entry = parse(BOX.sub("", sentence.text), scene)
            found = tell(scene, index, entry, Rank.LIST, spans=[Span(sentence.start, sentence.end)], place=(index, -4))
            if found:
                yield found
        at = match.end() if match else end


def _person_of(text: str, scene: Scene) -> str:
    """The person in "NIA (Halvard)", who acts for the organisation before; else the whole cell."""
    match = FOR_WHOM.fullmatch(text)
    return (
        match["person"] if match and scene.is_person(match["person"]) and not scene.is_person(match["body"]) else text
    )


def _row(index: int, columns: Mapping[int, str], scene: Scene) -> Candidate | None:
    block = scene.reading.document.blocks[index]
    entry = Entry("")
    task = ""
    for column, name in columns.items():
        text = block.cells[column].text.strip() if column < len(block.cells) else ""
        if not text:
            continue
        if name == "task":
            task = text
        elif name in STATED or not says_nothing(text, scene) or text.isupper() or scene.is_person(text):
            entry = fill(entry, name, _person_of(text, scene) if name == "owner" else text, scene)
            if name == "status" and entry.due is None and (due := scene.due(text)) and due.strength == 2:
                entry = entry._replace(due=as_due(due))
    if not task or says_nothing(task, scene):
        return None
    if entry.owners:
        marked = take_marker(entry._replace(text=task), scene)
        found = (
            parse(marked.text, scene, entry)
            if entry.due is None
            else entry._replace(text=sentence_case(tidy(marked.text)))
        )
        found = found._replace(owners=entry.owners)
    else:
        found = parse(task, scene, entry)
    return tell(scene, index, found, Rank.LIST, place=(block.section, -1))
