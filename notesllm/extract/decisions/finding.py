"""The table of recognisers, and the findings made items."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from notesllm.document import Block, Kind
from notesllm.extract.decisions.entries import cells, column, entry, entry_zones, row
from notesllm.extract.decisions.labelled import announces, labelled
from notesllm.extract.decisions.phrases import phrases
from notesllm.extract.decisions.scene import Scene
from notesllm.extract.decisions.stated import stated
from notesllm.extract.decisions.votes import closing, headed, motion, outcome
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.reading import Reading
from notesllm.extract.retelling import Finding, merged
from notesllm.summary import Decision

# Zones in which a sentence with "agreed" or "approved" is no decision of the meeting.
SILENT = frozenset(
    {"people", "absent", "next_meeting", "log", "review", "questions", "actions", "metrics", "milestones", "priorities"}
)

Recogniser = Callable[[Scene, int, Block], tuple[Finding, ...]]


def motions(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """The motions of a block, and what is settled behind them."""
    found = motion(scene, index, block)
    end = found[-1].spans[-1].end if found else block.end
    if end >= block.end:
        return found
    source = scene.reading.document.source
    rest = Block(block.kind, end, block.end, block.line, source[end : block.end], block.section)
    return (*found, *stated(scene, index, rest))


# The first that answers takes the block.
BY_CUE: tuple[Recogniser, ...] = (outcome, motions, stated, closing, headed)


def _recognisers(scene: Scene, index: int, block: Block, *, cued: bool) -> Iterator[Recogniser]:
    if block.kind is Kind.ROW:
        yield row if scene.listed[index] else column
        if cued:
            yield cells
        return
    if block.label:
        if cued:
            yield outcome
        if block.label in scene.labels:
            yield labelled
    if scene.listed[index]:
        yield entry
    elif cued:
        zone = scene.reading.zones[index]
        if scene.is_story(index):
            return
        if zone not in SILENT or (zone == "log" and block.speaker):
            yield from BY_CUE
        elif zone == "priorities" and scene.phrases.agreeing.search(block.text):
            yield stated  # the parking lot, where something was settled after all
        elif block.kind is Kind.PARAGRAPH:  # a board's "Action items" are motions
            yield from (outcome, motions, stated) if scene.approves(index) else (outcome, motion)


def _found(scene: Scene) -> list[Finding]:
    reading, cue = scene.reading, scene.reading.bits.get("decide", 0)
    wanted = reading.indexes(bits=cue, labels=scene.labels, cells=True)
    if any(scene.listed):
        wanted = sorted({*wanted, *(index for index, listed in enumerate(scene.listed) if listed)})
    found: list[Finding] = []
    for index in wanted:
        block = scene.blocks[index]
        if block.kind is Kind.CODE or index in scene.taken:
            continue
        cued = bool(reading.cues[index] & cue)
        for recognise in _recognisers(scene, index, block, cued=cued):
            if findings := recognise(scene, index, block):
                found.extend(findings)
                break
    return found


def find_decisions(reading: Reading, draft: Draft) -> Draft:
    """``draft`` with what the meeting settled."""
    language = reading.lexicon.language
    labels = frozenset([label for label in reading.labels if announces(label, language)])
    scene = Scene(reading, draft, phrases(language), entry_zones(reading), labels)
    decisions = [
        Decision(
            id=item_id("d", finding.text),
            text=finding.text,
            rationale=finding.rationale,
            made_by=finding.made_by,
            evidence=tuple(reading.evidence(span.start, span.end) for span in finding.spans),
        )
        for finding in merged(_found(scene), language)
    ]
    return replace(draft, decisions=with_distinct_ids(decisions))
