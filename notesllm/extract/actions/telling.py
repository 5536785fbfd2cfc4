"""From an entry that was taken apart to a candidate with its proof."""

import re
from collections.abc import Iterable

from notesllm.document import Block, Kind
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.entry import Entry, says_nothing
from notesllm.extract.actions.scene import Scene
from notesllm.lexicon import phrase_key
from notesllm.span import Span
from notesllm.summary import Owner
from notesllm.summary.items import Status

PLACE = re.compile(r"[\[<{]+\s*([^\[\]<>{}]{1,40}?)\s*\d*\s*[\]>}]+")
MOST_LEVEL = 6  # of a heading; a lead-in has 7
LONGEST_NAME = 60
FEWEST = 2  # words of a task, or one with an owner or a day


def raw_text(block: Block, scene: Scene) -> str:
    """The block as it stands in the source."""
    return scene.reading.document.source[block.start : block.end]


def struck(block: Block, scene: Scene) -> bool:
    """Whether the whole block is struck out."""
    raw = raw_text(block, scene).strip()
    return raw.startswith(("~~", "<del>", "<s>")) and raw.rstrip(" .").endswith(("~~", "</del>", "</s>"))


def checked_status(block: Block, scene: Scene) -> Status | None:
    """What the block's checkbox or strike-through says."""
    if block.checked is not None:
        return "done" if block.checked else None
    return "done" if struck(block, scene) else None


def part_of(block: Block, scene: Scene) -> int:
    """The section of a heading that a block stands in: lead-ins and bold lines are part of theirs."""
    document = scene.reading.document
    number = block.section
    while number > 0 and document.sections[number].level > MOST_LEVEL:
        number = document.sections[number].parent
    return number


def _is_template(text: str, scene: Scene, *, tagged: bool) -> bool:
    """Whether a place is left to be filled in: "[Name]", "<task 1>"; not "[action] Write it [owner] Tom"."""
    return any(
        phrase_key(match[1]) in scene.patterns.placeholders
        and not (tagged and text[match.end() : match.end() + 2].lstrip()[:1].isalnum())
        for match in PLACE.finditer(text)
    )


def _is_tagged(text: str, scene: Scene) -> bool:
    first = PLACE.match(text)
    return first is not None and phrase_key(first[1]) not in scene.patterns.placeholders


def tell(
    scene: Scene,
    index: int,
    entry: Entry,
    rank: Rank,
    *,
    spans: Iterable[Span] = (),
    owners: tuple[Owner, ...] = (),
    owner_span: Span | None = None,
    place: tuple[int, ...] = (),
    blocks: tuple[int, ...] = (),
) -> Candidate | None:
    """The candidate that ``entry`` is, None where it says nothing.

    ``owners`` hold where the entry names nobody; ``owner_span`` proves them.
    """
    if says_nothing(entry.text, scene) or entry.text.endswith("?"):
        return None
    if entry.text.isupper() and " " in entry.text and not (entry.owned or entry.due or owners):
        return None  # a heading that is written as an entry
    if not entry.owners and len(entry.text) < LONGEST_NAME and scene.known(entry.text):
        return None  # a name only
    if len(entry.text.split()) < FEWEST and not (entry.owners or entry.due or owners):
        return None
    block = scene.reading.document.blocks[index]
    shown = block.value if block.label else block.text
    if ("[" in shown or "<" in shown or "{" in shown) and _is_template(
        shown, scene, tagged=_is_tagged(block.text, scene)
    ):
        return None  # of a template
    proof = list(spans) or [block.span]
    inherited = not entry.owned and bool(owners)
    if inherited and owner_span is not None:
        proof.append(owner_span)
    who = owners if inherited else entry.owners
    if who:
        proof += scene.proof_of(who, proof)
    status = entry.status
    if block.kind is not Kind.ROW and status is None:
        status = checked_status(block, scene)
    return Candidate(
        block=index,
        task=entry.text,
        spans=tuple(proof),
        rank=rank,
        owners=who,
        due=entry.due,
        status=status,
        priority=entry.priority,
        place=place,
        part=part_of(block, scene),
        blocks=blocks or (index,),
    )
