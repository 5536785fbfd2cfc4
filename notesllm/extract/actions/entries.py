"""Entries of lists under headings and lead-ins that announce actions, nested ones and plain lines included."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from notesllm.document import Block, Kind, sentences
from notesllm.extract.actions.above import above, owner_of_title
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.commitments import commitment_in
from notesllm.extract.actions.entry import Entry, first_verb, says_nothing
from notesllm.extract.actions.fields import field_name
from notesllm.extract.actions.markers import marker_in
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Above, Scene
from notesllm.extract.actions.statuses import priority_of, status_of, status_told
from notesllm.extract.actions.subjects import nicks_at_heads
from notesllm.extract.actions.tails import take_tail
from notesllm.extract.actions.telling import tell
from notesllm.extract.names import word_set
from notesllm.extract.outline import children
from notesllm.lexicon import phrase_key
from notesllm.span import Span

ZONES = frozenset(("actions", "review"))
SHORT = 34  # words of a plain line that is one entry
NAME_LINE = 50  # code points of a line that is a name only
PHRASE = 10  # words of a plain line that tells a task without a verb
CATEGORY = 5  # words of a parent that is a heading of what stands under it
TOPICS = frozenset(("goal", "title", "value", "metric", "role", "organization"))  # "Budget: finalize it" is a task
LOOKED_AT = 6  # sub-entries
BETWEEN = re.compile(r";\s+(?=[A-Z@])")
HEAD = re.compile(r":\s|\s(?:to|will)\s")
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


def find_entries(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:
    """The entries that stand under a zone of actions or of their review."""
    reading = scene.reading
    blocks = reading.document.blocks
    texts = (blocks[index].text for index, zone in enumerate(reading.zones) if zone in ZONES)
    if nicks := nicks_at_heads(texts, scene):
        scene = replace(scene, nicks=nicks, said_before={})
    tasks: set[int] = set()  # entries told so far: what is nested under them are details
    named: dict[tuple[int, int], Above] = {}  # after a line that is only a name
    for index, zone in enumerate(reading.zones):
        if zone not in ZONES or index in taken:
            continue
        block = blocks[index]
        if block.kind in (Kind.HEADING, Kind.ROW, Kind.CODE):
            continue
        key = (block.section, block.parent)
        if block.kind is Kind.PARAGRAPH and len(block.text) < NAME_LINE and (owners := scene.known(block.text)):
            # A line with a name only: the lines after it are theirs.
            named[key] = Above(owners, block.span)
            continue
        if block.kind is Kind.PARAGRAPH and key in named and _is_nobody(block.text, scene):
            del named[key]  # "Unassigned"
            continue
        detail = block.parent in tasks or block.parent in taken
        if detail and not _stands_alone(block, scene):
            tasks.add(index)
            continue
        for candidate in _told(index, block, named.get(key) or above(index, scene), scene):
            tasks.add(index)
            yield candidate


def _is_nobody(text: str, scene: Scene) -> bool:
    return len(text) < NAME_LINE and phrase_key(text) in word_set(scene.reading.document.language, "nobody")


def _stands_alone(block: Block, scene: Scene) -> bool:
    """Whether an entry under a task is a task of its own: it has a checkbox, a marker or an owner at its head."""
    if field_name(block, scene) in ("owner", "due", "status", "priority"):
        return False
    if block.checked is not None or (block.label and marker_in(block.label, scene)):
        return True
    return (block.kind is Kind.ITEM and bool(block.label and scene.known(block.label))) or _assigns(block.text, scene)


def _assigns(text: str, scene: Scene) -> bool:
    match = scene.patterns.to.search(text[:80])
    return bool(match and match.start() and scene.known(text[: match.start()].strip()))


def _told(index: int, block: Block, over: Above, scene: Scene) -> Iterator[Candidate]:
    place = (block.section, block.parent)
    if block.kind is Kind.UTTERANCE or (block.kind is Kind.PARAGRAPH and not _is_line(block, scene)):
        yield from _sentences(index, block, over, scene)
        return
    if _is_category(index, block, scene) or _is_other_field(block, scene):
        return
    start = Entry("", priority=over.priority, status=over.status)
    pieces = _pieces(block.text, scene)
    for piece in pieces:
        entry = parse(piece, scene, start)
        spans = [block.span]
        if len(pieces) == 1:
            entry, below = _with_reports(index, entry, scene)
            spans += below
        found = tell(
            scene,
            index,
            entry,
            Rank.LIST,
            spans=spans,
            owners=over.owners,
            owner_span=over.span,
            place=place,
        )
        if found:
            yield found


def _pieces(text: str, scene: Scene) -> list[str]:
    """The tasks of "Ana: finish the slides; Tom: book a room"."""
    if ";" not in text:
        return [text]
    pieces = BETWEEN.split(text)
    heads = [scene.known(HEAD.split(piece, maxsplit=1)[0]) for piece in pieces]
    return pieces if len(pieces) > 1 and all(heads) else [text]


def _is_category(index: int, block: Block, scene: Scene) -> bool:
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


def _is_other_field(block: Block, scene: Scene) -> bool:
    """Whether the line is a field about something else: "Date: …", "Next meeting: …"."""
    if not block.label or marker_in(block.label, scene) or status_of(block.label, scene):
        return False
    name = scene.reading.lexicon.labels.get(phrase_key(block.label), "")
    if name in TOPICS and first_verb(block.value, scene):
        return False
    return name in NO_TASK and not scene.known(block.label)


def _is_line(block: Block, scene: Scene) -> bool:
    """Whether a paragraph is one plain line that tells a task."""
    text = block.text
    words = len(text.split())
    if words > SHORT or text.endswith((":", "?")):
        return False
    if len(sentences(scene.reading.document, block)) > 1:
        return False
    section = scene.reading.document.sections[block.section]
    return _is_told(text, scene, alone=section.last - section.first == 1)


def _is_told(text: str, scene: Scene, *, alone: bool = False) -> bool:
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


def _sentences(index: int, block: Block, over: Above, scene: Scene) -> Iterator[Candidate]:
    if block.text.endswith(":"):
        return
    for sentence in sentences(scene.reading.document, block):
        if says_nothing(sentence.text, scene) or sentence.text.endswith("?"):
            continue
        entry = parse(sentence.text, scene) if _is_told(sentence.text, scene) else commitment_in(sentence, scene)
        if entry is None:
            continue
        found = tell(
            scene,
            index,
            entry,
            Rank.SENTENCE,
            spans=[Span(sentence.start, sentence.end)],
            owners=over.owners,
            owner_span=over.span,
            place=(index, -3),
        )
        if found:
            yield found


def _with_reports(index: int, entry: Entry, scene: Scene) -> tuple[Entry, list[Span]]:
    """The entry with what its sub-entries report, and where: "no progress", "done", a name, a name with a day."""
    blocks = scene.reading.document.blocks
    spans: list[Span] = []
    stated = entry.status
    for child in islice(children(blocks, index), LOOKED_AT):
        text = blocks[child].text
        if stated is None and (status := status_told(text, scene)):
            entry = entry._replace(status=status)  # the last one counts
            spans.append(blocks[child].span)
        elif not entry.owned and len(text) <= NAME_LINE and (owner := take_tail(entry, text, scene)).owned:
            entry = owner
            spans.append(blocks[child].span)
    return entry, spans
