"""What the headings and parents over an entry say of it: whose it is, how urgent, in what state."""

from notesllm.extract.actions.scene import Above, Scene
from notesllm.extract.actions.statuses import priority_of, status_of
from notesllm.lexicon import phrase_key
from notesllm.span import Span
from notesllm.summary import Owner

LONGEST = 60  # code points of a title that is a name, an urgency or a state
HEADINGS = -2  # in place of a parent: what the headings alone say
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
    blocks = scene.reading.document.blocks
    key = (blocks[index].section, blocks[index].parent)
    known = scene.over.get(key)
    if known is None:
        known = scene.over[key] = _above(index, scene)
    return known


def _above(index: int, scene: Scene) -> Above:
    blocks = scene.reading.document.blocks
    found = Above()
    at = blocks[index].parent
    for _ in range(MOST_LEVELS):
        if at < 0:
            break
        found = _with(found, blocks[at].text, blocks[at].span, scene)
        at = blocks[at].parent
    over = over_section(blocks[index].section, scene)
    return Above(
        found.owners or over.owners,
        found.span if found.owners else over.span,
        found.priority or over.priority,
        found.status or over.status,
    )


def over_section(number: int, scene: Scene) -> Above:
    """What the headings of a section say, up to the one that announces the actions."""
    known = scene.over.get((number, HEADINGS))
    if known is not None:
        return known
    document = scene.reading.document
    found = Above()
    section = document.sections[number]
    for _ in range(MOST_LEVELS):
        if section.heading < 0:
            break
        found = _with(found, section.title, document.blocks[section.heading].span, scene)
        zone = scene.reading.zones[section.heading]
        if section.parent < 0 or not zone or phrase_key(section.title) in scene.reading.lexicon.zones:
            break
        section = document.sections[section.parent]
    scene.over[number, HEADINGS] = found
    return found


def _with(found: Above, title: str, span: Span, scene: Scene) -> Above:
    if len(title) > LONGEST:
        return found
    if not found.owners and (owners := owner_of_title(title, scene)):
        found = found._replace(owners=owners, span=span)
    if found.priority is None and (priority := priority_of(title, scene)):
        found = found._replace(priority=priority)
    if found.status is None and phrase_key(title) not in ("open", "new") and (status := status_of(title, scene)):
        found = found._replace(status=status)
    return found
