"""Field blocks: `Action:`, `Owner:`, `Deadline:` on lines of their own, one task and not one a line."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from notesllm.document import Block, Kind
from notesllm.extract.actions.above import above
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.entry import Entry, first_verb, says_nothing
from notesllm.extract.actions.filling import fill, take_fields
from notesllm.extract.actions.markers import QUOTES, marker_in, parts_of_marker
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.telling import tell
from notesllm.extract.likeness import key_words
from notesllm.lexicon import lexicon, phrase_key

ZONES = ("actions", "review")
FILLED = {"owner": "owner", "due": "due", "date": "due", "goal": "due", "status": "status", "priority": "priority"}
SELF_CONTAINED = 4  # words of an "Action:" value that needs no title


class Group(NamedTuple):
    """The field lines of one task: the line with its words, if any, and the lines about it."""

    task: int
    fields: tuple[int, ...]


def field_name(block: Block, scene: Scene) -> str:
    """“task”, "owner", "due", "status", "priority" for a field line of an action, else ""."""
    if not block.label or block.kind in (Kind.ROW, Kind.HEADING, Kind.UTTERANCE):
        return ""
    found = scene.fields.get(block.label)
    if found is None:
        name = _name_of(block.label, scene.reading.document.language)
        found = "task" if name == "?" and marker_in(block.label, scene) else name.strip("?")
        scene.fields[block.label] = found
    return found


@lru_cache(maxsize=8192)
def _name_of(label: str, language: str) -> str:
    """The field that a label fills, "?" where it may be a marker."""
    words = lexicon(language)
    key = phrase_key(label)
    name = words.labels.get(key, "")
    if name == "task":
        return "task"
    if parts_of_marker(label.strip(QUOTES), language):
        return "?"
    if key.endswith("date") and name != "date":
        return "due"
    return FILLED.get(name, "")


def find_fields(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:
    """One candidate for each group of field lines."""
    blocks = scene.reading.document.blocks
    parents: dict[int, list[int]] = {}
    loose: list[int] = []
    for index, block in enumerate(blocks):
        if not block.label or index in taken:
            continue
        name = scene.fields.get(block.label)
        if name != "":
            name = field_name(block, scene)
        if name and block.parent >= 0:
            parents.setdefault(block.parent, []).append(index)
        elif name:
            loose.append(index)
    for parent, fields in parents.items():
        yield from _under(parent, fields, scene)
    yield from _runs(loose, scene)


def _split(fields: list[int], scene: Scene) -> list[Group]:
    """Fields under one parent or in one run, cut so that each group has one task line at most."""
    names = [field_name(scene.reading.document.blocks[i], scene) for i in fields]
    if names.count("task") <= 1:
        task = fields[names.index("task")] if "task" in names else -1
        return [Group(task, tuple(i for i in fields if i != task))]
    groups: list[Group] = []
    for index, name in zip(fields, names, strict=True):
        if name == "task":
            groups.append(Group(index, ()))
        elif groups:
            groups[-1] = Group(groups[-1].task, (*groups[-1].fields, index))
    return groups


def _under(parent: int, fields: list[int], scene: Scene) -> Iterator[Candidate]:
    reading = scene.reading
    title = reading.document.blocks[parent]
    if title.kind is Kind.HEADING:
        yield from _runs(fields, scene)
        return
    in_zone = reading.zones[parent] in ZONES
    groups = _split(fields, scene)
    for group in groups:
        if group.task < 0 and not (in_zone and _says_when_or_who(group.fields, scene)):
            continue
        marked = group.task >= 0 and marker_in(reading.document.blocks[group.task].label, scene)
        if not in_zone and not (marked and group.fields):
            continue
        found = _told(group, parent if in_zone and len(groups) == 1 else -1, scene)
        if found:
            yield found


def _says_when_or_who(fields: tuple[int, ...], scene: Scene) -> bool:
    names = {field_name(scene.reading.document.blocks[i], scene) for i in fields}
    return bool(names & {"owner", "due"}) or "status" in names


def _runs(loose: list[int], scene: Scene) -> Iterator[Candidate]:
    """Runs of field lines without a parent: each begins at its task line."""
    blocks = scene.reading.document.blocks
    run: list[int] = []
    for index in loose:
        if run and (index != run[-1] + 1 or blocks[index].section != blocks[run[-1]].section):
            yield from _run(run, scene)
            run = []
        run.append(index)
    if run:
        yield from _run(run, scene)


def _run(run: list[int], scene: Scene) -> Iterator[Candidate]:
    if len(run) < 2:
        return
    reading = scene.reading
    for group in _split(run, scene):
        if group.task < 0 or not group.fields:
            continue
        if reading.zones[group.task] in ZONES or marker_in(reading.document.blocks[group.task].label, scene):
            found = _told(group, -1, scene)
            if found:
                yield found


def _is_goal(block: Block, scene: Scene) -> bool:
    return scene.reading.lexicon.labels.get(phrase_key(block.label)) == "goal"


def _told(group: Group, parent: int, scene: Scene) -> Candidate | None:
    blocks = scene.reading.document.blocks
    entry = Entry("")
    used: list[int] = []
    goal = ""  # "Target: 80% of …" says what, not when
    for index in group.fields:
        block = blocks[index]
        if ":" in block.value or ";" in block.value:  # more fields on the same line
            entry = take_fields(entry._replace(text=f"x {block.label}: {block.value}"), scene)
        else:
            entry = fill(entry, field_name(block, scene), block.value, scene)
        used.append(index)
        if entry.due is not None and entry.due.date is None and _is_goal(block, scene):
            entry, goal = entry._replace(due=None), block.value
    value = blocks[group.task].value if group.task >= 0 else ""
    if value and says_nothing(value, scene):
        return None
    told = parse(value, scene, entry._replace(owners=(), owned=False)) if value else entry
    told = told._replace(owners=entry.owners or told.owners, owned=entry.owned or told.owned)
    title = (
        parse(blocks[parent].text, scene, Entry("", told.owners, told.due, owned=told.owned)) if parent >= 0 else None
    )
    if title and title.text:
        if not value:
            told = told._replace(text=f"{title.text}: {goal}" if goal else title.text)
        elif len(key_words(told.text)) < SELF_CONTAINED and not first_verb(title.text, scene):
            told = told._replace(text=f"{title.text}: {told.text}")
        told = told._replace(
            owners=told.owners or title.owners, due=told.due or title.due, status=told.status or title.status
        )
    first = group.task if group.task >= 0 else parent
    places = sorted({*([parent] if parent >= 0 else []), *([group.task] if group.task >= 0 else []), *used})
    over = above(first, scene) if scene.reading.zones[first] in ZONES else None
    told = told._replace(priority=told.priority or (over.priority if over else None))
    return tell(
        scene,
        parent if parent >= 0 else first,
        told,
        Rank.LIST,
        spans=[blocks[i].span for i in places if i != parent or not value or told.text.startswith(blocks[i].text[:8])],
        place=(blocks[first].section, -2),
        blocks=tuple(places),
    )
