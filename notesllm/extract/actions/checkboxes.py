"""Checkboxes wherever they stand, but for roll calls, templates and agendas."""

from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.document import Block
from notesllm.extract.actions.above import above
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.entry import Entry
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.telling import tell
from notesllm.extract.names import looks_like_person

ELSEWHERE = frozenset(("people", "absent", "agenda", "questions", "decisions", "next_meeting", "log"))
ZONES = frozenset(("actions", "review"))
TASK = regex(r":\s+\S+\s+\S+\s+\S")  # "Ana (was Bo): write the runbook": somebody's task, and no attendance
ROLL = 0.5  # of a list's boxes that name people: then it is a roll call


def find_checkboxes(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:
    """A candidate for each box that is a task; those in zones of actions are read there."""
    reading = scene.reading
    lists: dict[tuple[int, int], list[int]] = {}
    for index, block in enumerate(reading.document.blocks):
        if (
            block.checked is None
            or index in taken
            or reading.zones[index] in ZONES
            or reading.zones[index] in ELSEWHERE
        ):
            continue
        lists.setdefault((block.section, block.parent), []).append(index)
    for (section, parent), boxes in lists.items():
        if _is_checklist(section, scene) or _is_roll_call(boxes, scene):
            continue
        over = above(boxes[0], scene)
        for index in boxes:
            block = reading.document.blocks[index]
            entry = parse(block.text, scene, Entry("", priority=over.priority))
            found = tell(
                scene, index, entry, Rank.LIST, owners=over.owners, owner_span=over.span, place=(section, parent)
            )
            if found:
                yield found


def _is_checklist(section: int, scene: Scene) -> bool:
    title = scene.reading.document.sections[section].title.casefold()
    return any(word in title for word in scene.patterns.checklists)


def _is_roll_call(boxes: list[int], scene: Scene) -> bool:
    blocks = scene.reading.document.blocks
    return sum(_names_somebody(blocks[i], scene) for i in boxes) >= ROLL * len(boxes)


def _names_somebody(block: Block, scene: Scene) -> bool:
    head = block.text
    if TASK.search(head):
        return False
    for mark in (" - ", " – ", " — ", "(", ",", "/", "@"):
        cut = head.find(mark)
        if cut > 1:
            head = head[:cut]
    head = head.strip()
    return scene.is_person(head) or looks_like_person(head, scene.reading.lexicon)
