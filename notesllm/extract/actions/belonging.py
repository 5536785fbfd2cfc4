"""What an entry under a zone of actions is: a task, the heading of those under it, a field about something else."""

from notesllm.document import Block, Kind, sentences
from notesllm.extract.actions.above import owner_of_title
from notesllm.extract.actions.entry import ICON, Entry, first_verb
from notesllm.extract.actions.fields import field_name
from notesllm.extract.actions.markers import marker_in
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.statuses import priority_of, status_of, status_told
from notesllm.extract.actions.tails import take_tail
from notesllm.extract.names import word_set
from notesllm.extract.outline import children
from notesllm.lexicon import phrase_key

NAME_LINE = 50  # code points of a line that is a name only
SHORT = 34  # words of a plain line that is one entry
PHRASE = 10  # words of a plain line that tells a task without a verb
CATEGORY = 5  # words of a parent that is a heading of what stands under it
TOPICS = frozenset(("goal", "title", "value", "metric", "role", "organization"))  # "Budget: finalize it" is a task
# Labels of lines that stand in any section and tell no task.
NO_TASK = frozenset(
    (
        "date",
        "time",
        "location",
        "title",
        "people",
        "absent",
        "host",
        "scribe",
        "next_meeting",
        "decision",
        "rationale",
        "risk",
        "mitigation",
        "impact",
        "question",
        "answer",
        "metric",
        "owner",
        "due",
        "status",
        "goal",
        "priority",
        "severity",
        "email",
        "decision_maker",
        "asked_by",
        "answered_by",
        "previous",
        "value",
        "role",
        "organization",
        "name",
    )
)


def stands_alone(block: Block, scene: Scene) -> bool:
    """Whether an entry under a task is a task of its own: it has a checkbox, a marker or an owner at its head."""
    if field_name(block, scene) in ("owner", "due", "status", "priority"):
        return False
    if block.checked is not None or (block.label and marker_in(block.label, scene)):
        return True
    return (block.kind is Kind.ITEM and bool(block.label and scene.known(block.label))) or _assigns(block.text, scene)


def _assigns(text: str, scene: Scene) -> bool:
    match = scene.patterns.to.search(text[:80])
    return bool(match and match.start() and scene.known(text[: match.start()].strip()))


def is_category(index: int, block: Block, scene: Scene) -> bool:
    """Whether an entry is the heading of those under it: "Sarah:", "Backend", "High priority"."""
    blocks = scene.reading.document.blocks
    below = [i for i in children(blocks, index) if blocks[i].kind is Kind.ITEM]
    text = block.text
    if block.checked is not None or (below and _only_details(below, scene)):
        return False
    if not below:
        return text.endswith(":") and len(text.split()) <= 12
    if text.endswith(":") or owner_of_title(text, scene) or priority_of(text, scene) or status_of(text, scene):
        return True
    return len(text.split()) <= CATEGORY and not first_verb(text, scene) and not _assigns(text, scene)


def _only_details(below: list[int], scene: Scene) -> bool:
    """Whether the entries below are reports on the task, such as "done" or "no progress"."""
    blocks = scene.reading.document.blocks
    return all(
        status_told(blocks[i].text, scene) or field_name(blocks[i], scene) or _only_owner(blocks[i].text, scene)
        for i in below
    )


def _only_owner(text: str, scene: Scene) -> bool:
    return len(text) <= NAME_LINE and take_tail(Entry("x"), text, scene).owned


def is_other_field(block: Block, scene: Scene) -> bool:
    """Whether the line is a field about something else: "Date: …", "Next meeting: …"."""
    if not block.label or marker_in(block.label, scene) or status_of(block.label, scene):
        return False
    label = block.label
    if not label.isascii() and (icon := ICON.match(label)):
        label = label[icon.end() :]
    name = scene.reading.lexicon.labels.get(phrase_key(label), "")
    if name in TOPICS and first_verb(block.value, scene):
        return False
    return name in NO_TASK and not scene.known(block.label)


def is_line(block: Block, scene: Scene) -> bool:
    """Whether a paragraph is one plain line that tells a task."""
    text = block.text
    words = len(text.split())
    if words > SHORT or text.endswith((":", "?")):
        return False
    if len(sentences(scene.reading.document, block)) > 1:
        return False
    section = scene.reading.document.sections[block.section]
    return is_told(text, scene, alone=section.last - section.first == 1)


def is_told(text: str, scene: Scene, *, alone: bool = False) -> bool:
    """Whether a sentence under a heading of actions is a task: it begins with a verb, or names who is to do it.

    ``alone``: it is all that stands there, so a few words without a verb will do.
    """
    if first_verb(text, scene):
        return True
    entry = parse(text, scene)
    if entry.owners or (entry.owned and entry.text != text):
        return True
    words = text.split()
    if not alone:
        return False
    sentence = word_set(scene.reading.document.language, "sentence")
    return len(words) <= PHRASE and text[0].isupper() and not any(word.casefold() in sentence for word in words)
