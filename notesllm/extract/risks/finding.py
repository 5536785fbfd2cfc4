"""The table of recognisers, and the worries made items."""

from collections.abc import Callable
from dataclasses import replace

from notesllm.document import Block, Kind
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.reading import Reading
from notesllm.extract.retelling import Wording, groups, spans_of
from notesllm.extract.risks.entries import announces, entry, labelled, row
from notesllm.extract.risks.flagged import cells, flagged
from notesllm.extract.risks.scene import Scene
from notesllm.extract.risks.worry import Worry, risk_words
from notesllm.summary import Risk

# Zones in which a sentence with "blocked" or "concern" flags no risk of its own.
SILENT = frozenset(
    {"agenda", "people", "absent", "next_meeting", "log", "actions", "review", "decisions", "metrics", "questions"}
)
PROSE = frozenset({Kind.PARAGRAPH, Kind.FIELD})  # under "Finances", a worry is told in these

Recogniser = Callable[[Scene, int, Block], list[Worry]]


def _found(scene: Scene) -> list[Worry]:
    reading = scene.reading
    cue = reading.bits.get("risk", 0)
    found: list[Worry] = []
    language = reading.lexicon.language
    labels = {label for label in reading.labels if announces(label, language)}
    meeting = scene.draft.next_meeting
    met = {evidence.start for evidence in meeting.evidence} if meeting else set()
    for index in reading.indexes(bits=cue, zone="risks", labels=labels, cells=True):
        block, zone = reading.document.blocks[index], reading.zones[index]
        cued = bool(reading.cues[index] & cue) and (zone not in SILENT or _speaks_up(scene, block, zone))
        if not (cued or block.label in labels or block.cells or zone == "risks") or block.kind is Kind.CODE:
            continue
        if index in scene.taken or (zone == "risks" and block.start in met):
            continue
        recognisers: tuple[Recogniser, ...]
        if block.kind is Kind.ROW:
            recognisers = (row, cells) if cued else (row,)
        elif zone == "risks":
            recognisers = (entry,)
        elif cued:
            recognisers = (labelled, flagged) if block.label in labels else (flagged,)
        else:
            recognisers = (labelled,)
        for recognise in recognisers:
            if worries := recognise(scene, index, block):
                found.extend(worries)
                break
    return [worry for worry in found if not worry.solved]


def _speaks_up(scene: Scene, block: Block, zone: str) -> bool:
    """Whether a worry is told where none is looked for: under figures, or as a point raised among the questions."""
    if zone == "metrics":
        return block.kind in PROSE
    return zone == "questions" and "?" not in block.text and scene.words.flags.match(block.text) is not None


def _one(worries: list[Worry], reading: Reading) -> Risk:
    told = sorted(worries, key=lambda worry: worry.rank)
    text = told[0].text
    return Risk(
        id=item_id("r", text),
        text=text,
        severity=next((worry.severity for worry in told if worry.severity), None),
        mitigation=next((worry.mitigation for worry in told if worry.mitigation), None),
        owners=next((worry.owners for worry in told if worry.owners), ()),
        evidence=tuple(
            reading.evidence(span.start, span.end) for span in spans_of([tuple(worry.spans) for worry in worries])
        ),
    )


def find_risks(reading: Reading, draft: Draft) -> Draft:
    """``draft`` with what is flagged as a risk and still open."""
    worries = _found(Scene(reading, draft, risk_words(reading.lexicon.language)))
    grouped = groups([Wording(worry.text, worry.rank) for worry in worries], reading.lexicon.language)
    return replace(draft, risks=with_distinct_ids(_one([worries[at] for at in group], reading) for group in grouped))
