"""Entries of lists under headings and lead-ins that announce actions, nested ones and plain lines included."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from notesllm.document import Block, Kind, sentences
from notesllm.extract.actions.above import above
from notesllm.extract.actions.belonging import NAME_LINE, is_category, is_line, is_other_field, is_told, stands_alone
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.commitments import commitment_in
from notesllm.extract.actions.entry import Entry, says_nothing
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Above, Scene
from notesllm.extract.actions.statuses import status_told
from notesllm.extract.actions.tails import take_tail
from notesllm.extract.actions.telling import tell
from notesllm.extract.actions.willing import nicks_at_heads
from notesllm.extract.names import word_set
from notesllm.extract.outline import children
from notesllm.lexicon import phrase_key
from notesllm.span import Span

ZONES = frozenset(("actions", "review"))
LOOKED_AT = 6  # sub-entries
BETWEEN = re.compile(r";\s+(?=[A-Z@])")
HEAD = re.compile(r":\s|\s(?:to|will)\s")


def find_entries(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:
    """The entries that stand under a zone of actions or of their review."""
    reading = scene.reading
    blocks = reading.document.blocks
    inside = [index for index, zone in enumerate(reading.zones) if zone in ZONES]
    if nicks := nicks_at_heads((blocks[index].text for index in inside), scene):
        scene = replace(scene, nicks=nicks, said_before={})
    tasks: set[int] = set()  # entries told so far: what is nested under them are details
    named: dict[tuple[int, int], Above] = {}  # after a line that is only a name
    for index in inside:
        if index in taken:
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
        if detail and not stands_alone(block, scene):
            tasks.add(index)
            continue
        for candidate in _told(index, block, named.get(key) or above(index, scene), scene):
            tasks.add(index)
            yield candidate


def _is_nobody(text: str, scene: Scene) -> bool:
    return len(text) < NAME_LINE and phrase_key(text) in word_set(scene.reading.document.language, "nobody")


def _told(index: int, block: Block, over: Above, scene: Scene) -> Iterator[Candidate]:
    place = (block.section, block.parent)
    if block.kind is Kind.UTTERANCE or (block.kind is Kind.PARAGRAPH and not is_line(block, scene)):
        yield from _sentences(index, block, over, scene)
        return
    if is_category(index, block, scene) or is_other_field(block, scene):
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
            Rank.SENTENCE if _is_part(block.text, entry) else Rank.LIST,
            spans=spans,
            owners=over.owners,
            owner_span=over.span,
            place=place,
        )
        if found:
            yield found


def _is_part(text: str, entry: Entry) -> bool:
    """Whether an entry is only a part of a sentence: "We focus on", "- finalizing the system and"."""
    first = text.partition(" ")[0]
    return first.islower() and first.isalpha() and first.endswith("ing") and not entry.owned


def _pieces(text: str, scene: Scene) -> list[str]:
    """The tasks of "Ana: finish the slides; Tom: book a room"."""
    if ";" not in text:
        return [text]
    pieces = BETWEEN.split(text)
    heads = [scene.known(HEAD.split(piece, maxsplit=1)[0]) for piece in pieces]
    return pieces if len(pieces) > 1 and all(heads) else [text]


def _sentences(index: int, block: Block, over: Above, scene: Scene) -> Iterator[Candidate]:
    if block.text.endswith(":"):
        return
    for sentence in sentences(scene.reading.document, block):
        if says_nothing(sentence.text, scene) or sentence.text.endswith("?"):
            continue
        entry = parse(sentence.text, scene) if is_told(sentence.text, scene) else commitment_in(sentence, scene)
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
