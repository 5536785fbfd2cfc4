"""The rule: where figures are looked for, and how they become items."""

import re
from collections.abc import Iterator
from dataclasses import replace

from notesllm.document import Block, Kind, sentences
from notesllm.extract.context import Passages, subject_above
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.metrics.labelled import LONGEST_LABEL, columns, labelled, tabled
from notesllm.extract.metrics.measure import Measure
from notesllm.extract.metrics.stated import stated
from notesllm.extract.metrics.wording import Wording, wording
from notesllm.extract.reading import DIGIT, Reading
from notesllm.lexicon import phrase_key
from notesllm.summary import Evidence, Metric

# Under these, figures are shares of work, votes, clock times and head counts.
ELSEWHERE = frozenset(
    {"actions", "review", "decisions", "people", "absent", "agenda", "next_meeting", "log", "questions", "milestones"}
)
# What a sentence with a figure has at the least.
MEASURED = re.compile(
    r"[%$€£¥]|\d\s?(?:ms|s|[TGMK]B|percent|Prozent|USD|EUR|euros?|dollars?)\b|\d/1?[05]\b|\bfrom\b|\(\D{0,24}\d|\d/[a-z]"
    r"|\bto\s\d"
)
SHORT = 12  # words of a value that its label may name together with a figure in it
Named = tuple[Measure, tuple[Evidence, ...]]


def find_metrics(reading: Reading, draft: Draft) -> Draft:
    """Figures that are measured or budgeted, each with its name."""
    told: dict[tuple[str, float | str], tuple[Measure, dict[int, Evidence]]] = {}
    for measure, evidence in _measures(reading, draft):
        key = (phrase_key(measure.name), measure.value if measure.number is None else measure.number)
        _, passages = told.setdefault(key, (measure, {}))
        passages.update((passage.start, passage) for passage in evidence)
    metrics = (_metric(measure, tuple(passages.values())) for measure, passages in told.values())
    return replace(draft, metrics=with_distinct_ids(metrics))


def _metric(measure: Measure, evidence: tuple[Evidence, ...]) -> Metric:
    return Metric(
        id=item_id("n", measure.name, measure.value),
        evidence=evidence,
        name=measure.name,
        value=measure.value,
        number=measure.number,
        unit=measure.unit,
        target=measure.target,
        previous=measure.previous,
        change=measure.change,
    )


def _measures(reading: Reading, draft: Draft) -> Iterator[Named]:
    words = wording(reading.document.language)
    taken = Passages(draft.action_items)
    sections: dict[int, bool] = {}
    tables: dict[tuple[str, ...], dict[str, int]] = {}
    for index, block in enumerate(reading.document.blocks):
        if not reading.cues[index] & DIGIT or reading.zones[index] in ELSEWHERE:
            continue
        if block.kind is Kind.HEADING or block.kind is Kind.CODE:
            continue
        if block.kind is Kind.ROW:
            yield from _row(reading, block, words, tables)
            continue
        measuring = sections.get(block.section)
        if measuring is None:
            measuring = sections[block.section] = _announced(reading, index, words)
        yield from _block(reading, draft, block, words, taken, measuring=measuring)


def _row(
    reading: Reading, block: Block, words: Wording, tables: dict[tuple[str, ...], dict[str, int]]
) -> Iterator[Named]:
    at = tables.get(block.header)
    if at is None:
        keys = {number: phrase_key(head) for number, head in enumerate(block.header)}
        at = tables[block.header] = columns(block.header, reading.lexicon.labels, keys)
    measure = tabled(block, at, words) if at else None
    if measure:
        yield measure, (reading.evidence_of(block),)


def _block(
    reading: Reading, draft: Draft, block: Block, words: Wording, taken: Passages, *, measuring: bool
) -> Iterator[Named]:
    key = phrase_key(block.label) if block.label and block.value and len(block.label) <= LONGEST_LABEL else ""
    if key and key not in words.excluded and reading.lexicon.labels.get(key) not in {"date", "time", "due", "people"}:
        measure = labelled(block, words, measuring=measuring)
        if measure and not taken.overlap(block.start, block.end) and not draft.roster.resolve(block.label):
            yield _in_context(reading, block, key, measure, words)
            return
    if not MEASURED.search(block.text):
        return
    for sentence in sentences(reading.document, block):
        if (
            not MEASURED.search(sentence.text)
            or sentence.text.endswith("?")
            or taken.overlap(sentence.start, sentence.end)
        ):
            continue
        measures = stated(sentence.text, words)
        for measure in measures:
            name = measure.name
            if (
                len(measures) == 1
                and key
                and key not in words.excluded
                and key not in words.bare
                and len(block.value.split()) <= SHORT
            ):
                name = measure.name if key in name.casefold() else f"{block.label} {name}"
            yield measure._replace(name=name), (reading.evidence(sentence.start, sentence.end),)


def _in_context(reading: Reading, block: Block, key: str, measure: Measure, words: Wording) -> Named:
    """A measure whose label does not say all, named by what it stands under: "Datadog APM cost", "Uptime target"."""
    own = reading.evidence_of(block)
    document = reading.document
    heading = document.sections[block.section].heading
    above = block.parent if block.parent >= 0 else heading
    lead = document.blocks[above] if above >= 0 else None
    aim = phrase_key(lead.label or lead.text[:LONGEST_LABEL]).rpartition(" ")[2] if lead else ""
    if lead and aim in words.goals:  # under "Performance targets:"
        return measure._replace(name=f"{measure.name} {aim.removesuffix('s')}"), (own, reading.evidence_of(lead))
    if key not in words.bare:
        return measure, (own,)
    subject = subject_above(reading, block)
    title = (subject.label or subject.text).strip(" .:") if subject else ""
    if not subject or not title or len(title) > LONGEST_LABEL:
        return measure, (own,)
    place = reading.evidence_of(subject)
    return measure._replace(name=f"{title} {measure.name.lower()}"), (own, place) if place.quote else (own,)


def _announced(reading: Reading, index: int, words: Wording) -> bool:
    """Whether the headings above a block announce figures."""
    if reading.zones[index] == "metrics":
        return True
    title = reading.document.sections[reading.document.blocks[index].section].title
    return any(phrase_key(word) in words.heads for word in title.split())
