"""The rule: where figures are looked for, and how they become items."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from notesllm.document import Block, Kind, sentences
from notesllm.extract.context import Passages, subject_above
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.metrics.labelled import LONGEST_LABEL, labelled
from notesllm.extract.metrics.listed import listed
from notesllm.extract.metrics.measure import Measure
from notesllm.extract.metrics.stated import stated
from notesllm.extract.metrics.tabled import columns, tabled
from notesllm.extract.metrics.wording import wording
from notesllm.extract.reading import DIGIT, Reading
from notesllm.lexicon import lexicon, phrase_key
from notesllm.summary import Evidence, Metric

# Under these, figures are shares of work, votes, clock times and head counts.
ELSEWHERE = frozenset(
    {"actions", "review", "decisions", "people", "absent", "agenda", "next_meeting", "log", "questions", "milestones"}
)
UNMEASURED = frozenset({"date", "time", "due", "people"})  # fields that tell other figures
# What a sentence with a figure has at the least.
MEASURED = re.compile(
    r"[%$€£¥]|\d\s?(?:ms|s|h|[TGMK]B|percent|Prozent|USD|EUR|CHF|GBP|euros?|dollars?|min)\b|\d/1?[05]\b|\(\D{0,24}\d"
    r"|\d/[a-z]|\d\s(?:of|out\sof|von|sur|de|di|su|van)\s\d|(?:EUR|USD|CHF|GBP)\s\d|\b(?:to|auf|a|à|naar|para|al)\s\d"
)
SHORT = 12  # words of a value that its label may name together with a figure in it
Named = tuple[Measure, tuple[Evidence, ...]]


class Sense(NamedTuple):
    """What a label says."""

    key: str
    names: bool  # it may name a figure
    known: bool  # it names what can be measured
    bare: bool  # it says nothing by itself
    announces: bool  # figures with names of their own follow


@lru_cache(maxsize=4096)
def _sense(label: str, language: str, *, measuring: bool) -> Sense:
    words, key = wording(language), phrase_key(label)
    if not key or (key in words.excluded and not (measuring and key in words.spans)):
        return Sense("", names=False, known=False, bare=False, announces=False)
    said, bare = key.split(), key in words.bare
    ends = {" ".join(said[-count:]) for count in (1, 2, 3)}
    known = not ends.isdisjoint(words.nouns) or not {" ".join(said[:2]), said[-1]}.isdisjoint(words.timed)
    return Sense(
        key,
        names=key in words.spans or lexicon(language).labels.get(key) not in UNMEASURED,
        known=known and not bare,
        bare=bare,
        announces=len(key) <= LONGEST_LABEL // 2 and not words.heads.isdisjoint(said),
    )


def find_metrics(reading: Reading, draft: Draft) -> Draft:
    """Figures that are measured or budgeted, each with its name."""
    told: dict[tuple[str, float | str], tuple[Measure, dict[int, Evidence]]] = {}
    for measure, evidence in Finder(reading, draft).measures():
        key = (measure.name.casefold(), measure.value if measure.number is None else measure.number)
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


class Finder:
    """One way through the notes for figures."""

    def __init__(self, reading: Reading, draft: Draft) -> None:
        self.reading, self.draft = reading, draft
        self.words = wording(reading.document.language)
        self.taken = Passages(draft.action_items)
        self.sections: dict[int, bool] = {}
        self.aims: dict[int, str] = {}  # what the blocks above announce to be aimed at
        self.tables: dict[tuple[bool, tuple[str, ...]], dict[str, int]] = {}

    def measures(self) -> Iterator[Named]:
        """Every named figure with what proves it."""
        reading = self.reading
        for index, block in enumerate(reading.document.blocks):
            if not reading.cues[index] & DIGIT or reading.zones[index] in ELSEWHERE:
                continue
            if block.kind is Kind.HEADING or block.kind is Kind.CODE:
                continue
            measuring = self._announced(index, block)
            if block.kind is Kind.ROW:
                yield from self._row(block, measuring=measuring)
            else:
                yield from self._block(block, measuring=measuring)

    def _announced(self, index: int, block: Block) -> bool:
        """Whether the heading above a block announces figures."""
        measuring = self.sections.get(block.section)
        if measuring is None:
            title = self.reading.document.sections[block.section].title
            measuring = self._announces(title) or self.reading.zones[index] == "metrics"
            self.sections[block.section] = measuring
        return measuring

    def _announces(self, title: str) -> bool:
        return any(phrase_key(word) in self.words.heads for word in title.split())

    def _row(self, block: Block, *, measuring: bool) -> Iterator[Named]:
        key = (measuring, block.header)
        at = self.tables.get(key)
        if at is None:
            at = self.tables[key] = columns(block.header, self.reading.lexicon.labels, self.words, measuring=measuring)
        measure = tabled(block, at, self.words) if at else None
        if measure:
            yield measure, (self.reading.evidence_of(block),)

    def _block(self, block: Block, *, measuring: bool) -> Iterator[Named]:
        label = block.label if block.value and len(block.label) <= LONGEST_LABEL else ""
        sense = _sense(label, self.reading.document.language, measuring=measuring)
        if sense.names:
            measure = labelled(block, self.words, measuring=measuring, known=sense.known, bare=sense.bare)
            if measure and not self.taken.overlap(block.start, block.end) and not self.draft.roster.resolve(label):
                yield self._in_context(block, measure, bare=sense.bare)
                return
            if sense.announces and not self.taken.overlap(block.start, block.end):
                found = listed(block.value, self.words)
                yield from ((measure, (self.reading.evidence_of(block),)) for measure in found)
                if found:
                    return
        if MEASURED.search(block.text):
            yield from self._sentences(block, "" if sense.bare else sense.key)

    def _sentences(self, block: Block, key: str) -> Iterator[Named]:
        reading = self.reading
        told = sentences(reading.document, block)
        for sentence in told:
            text = sentence.text
            if (
                (len(told) > 1 and not MEASURED.search(text))
                or text.endswith("?")
                or self.taken.overlap(sentence.start, sentence.end)
            ):
                continue
            measures = stated(text, self.words)
            for measure in measures:
                name = measure.name
                named = len(measures) == 1 and key and len(block.value.split()) <= SHORT
                if named and not self.draft.roster.resolve(block.label):
                    name = measure.name if key in name.casefold() else f"{block.label} {name}"
                yield measure._replace(name=name), (reading.evidence(sentence.start, sentence.end),)

    def _in_context(self, block: Block, measure: Measure, *, bare: bool) -> Named:
        """A measure whose label does not say all, named by what it stands under: "Monitoring cost", "Uptime target"."""
        own = self.reading.evidence_of(block)
        above = block.parent if block.parent >= 0 else self.reading.document.sections[block.section].heading
        aim = self.aims.get(above)
        if aim is None:
            lead = self.reading.document.blocks[above] if above >= 0 else None
            said = phrase_key(lead.label or lead.text[:LONGEST_LABEL]).rpartition(" ")[2] if lead else ""
            aim = self.aims[above] = said.removesuffix("s") if said in self.words.goal else ""
        if aim:  # under "Performance targets:"
            place = self.reading.evidence_of(self.reading.document.blocks[above])
            return measure._replace(name=f"{measure.name} {aim}"), (own, place)
        subject = subject_above(self.reading, block) if bare else None
        title = (subject.label or subject.text).strip(" .:") if subject else ""
        if not subject or not title or len(title) > LONGEST_LABEL:
            return measure, (own,)
        place = self.reading.evidence_of(subject)
        return measure._replace(name=f"{title} {measure.name.lower()}"), (own, place) if place.quote else (own,)
