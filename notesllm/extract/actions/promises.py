"""Commitments of others in running text: "Ana will …", "Tom agreed to …", "Anna schickt …"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.commitments import by_report, by_request, by_will, checked, taken_up
from notesllm.extract.actions.deeds import (
    answered,
    begins_with_name,
    bracketed,
    deed_in,
    is_asked_for,
    labelled,
    with_context,
)
from notesllm.extract.actions.entry import Entry, deed_at, first_verb
from notesllm.extract.actions.phrases import RUN, Found
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.speech import speaker_of
from notesllm.extract.actions.telling import tell
from notesllm.extract.cues import QUESTION
from notesllm.extract.outline import label_field
from notesllm.extract.phrasing import lower, small_words
from notesllm.span import Span
from notesllm.summary import Due

ELSEWHERE = frozenset(("actions", "review", "people", "absent", "log", "milestones", "metrics", "next_meeting"))
NAME_TO = re.compile(r"[A-Z@][\w.'’-]* to [a-z]| (?:is|are) to [a-z]")
NEXT = re.compile(r"[;,]\s+(?:(?:and|und|et|y|e|en)\s+)?(?=(?:(?:[aoi]|la|le|el|il|der|die|the) )?@?[A-ZÀ-Þ])")
LOOKED_AT = 50  # code points of a clause in which its subject and verb stand
LONGEST_LABEL = 24
CAN = re.compile(r"can\s+", re.IGNORECASE)  # "can write it, will share it on Monday", where nobody says I
BACK = 2  # sentences in which what a task points back to is looked for


def find_promises(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:
    """The commitments of people whom the notes know, told by somebody else."""
    reading = scene.reading
    foreign = reading.document.language != "en"  # the deeds of other languages are too many for cues
    commit = reading.bits.get("commit", 0)
    telling = commit | reading.bits.get("assign", 0) | reading.bits.get("deed", 0) | QUESTION
    named = {at for label, indexes in reading.labels.items() if scene.known(label) for at in indexes}
    for index in [at for at, cues in enumerate(reading.cues) if cues & telling or foreign or at in named]:
        block = reading.document.blocks[index]
        if index in taken:
            continue
        if block.kind in (Kind.HEADING, Kind.ROW, Kind.CODE) or reading.zones[index] in ELSEWHERE:
            continue
        if reading.zones[index] == "agenda" and not block.depth and block.kind is Kind.ITEM:
            continue  # what is to be talked about; what is nested under it was said
        yield from _in_block(index, block, scene, commits=foreign or bool(reading.cues[index] & commit))


class Here(NamedTuple):
    """What a block may tell, so that its sentences are looked at for that only."""

    will: bool
    would: bool
    unsaid: bool
    asked: bool
    to: bool
    deeds: bool
    bracket: bool
    label: bool
    follows: bool  # an answer to a question, or "he will" of the one named before


def _in_block(index: int, block: Block, scene: Scene, *, commits: bool) -> Iterator[Candidate]:
    known, text = scene.patterns, block.text
    words = frozenset(RUN.findall(lower(text)))
    will, would = known.will.in_words(words) and known.will.search(text) is not None, " would " in text
    written = block.kind is not Kind.UTTERANCE
    here = Here(
        will=will,
        would=would,
        unsaid=commits and (will or would),
        asked=known.asked.in_words(words),
        to=known.bare_to.in_words(words) and _headed(block, scene),
        deeds=written and bool(known.future_ends or not known.deeds.isdisjoint(words)),
        bracket=written and ")" in text,
        label=written and bool(block.label) and is_asked_for(block.value, scene),
        follows="?" in text or not known.pronouns.isdisjoint(words),
    )
    if not any(here):
        return
    told = _apart(sentences(scene.reading.document, block), scene)
    for number, sentence in enumerate(told):
        if sentence.text.endswith("?"):
            continue
        found, spans = _told(told, number, block, here, scene)
        if found is None:
            continue
        if (found.due is None or found.due.date is None) and number + 1 < len(told):
            after = told[number + 1]
            if due := _due_of(after.text, scene):
                found, spans = found._replace(due=due), [*spans, Span(after.start, after.end)]
        candidate = tell(scene, index, found, Rank.SENTENCE, spans=spans, place=(index, sentence.start))
        if candidate:
            yield candidate


def _apart(told: Sequence[Sentence], scene: Scene) -> Sequence[Sentence]:
    """The sentences, parted where another person's part begins: "Ana to draft it, Tom to send it"."""
    if not any(NEXT.search(sentence.text) for sentence in told):
        return told
    parted: list[Sentence] = []
    for sentence in told:
        at = 0
        for match in NEXT.finditer(sentence.text):
            first = sentence.text[at : match.start()]  # the names of "Ana, Tom and Priya to meet" stay together
            if first.count(" ") > 1 and _begins(first, scene) and _begins(sentence.text[match.end() :], scene):
                parted.append(sentence._replace(text=sentence.text[at : match.start()]))
                at = match.end()
        parted.append(sentence._replace(text=sentence.text[at:]) if at else sentence)
    return parted


def _begins(text: str, scene: Scene) -> bool:
    """Whether somebody known and what he is to do open a text."""
    match = scene.patterns.to.search(text[:LOOKED_AT])
    ends = (match.start() if match else 0, deed_at(text, scene))
    return any(end and scene.known(text[:end].strip()) for end in ends)


def _told(
    told: Sequence[Sentence], number: int, block: Block, here: Here, scene: Scene
) -> tuple[Entry | None, list[Span]]:
    """What one sentence of a block tells, and where: with the sentences before it that it points back to."""
    sentence = told[number]
    text, span = sentence.text, Span(sentence.start, sentence.end)
    back = max(0, number - BACK)
    found = by_will(text, scene) if here.will else None
    found = found or (by_report(text, scene) if here.would else None)
    found = found or (by_request(text, scene) if here.asked else None)
    parted = number > 0 and told[number - 1].start == sentence.start  # "…, Tom to send it" says enough
    looks_back = not parted and (found or here.to or here.deeds)
    about = _antecedent(told[back:number], scene) if looks_back else ""
    if found:
        found = with_context(found, "", about.rstrip("?"), scene)
    found = found or (begins_with_name(text, about, scene) if here.to else None)
    found = found or (deed_in(text, about, scene) if here.deeds else None)
    found = found or (bracketed(text, scene) if here.bracket else None)
    found = found or (labelled(block, scene) if here.label and not number else None)
    if found:
        points_back = bool(about) and (about.rstrip("?.! ") in found.text or found.text[1:] in about)
        return found, [Span(told[back].start, told[number - 1].end), span] if points_back else [span]
    if here.follows and "? " in text and (found := _answered_here(text, scene)):
        return found, [span]
    if here.follows and number and (found := _of_before(told[number - 1].text, text, scene)):
        return found, [Span(told[number - 1].start, told[number - 1].end), span]
    if (
        here.follows
        and number > 1
        and not _names_somebody(told[number - 1].text, scene)
        and (found := taken_up(text, told[number - 2].text, scene))
    ):
        return found, [Span(told[number - 2].start, told[number - 2].end), span]
    unsaid, speaker = _unsaid(sentence, block, scene) if here.unsaid else (None, None)
    return unsaid, [speaker, span] if speaker else [span]


def _names_somebody(text: str, scene: Scene) -> bool:
    """Whether a sentence names a person, whom a pronoun after it may mean."""
    return any(word[:1].isupper() and scene.is_person(word) for word in RUN.findall(text))


def _of_before(before: str, text: str, scene: Scene) -> Entry | None:
    """What a sentence tells together with the one before it."""
    return answered(before, text, scene) if before.endswith("?") else taken_up(text, before, scene)


def _answered_here(text: str, scene: Scene) -> Entry | None:
    """“Who takes it? → Tom” in one."""
    question, mark, answer = text.rpartition("? ")
    return answered(question.rsplit(". ", 1)[-1] + mark, answer, scene) if mark else None


def _antecedent(before: Sequence[Sentence], scene: Scene) -> str:
    """The nearest sentence that does not itself only point back."""
    for sentence in reversed(before):
        words = small_words(sentence.text)
        if words and words[0] not in scene.patterns.pointers:
            return sentence.text
    return ""


def _due_of(text: str, scene: Scene) -> Due | None:
    """The day of "Deadline: 28 March"."""
    label, colon, value = text.partition(":")
    if not colon or len(label) > LONGEST_LABEL or label_field(label, scene.reading.lexicon) not in ("due", "date"):
        return None
    return scene.due_value(value.strip())


def _unsaid(sentence: Sentence, block: Block, scene: Scene) -> tuple[Entry | None, Span | None]:
    """“Till: Volunteers to champion it”: the scribe leaves out who speaks."""
    text = sentence.text
    if not block.speaker and sentence.start == block.start:
        text = text.partition(":")[2].strip() or text
    text = text[scene.patterns.adverbs.skipped(text) :]
    match: Found | re.Match[str] | None = scene.patterns.will.match(text)
    can = CAN.match(text) if match is None and block.speaker else None
    if can and first_verb(text[can.end() :], scene) and (due := scene.due(text)) and due.date:
        match = can
    if match is None or match[0].casefold() in ("is to", "are to", "assigned to", "responsible for"):
        return None, None
    speaker = speaker_of(block, scene)
    if speaker is None:
        return None, None
    return checked(text[match.end() :].strip(), (speaker.owner,), scene, given=True), speaker.span


def _headed(block: Block, scene: Scene) -> bool:
    """Whether the block may hold a sentence that begins with "Ana to"."""
    if block.kind is Kind.UTTERANCE:
        return False
    if scene.reading.document.language == "en":
        return NAME_TO.search(block.text) is not None
    return scene.patterns.bare_to.search(block.text[:70]) is not None
