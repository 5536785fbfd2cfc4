"""What the headings and parents over an entry say of it: whose it is, how urgent, in what state."""

from collections.abc import Iterator

from notesllm.document import Block
from notesllm.extract.actions.scene import Above, Scene
from notesllm.extract.actions.statuses import priority_of, status_of
from notesllm.lexicon import phrase_key
from notesllm.span import Span
from notesllm.summary import Owner
from notesllm.summary.items import Priority

LONGEST = 60  # code points of a title that is a name, an urgency or a state
MOST_LEVELS = 6
TAILS = (
    "'s tasks",
    "'s action items",
    "'s actions",
    "'s todos",
    "'s",
    " tasks",
    " actions",
    " action items",
    " todo",
    " to do",
)


def owner_of_title(title: str, scene: Scene) -> tuple[Owner, ...]:
    """The people a heading or a parent entry names, () for a subject: "Sarah", "Ana and Tom:", "Backend team"."""
    bare = title.strip(" :*_").replace("’", "'")
    for tail in TAILS:
        bare = bare.removesuffix(tail)
    return scene.known(bare) or (scene.owners(bare, trusted=True) if bare.startswith("@") else ())


def above(index: int, scene: Scene) -> Above:
    """What stands over block ``index``, the nearest first."""
    block = scene.reading.document.blocks[index]
    key = (block.section, block.parent)
    known = scene.over.get(key)
    if known is None:
        known = Above()
        for title, span in _titles(block, scene):
            known = _with(known, title, span, scene)
        scene.over[key] = known
    return known


def urgency_above(block: Block, scene: Scene) -> Priority | None:
    """How urgent what stands over a block says that it is."""
    return next((found for title, _ in _titles(block, scene) if (found := priority_of(title, scene))), None)


def _titles(block: Block, scene: Scene) -> Iterator[tuple[str, Span]]:
    """The parents of a block and the headings over it, up to the one that announces the actions."""
    document = scene.reading.document
    at = block.parent
    for _ in range(MOST_LEVELS):
        if at < 0:
            break
        parent = document.blocks[at]
        if len(parent.text) <= LONGEST:
            yield parent.text, parent.span
        at = parent.parent
    section = document.sections[block.section]
    for _ in range(MOST_LEVELS):
        if section.heading < 0:
            break
        if len(section.title) <= LONGEST:
            yield section.title, document.blocks[section.heading].span
        zone = scene.reading.zones[section.heading]
        if section.parent < 0 or not zone or phrase_key(section.title) in scene.reading.lexicon.zones:
            break
        section = document.sections[section.parent]


def _with(found: Above, title: str, span: Span, scene: Scene) -> Above:
    if not found.owners and (owners := owner_of_title(title, scene)):
        found = found._replace(owners=owners, span=span)
    if found.priority is None and (priority := priority_of(title, scene)):
        found = found._replace(priority=priority)
    if found.status is None and phrase_key(title) not in ("open", "new") and (status := status_of(title, scene)):
        found = found._replace(status=status)
    return found
