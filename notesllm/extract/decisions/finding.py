"""The table of recognisers, and the findings made items."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from notesllm.document import Block, Kind
from notesllm.extract.decisions.entries import cells, column, entry, entry_zones, row
from notesllm.extract.decisions.labelled import labelled
from notesllm.extract.decisions.phrases import phrases
from notesllm.extract.decisions.scene import Scene
from notesllm.extract.decisions.stated import stated
from notesllm.extract.decisions.votes import closing, motion, outcome
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

# The first that answers takes the block.
BY_CUE: tuple[Recogniser, ...] = (outcome, motion, stated, closing)


def _recognisers(scene: Scene, index: int, block: Block, cue: int) -> Iterator[Recogniser]:
    if block.kind is Kind.CODE or index in scene.taken:
        return
    cued = bool(scene.reading.cues[index] & cue)
    if block.kind is Kind.ROW:
        yield row if scene.listed[index] else column
        if cued:
            yield cells
        return
    if block.label:
        if cued:
            yield outcome
        yield labelled
    if scene.listed[index]:
        yield entry
    elif cued:
        zone = scene.reading.zones[index]
        if (zone not in SILENT or (zone == "log" and block.speaker)) and not scene.is_story(index):
            yield from BY_CUE


def _found(scene: Scene) -> list[Finding]:
    cue = scene.reading.bits.get("decide", 0)
    found: list[Finding] = []
    for index, block in enumerate(scene.blocks):
        for recognise in _recognisers(scene, index, block, cue):
            if findings := recognise(scene, index, block):
                found.extend(findings)
                break
    return found


def find_decisions(reading: Reading, draft: Draft) -> Draft:
    """``draft`` with what the meeting settled."""
    scene = Scene(reading, draft, phrases(reading.lexicon.language), entry_zones(reading))
    decisions = [
        Decision(
            id=item_id("d", finding.text),
            text=finding.text,
            rationale=finding.rationale,
            made_by=finding.made_by,
            evidence=tuple(reading.evidence(span.start, span.end) for span in finding.spans),
        )
        for finding in merged(_found(scene))
    ]
    return replace(draft, decisions=with_distinct_ids(decisions))
