"""Dated steps of a plan."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.dates import Deadline, find_due, resolve_due_value
from notesllm.document import Block, Kind, sentences
from notesllm.extract.context import Passages, subject_above
from notesllm.extract.cues import DIGIT
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.names import word_set
from notesllm.extract.outline import label_key
from notesllm.extract.reading import Reading
from notesllm.lexicon import lexicon, phrase_key
from notesllm.summary import Due, Evidence, Milestone
from notesllm.summary.items import Status

CLOCK = regex(r"\s*\d{1,2}[:.h]\d{2}")
ASIDE = regex(r"\s*[(\[]([^()\[\]]{3,40})[)\]]")
STATE = regex(r"[(\[–—-]\s*([^()\[\]–—]{2,24}?)\s*[)\]]?\s*$")
DATED = frozenset({"day", "week", "month", "quarter", "year"})
CLOCK_AFTER, BEFORE = 10, 8  # code points behind a day ("by 6pm") and before it ("due") that belong to it
LONGEST = 220  # characters of a sentence that is still a step, not a discussion
SKIPPED = frozenset({"actions", "review", "people", "absent", "agenda", "next_meeting", "log", "questions"})


class Step(NamedTuple):
    """A milestone's words, its date, and the passages that tell them."""

    text: str
    due: Deadline
    evidence: tuple[Evidence, ...]
    status: Status = "open"


def find_milestones(reading: Reading, draft: Draft) -> Draft:
    """Steps with a date: entries of a timeline, fields such as "Go-live date", "the release is planned for May"."""
    taken = Passages((*draft.action_items, *filter(None, (draft.next_meeting,))))
    found: dict[str, Milestone] = {}
    for step in _steps(reading, draft):
        first = step.evidence[0]
        text = step.text.strip(" .,;:–—-")
        if not text or taken.overlap(first.start, first.end):
            continue
        identity = item_id("ms", text)
        if identity not in found:
            due = Due(text=step.due.text, date=step.due.date, precision=step.due.precision)
            found[identity] = Milestone(id=identity, evidence=step.evidence, text=text, due=due, status=step.status)
    return replace(draft, milestones=with_distinct_ids(found.values()))


def _steps(reading: Reading, draft: Draft) -> Iterator[Step]:
    bit = reading.bits.get("milestone", 0)
    known = _labels(reading.document.language)
    labels = {label for label in reading.labels if label_key(label) in known}
    upcoming = word_set(reading.document.language, "next_words")
    ahead = {label for label in reading.labels if label_key(label) in upcoming}
    for block, zone, cues in zip(reading.document.blocks, reading.zones, reading.cues, strict=True):
        if zone == "milestones":
            steps = _entry
        elif block.label in labels and block.value:
            steps = _field
        elif block.label in ahead and block.value:
            steps = _ahead
        elif cues & bit and not block.speaker:
            steps = _told
        elif block.kind is Kind.ITEM and cues & DIGIT and not block.speaker:
            steps = _deadline
        else:
            continue
        if zone not in SKIPPED and block.kind is not Kind.HEADING and block.kind is not Kind.CODE:
            yield from steps(reading, draft, block)


def _entry(reading: Reading, draft: Draft, block: Block) -> Iterator[Step]:
    """An entry of a timeline: "October 15: Beta testing begins", "Phase 1 (Oct 2024): …", a row with a date."""
    if CLOCK.match(block.text) or block.clock or len(block.text) > LONGEST:
        return
    if block.cells:
        due, text = None, ""
        for cell in block.cells:
            found = _dated(cell.text, reading, draft, whole=True) if not (due and text) else None
            due, text = due or found, text or ("" if found else cell.text)
    elif (due := _dated(block.label, reading, draft, whole=True)) and block.value:
        text = block.value
        aside = ASIDE.search(block.label)
        within = aside and aside.start(1) <= due.start and due.end <= aside.end(1)
        if aside and (within or _dated(aside[1], reading, draft, whole=True)):
            text = f"{ASIDE.sub('', block.label)}: {block.value}"
    else:
        due, text = _dated(block.text, reading, draft, whole=False), block.text
    if due:
        yield Step(text, due, (reading.evidence_of(block),), _status(reading, block))


def _field(reading: Reading, draft: Draft, block: Block) -> Iterator[Step]:
    """As in "Target Launch: November 30, 2024", named by what it stands under."""
    due = _dated(block.value, reading, draft, whole=True)
    if due is None:
        return
    above = subject_above(reading, block)
    title = (above.label or above.text).strip(" .:") if above else ""
    own = reading.evidence_of(block)
    if above and title and len(title) <= 80:
        yield Step(f"{title}: {block.label}", due, (own, reading.evidence_of(above)), _status(reading, block))
    else:
        yield Step(block.label, due, (own,), _status(reading, block))


def _ahead(reading: Reading, draft: Draft, block: Block) -> Iterator[Step]:
    """As in "Upcoming: first report due 10 May"."""
    said = phrase_key(block.value).split()
    if len(block.value) > LONGEST or word_set(reading.document.language, "next_due").isdisjoint(said):
        return
    if due := _dated(block.value, reading, draft, whole=False):
        yield Step(block.value, due, (reading.evidence_of(block),), _status(reading, block))


def _deadline(reading: Reading, draft: Draft, block: Block) -> Iterator[Step]:
    """As in "First report due 10 May": an entry that ends with a day still to come, and names nobody."""
    if len(block.text) > LONGEST or draft.date is None:
        return
    due = _dated(block.text, reading, draft, whole=False)
    if due is None or due.date is None or due.date < draft.date or len(block.text) - due.end > CLOCK_AFTER:
        return
    words = word_set(reading.document.language, "next_due")
    if not words.isdisjoint(phrase_key(block.text[max(0, due.start - BEFORE) : due.end]).split()):
        yield Step(block.text, due, (reading.evidence_of(block),), _status(reading, block))


def _told(reading: Reading, draft: Draft, block: Block) -> Iterator[Step]:
    """As in "SOC2 audit scheduled for November"."""
    planned = _planned(reading.document.language)
    if not planned.search(block.text):
        return
    for sentence in sentences(reading.document, block):
        match = planned.search(sentence.text)
        if not match or len(sentence.text) > LONGEST or sentence.text.endswith("?"):
            continue
        for due in find_due(sentence.text, reading.lexicon, draft.date, day_first=reading.day_first):
            near = due.start <= match.end() + 12 and due.end > match.end()
            if near and due.precision in DATED and due.date:
                yield Step(sentence.text, due, (reading.evidence(sentence.start, sentence.end),))
                break


def _dated(text: str, reading: Reading, draft: Draft, *, whole: bool) -> Deadline | None:
    """The date in ``text``; ``whole`` where the text is known to be one."""
    if not text or (whole and len(text) > 60):
        return None
    found = find_due(text, reading.lexicon, draft.date, day_first=reading.day_first)
    dated = next((due for due in found if due.precision in DATED and due.date), None)
    if dated or not whole or not found:
        return dated
    due = resolve_due_value(text, reading.lexicon, draft.date, day_first=reading.day_first)
    return due if due and due.date and due.precision in DATED else None


def _status(reading: Reading, block: Block) -> Status:
    if block.checked:
        return "done"
    told = [cell.text for cell in block.cells] or [m[1] for m in [STATE.search(block.text)] if m]
    for text in told:
        status = reading.lexicon.statuses.get(phrase_key(text))
        if status:
            return status  # type: ignore[return-value]
    return "open"


@lru_cache(maxsize=8)
def _labels(language: str) -> frozenset[str]:
    return frozenset(lexicon(language).words["milestone_labels"])


@lru_cache(maxsize=8)
def _planned(language: str) -> re.Pattern[str]:
    words = sorted(lexicon(language).words["milestone_planned"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})\b", re.IGNORECASE)
