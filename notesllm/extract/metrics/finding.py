"""The rule: where figures are looked for, and how they become items."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document import Block, Kind, sentences
from notesllm.extract.context import Passages, subject_above
from notesllm.extract.cues import DIGIT
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.metrics.labelled import LONGEST_LABEL, labelled
from notesllm.extract.metrics.listed import listed
from notesllm.extract.metrics.measure import Measure
from notesllm.extract.metrics.stated import stated
from notesllm.extract.metrics.tabled import columns, tabled
from notesllm.extract.metrics.wording import wording
from notesllm.extract.reading import Reading
from notesllm.lexicon import lexicon, phrase_key
from notesllm.summary import Evidence, Metric

# Under these, figures are shares of work, votes, clock times and head counts.
ELSEWHERE = frozenset(
    {"actions", "review", "decisions", "people", "absent", "agenda", "next_meeting", "log", "questions", "milestones"}
)
UNMEASURED = frozenset({"date", "time", "due", "people"})  # fields that tell other figures
# What a sentence with a figure has at the least: a sign, or a digit and what stands beside it.
SIGNED = regex(r"[%$€£¥]|\(\D{0,24}\d")
COUNTED = regex(
    r"\d(?:\s?(?:ms|s|h|[TGMK]B|percent|Prozent|USD|EUR|CHF|GBP|euros?|dollars?|min)\b|/(?:1?[05]\b|[a-z])"
    r"|\s(?:of|out\sof|von|sur|de|di|su|van)\s\d|(?<=(?:EUR|USD|CHF|GBP)\s\d)"
    r"|(?<=\b[aà]\s\d)|(?<=\b(?:to|al)\s\d)|(?<=\bauf\s\d)|(?<=\b(?:naar|para)\s\d))"
)
MARKS = ".:;,-–—!?*_#()[]"
SHORT = 12  # words of a value that its label may name together with a figure in it
Named = tuple[Measure, tuple[Evidence, ...]]


class Sense(NamedTuple):
    """What a label says."""

    key: str
    names: bool  # it may name a figure
    known: bool  # it names what can be measured
    bare: bool  # it says nothing by itself
    announces: bool  # figures with names of their own follow


UNSAID = Sense("", names=False, known=False, bare=False, announces=False)


def _measured(text: str) -> bool:
    return bool(SIGNED.search(text) or COUNTED.search(text))


@lru_cache(maxsize=4096)
def _sense(label: str, language: str, measuring: bool) -> Sense:  # noqa: FBT001 - a cached call by name costs more
    words, key = wording(language), phrase_key(label)
    if not key or (key in words.excluded and not (measuring and key in words.spans)):
        return UNSAID
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
    name, value, number, unit, target, previous, change = measure
    return Metric(
        id=item_id("n", name, value),
        evidence=evidence,
        name=name,
        value=value,
        number=number,
        unit=unit,
        target=target,
        previous=previous,
        change=change,
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

    def measures(self) -> list[Named]:
        """Every named figure with what proves it."""
        reading = self.reading
        found: list[Named] = []
        for block, cues, zone in zip(reading.document.blocks, reading.cues, reading.zones, strict=True):
            if not cues & DIGIT or zone in ELSEWHERE:
                continue
            kind = block.kind
            if kind is Kind.HEADING or kind is Kind.CODE:
                continue
            measuring = self.sections.get(block.section)
            if measuring is None:  # whether the heading above announces figures
                title = reading.document.sections[block.section].title
                measuring = self.sections[block.section] = self._announces(title) or zone == "metrics"
            found += (self._row if kind is Kind.ROW else self._block)(block, measuring=measuring)
        return found

    def _announces(self, title: str) -> bool:
        return not self.words.heads.isdisjoint(word.strip(MARKS) for word in title.casefold().split())

    def _row(self, block: Block, *, measuring: bool) -> Sequence[Named]:
        key = (measuring, block.header)
        at = self.tables.get(key)
        if at is None:
            at = self.tables[key] = columns(block.header, self.reading.lexicon.labels, self.words, measuring=measuring)
        measure = tabled(block, at, self.words) if at else None
        return ((measure, (self.reading.evidence_of(block),)),) if measure else ()

    def _block(self, block: Block, *, measuring: bool) -> Sequence[Named]:
        label = block.label if block.value and len(block.label) <= LONGEST_LABEL else ""
        sense = _sense(label, self.reading.document.language, measuring) if label else UNSAID
        if sense.names:
            measure = labelled(block, self.words, measuring=measuring, known=sense.known, bare=sense.bare)
            if measure and not self.taken.overlap(block.start, block.end) and not self.draft.roster.resolve(label):
                return (self._in_context(block, measure, bare=sense.bare),)
            if sense.announces and not self.taken.overlap(block.start, block.end):
                found = listed(block.value, self.words)
                if found:
                    own = (self.reading.evidence_of(block),)
                    return [(measure, own) for measure in found]
        return self._sentences(block, "" if sense.bare else sense.key) if _measured(block.text) else ()

    def _sentences(self, block: Block, key: str) -> list[Named]:
        reading = self.reading
        found: list[Named] = []
        told = sentences(reading.document, block)
        for start, end, text in told:
            if (len(told) > 1 and not _measured(text)) or text[-1] == "?" or self.taken.overlap(start, end):
                continue
            measures = stated(text, self.words)
            if not measures:
                continue
            own = (reading.evidence(start, end),)
            if len(measures) == 1 and key and len(block.value.split()) <= SHORT:
                measure = measures[0]
                if key not in measure.name.casefold() and not self.draft.roster.resolve(block.label):
                    measures = [measure._replace(name=f"{block.label} {measure.name}")]
            found += [(measure, own) for measure in measures]
        return found

    def _in_context(self, block: Block, measure: Measure, *, bare: bool) -> Named:
        """A measure whose label does not say all, named by what it stands under: "Monitoring cost", "Uptime target"."""
        own = self.reading.evidence(block.start, block.end)
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
