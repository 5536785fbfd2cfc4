"""Field blocks: `Action:`, `Owner:`, `Deadline:` on lines of their own, one task and not one a line."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from notesllm.document import Block, Kind
from notesllm.extract.actions.above import urgency_above
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
NO_FIELDS = (Kind.ROW, Kind.HEADING, Kind.UTTERANCE)
SELF_CONTAINED = 4  # words of an "Action:" value that needs no title


ENOUGH = ("owner", "due", "status")  # a title with one of these fields below it is a task
Names = dict[int, str]  # field line -> the name of its field


class Group(NamedTuple):
    """The field lines of one task: the line with its words, if any, and the lines about it."""

    task: int
    fields: tuple[int, ...]


def field_name(block: Block, scene: Scene) -> str:
    """“task”, "owner", "due", "status", "priority" for a field line of an action, else ""."""
    return field_of(block.label, scene) if block.label and block.kind not in NO_FIELDS else ""


def field_of(label: str, scene: Scene) -> str:
    """The field of an action that a label names wherever it stands."""
    found = scene.fields.get(label)
    if found is None:
        name = name_of(label, scene.reading.document.language)
        found = "task" if name == "?" and marker_in(label, scene) else name.strip("?")
        scene.fields[label] = found
    return found


@lru_cache(maxsize=8192)
def name_of(label: str, language: str) -> str:
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
    language = scene.reading.document.language
    names = {
        index: name
        for label, indexes in scene.reading.labels.items()
        if name_of(label, language) and (name := field_of(label, scene))
        for index in indexes
        if index not in taken and blocks[index].kind not in NO_FIELDS
    }
    parents: dict[int, list[int]] = {}
    for index in sorted(names):
        parents.setdefault(blocks[index].parent, []).append(index)
    loose = parents.pop(-1, [])
    for parent, fields in parents.items():
        yield from _under(parent, fields, names, scene)
    yield from _runs(loose, names, scene)


def _split(fields: list[int], names: Names) -> list[Group]:
    """Fields under one parent or in one run, cut so that each group has one task line at most."""
    tasks = [index for index in fields if names[index] == "task"]
    if len(tasks) <= 1:
        task = tasks[0] if tasks else -1
        return [Group(task, tuple([index for index in fields if index != task]))]
    ends = [*tasks[1:], fields[-1] + 1]
    return [
        Group(task, tuple(fields[bisect_right(fields, task) : bisect_left(fields, end)]))
        for task, end in zip(tasks, ends, strict=True)
    ]


def _under(parent: int, fields: list[int], names: Names, scene: Scene) -> Iterator[Candidate]:
    reading = scene.reading
    in_zone = reading.zones[parent] in ZONES
    if reading.document.blocks[parent].kind is Kind.HEADING:
        yield from _runs(fields, names, scene)
        return
    if not in_zone and "task" not in [names[index] for index in fields]:
        return
    groups = _split(fields, names)
    for group in groups:
        if group.task < 0 and not (in_zone and any(names[index] in ENOUGH for index in group.fields)):
            continue
        if not in_zone and not (group.fields and _is_marked(group.task, scene)):
            continue
        found = _told(group, parent if in_zone and len(groups) == 1 else -1, names, scene)
        if found:
            yield found


def _is_marked(task: int, scene: Scene) -> bool:
    return marker_in(scene.reading.document.blocks[task].label, scene) is not None


def _runs(loose: list[int], names: Names, scene: Scene) -> Iterator[Candidate]:
    """Runs of field lines without a parent: each begins at its task line."""
    blocks = scene.reading.document.blocks
    run: list[int] = []
    for index in loose:
        if run and (index != run[-1] + 1 or blocks[index].section != blocks[run[-1]].section):
            yield from _run(run, names, scene)
            run = []
        run.append(index)
    yield from _run(run, names, scene)


def _run(run: list[int], names: Names, scene: Scene) -> Iterator[Candidate]:
    if len(run) < 2:
        return
    for group in _split(run, names):
        if group.task < 0 or not group.fields:
            continue
        if scene.reading.zones[group.task] in ZONES or _is_marked(group.task, scene):
            found = _told(group, -1, names, scene)
            if found:
                yield found


def _is_goal(label: str, scene: Scene) -> bool:
    return scene.reading.lexicon.labels.get(phrase_key(label)) == "goal"


def _told(group: Group, parent: int, names: Names, scene: Scene) -> Candidate | None:
    blocks, task = scene.reading.document.blocks, group.task
    value = blocks[task].value if task >= 0 else ""
    if value and says_nothing(value, scene):
        return None
    entry, goal = _filled(group, names, scene)
    told = entry
    if value:
        told = parse(value, scene, Entry("", (), entry.due, entry.status, entry.priority))
    text, _, due, status, priority, _ = told
    owners, owned = entry.owners or told.owners, entry.owned or told.owned
    if parent >= 0:
        title = parse(blocks[parent].text, scene, Entry("", owners, due, owned=owned))
        if title.text:
            if not value:
                text = f"{title.text}: {goal}" if goal else title.text
            elif len(key_words(text)) < SELF_CONTAINED and not first_verb(title.text, scene):
                text = f"{title.text}: {text}"
            owners, due, status = owners or title.owners, due or title.due, status or title.status
    first = task if task >= 0 else parent
    if not priority and scene.reading.zones[first] in ZONES:
        priority = urgency_above(blocks[first], scene)
    places = sorted({index for index in (parent, task, *group.fields) if index >= 0})
    shown = not value or parent < 0 or text.startswith(blocks[parent].text[:8])
    return tell(
        scene,
        parent if parent >= 0 else first,
        Entry(text, owners, due, status, priority, owned),
        Rank.LIST,
        spans=[blocks[i].span for i in places if shown or i != parent],
        place=(blocks[first].section, -2),
        blocks=tuple(places),
    )


def _filled(group: Group, names: Names, scene: Scene) -> tuple[Entry, str]:
    """What the fields say, and the words of a goal without a day: "Target: 80% of …" says what, not when."""
    blocks = scene.reading.document.blocks
    entry, goal = Entry(""), ""
    for index in group.fields:
        label, value = blocks[index].label, blocks[index].value
        if ":" in value or ";" in value:  # more fields on the same line
            entry = take_fields(entry._replace(text=f"x {label}: {value}"), scene)
        else:
            entry = fill(entry, names[index], value, scene)
        if entry.due is not None and entry.due.date is None and _is_goal(label, scene):
            entry, goal = entry._replace(due=None), value
    return entry, goal
