"""What the headings and parents over an entry say of it: whose it is, how urgent, in what state."""

from typing import NamedTuple

from notesllm.document import Kind
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.statuses import priority_of, status_of
from notesllm.lexicon import phrase_key
from notesllm.span import Span
from notesllm.summary import Owner
from notesllm.summary.items import Priority, Status

MOST_LEVELS = 6
TAILS = ("'s tasks", "'s action items", "'s actions", "'s todos", "'s", " tasks", " actions", " action items", " todo", " to do")


class Above(NamedTuple):
    """The owner, urgency and state that hold for all entries under a heading or a parent."""

    owners: tuple[Owner, ...] = ()
    span: Span | None = None
    priority: Priority | None = None
    status: Status | None = None


def owner_of_title(title: str, scene: Scene) -> tuple[Owner, ...]:
    """The people a heading or a parent entry names, () for a subject: "Sarah", "Ana and Tom:", "Backend team"."""
    if len(title) > 60:
        return ()
    bare = title.strip(" :*_").replace("’", "'")
    for tail in TAILS:
        bare = bare.removesuffix(tail)
    return scene.known(bare) or (scene.owners(bare, trusted=True) if bare.startswith("@") else ())


def above(index: int, scene: Scene) -> Above:
    """What stands over block ``index``, the nearest first."""
    document = scene.reading.document
    found = Above()
    at = document.blocks[index].parent
    for _ in range(MOST_LEVELS):
        if at < 0:
            break
        found = _with(found, document.blocks[at].text, document.blocks[at].span, scene)
        at = document.blocks[at].parent
    section = document.sections[document.blocks[index].section]
    for _ in range(MOST_LEVELS):
        if section.heading < 0:
            break
        block = document.blocks[section.heading]
        zone = scene.reading.zones[section.heading] if block.kind is Kind.HEADING else ""
        found = _with(found, section.title, block.span, scene)
        if section.parent < 0 or phrase_key(section.title) in scene.reading.lexicon.zones or not zone:
            break
        section = document.sections[section.parent]
    return found


def _with(found: Above, title: str, span: Span, scene: Scene) -> Above:
    if not found.owners and (owners := owner_of_title(title, scene)):
        found = found._replace(owners=owners, span=span)
    if len(title) > 40:
        return found
    if found.priority is None and (priority := priority_of(title, scene)):
        found = found._replace(priority=priority)
    if found.status is None and phrase_key(title) not in ("open", "new") and (status := status_of(title, scene)):
        found = found._replace(status=status)
    return found
