"""What a speaker takes upon himself: "I'll …", "I commit to …", "Action item for me: …", "I can take that"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.entry import Entry, first_verb, sentence_case, tidy
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.telling import tell
from notesllm.span import Span
from notesllm.summary import Owner

ZONES = frozenset(("actions", "review", "agenda", "people"))
FEWEST = 3  # words of a promise
VAGUE = frozenset(("that", "this", "it", "so", "these", "those", "them", "yes", "one"))
CONDITION = re.compile(r"\b(?:if|unless|whether|would|wouldn['’]t)\b|^as an? ", re.IGNORECASE)
JOINED = re.compile(r"(?P<other>@?[\w.-]{2,30}(?: [A-Z][\w-]+)?) and $")
ENDS = re.compile(
    r"\s*(?:,\s*(?:because|since|but|so that|which|though|unless|if|or)|\s(?:because|but|unless)|\s[-–—]\s|;)\s"
)
AND_THEN = re.compile(r",?\s+and then (?:we|you|they|i)\b", re.IGNORECASE)
WRITES = (Kind.UTTERANCE, Kind.PARAGRAPH, Kind.ITEM, Kind.FIELD, Kind.QUOTE)


def find_speech(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:
    """The promises in the first person of everyone whom the notes name as speaking."""
    reading = scene.reading
    commit = reading.bits.get("commit", 0) | reading.bits.get("assign", 0)
    for index, block in enumerate(reading.document.blocks):
        if (
            not reading.cues[index] & commit
            or index in taken
            or block.kind not in WRITES
            or reading.zones[index] in ZONES
        ):
            continue
        if not (block.speaker or block.label) or not _first_person(block.text):
            continue
        if not (scene.patterns.i_will.search(block.text) or scene.patterns.i_can.search(block.text)):
            continue
        speaker = speaker_of(block, scene)
        if speaker is None:
            continue
        for sentence in sentences(reading.document, block, value=not block.speaker):
            found = _promise(index, sentence, speaker, scene)
            if found:
                yield found


def _first_person(text: str) -> bool:
    return "I" in text or "i'" in text or " i " in text or text[:2] == "i "


class Speaker(NamedTuple):
    """Who speaks, and where the source says so."""

    owner: Owner
    span: Span | None


def speaker_of(block: Block, scene: Scene) -> Speaker | None:
    """Who speaks in a block: its speaker, or the person that its label names."""
    if block.speaker:
        full = scene.draft.roster.resolve(block.speaker) or block.speaker
        return Speaker(Owner(name=full, basis="speaker"), scene.speaker_span(block))
    if block.label and (name := scene.draft.roster.resolve(block.label.strip("()[]@ "))):
        end = block.value_start if block.value_start > block.start else block.start + len(block.label)
        return Speaker(Owner(name=name, basis="speaker"), Span(block.start, end))
    return None


def _promise(index: int, sentence: Sentence, speaker: Speaker, scene: Scene) -> Candidate | None:
    text = sentence.text
    if text.endswith("?"):
        return None
    for match in scene.patterns.i_will.finditer(text):
        before, rest = text[: match.start()], text[match.end() :].strip()
        if CONDITION.search(before[-60:]):
            return None
        if scene.patterns.hedge.search(before[-20:]) and not _dated(rest, scene):
            return None
        found = _task(rest, scene)
        if found is None:
            continue
        joined = JOINED.search(before)
        others = scene.known(joined["other"]) if joined else ()
        return _tell(index, sentence, found._replace(owners=(*others, speaker.owner)), speaker, scene)
    if can := scene.patterns.i_can.search(text):
        rest = text[can.end() :].strip()
        due = scene.due(rest)
        verb = first_verb(rest, scene)
        if due and due.strength == 2 and verb and not CONDITION.search(text) and not scene.patterns.idle.match(rest):
            return _tell(index, sentence, parse_task(rest, scene)._replace(owners=(speaker.owner,)), speaker, scene)
    return None


def _task(rest: str, scene: Scene) -> Entry | None:
    """The task in what follows "I'll", None for small talk and for what only points back."""
    adverbs = scene.patterns.adverbs.match(rest)
    bare = rest[adverbs.end() :] if adverbs and adverbs.end() < len(rest) else rest
    words = bare.split()
    if len(words) < FEWEST or words[0].casefold() in scene.patterns.negations:
        return None
    verb = first_verb(bare, scene)
    dated = _dated(bare, scene)
    idle = scene.patterns.idle.match(bare) or scene.patterns.idle.match(rest)
    if idle and not (dated and verb and len(words) > 4):
        return None
    if not verb and not (dated or words[0].endswith("ing")):
        return None
    entry = parse_task(bare, scene)
    left = entry.text.split()
    return None if len(left) <= 3 and left[-1].casefold().strip(".,!") in VAGUE else entry


def _dated(text: str, scene: Scene) -> bool:
    due = scene.due(text)
    return due is not None and due.date is not None and due.strength > 0


def parse_task(text: str, scene: Scene) -> Entry:
    """The task that a spoken sentence gives, up to where another thought begins."""
    for pattern in (AND_THEN, ENDS):
        if (cut := pattern.search(text)) and len(text[: cut.start()].split()) >= FEWEST:
            text = text[: cut.start()]
    entry = parse(text, scene, Entry("", owned=True))
    return entry._replace(text=sentence_case(tidy(entry.text)))


def _tell(index: int, sentence: Sentence, entry: Entry, speaker: Speaker, scene: Scene) -> Candidate | None:
    return tell(
        scene,
        index,
        entry._replace(owned=True),
        Rank.SPEECH,
        spans=[*([speaker.span] if speaker.span else []), Span(sentence.start, sentence.end)],
        place=(index, sentence.start),
    )
