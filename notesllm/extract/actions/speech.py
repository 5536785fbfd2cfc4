"""What a speaker takes upon himself: "I'll …", "I commit to …", "Action item for me: …", "I can take that"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.entry import Entry, first_verb, sentence_case, tidy
from notesllm.extract.actions.first_person import deed_of_speaker
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.phrases import RUN
from notesllm.extract.actions.scene import Scene, as_due
from notesllm.extract.actions.telling import tell
from notesllm.extract.phrasing import lower
from notesllm.span import Span
from notesllm.summary import Owner

ZONES = frozenset(("actions", "review", "agenda", "people"))
FEWEST = 3  # words of a promise
HEAD = 10  # blocks in which the head of a mail stands
VAGUE = frozenset(("that", "this", "it", "so", "these", "those", "them", "yes", "one"))
CONDITION = re.compile(r"\b(?:if|unless|whether|would|wouldn['’]t)\b|^as an? ", re.IGNORECASE)
JOINED = re.compile(r"(?P<other>@?[\w.-]{2,30}(?: [A-Z][\w-]+)?) and $")
ENDS = re.compile(
    r"\s*(?:,\s*(?:because|since|but|so that|which|though|unless|if|or)|\s(?:because|but|unless)|\s[-–—]\s|;)\s"
)
POINTS = re.compile(r"\b(?:that|this|it|those|these|them)\b", re.IGNORECASE)
CONFIRMS = re.compile(r"(?:have|get|send|share|let|come|report|be|do|finish|circle|ping|update|post)\b", re.IGNORECASE)
BACK = 3  # blocks in which that is looked for
TAKES = frozenset(("action", "ai", "actions"))  # words of "take an action item to"
MOST_POINTING = 60  # code points of a promise that only points back
MOST_WORDS = 18  # of what it points to
HEDGED = re.compile(r"\W+$")
AND_THEN = re.compile(r",?\s+and (?:then (?:we|you|they|i)|i['’]m|i am)\b", re.IGNORECASE)
YOU_HAVE = re.compile(
    r"you(?:['’]ll| will| should| can) (?:have|get|see|find) (?:it|that|them|this|those)\b", re.IGNORECASE
)
WRITES = (Kind.UTTERANCE, Kind.PARAGRAPH, Kind.ITEM, Kind.FIELD, Kind.QUOTE)


def find_speech(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:
    """The promises in the first person of everyone whom the notes name as speaking."""
    reading = scene.reading
    commit = reading.bits.get("commit", 0) | reading.bits.get("assign", 0)
    author = author_of(scene)
    foreign = reading.document.language != "en"  # whose first persons are too many for cues
    for index in [index for index, cues in enumerate(reading.cues) if foreign or cues & commit]:
        block = reading.document.blocks[index]
        zone = reading.zones[index]
        if index in taken or block.kind not in WRITES or (zone in ZONES and not _is_talk(zone, block)):
            continue
        if not (block.speaker or block.label or author) or not (foreign or _first_person(block.text)):
            continue
        words = RUN.findall(lower(block.text))
        if scene.patterns.i_does.isdisjoint(words):
            if not (scene.patterns.i_will.in_words(words) or scene.patterns.i_can.in_words(words)):
                continue
            if not (scene.patterns.i_will.search(block.text) or scene.patterns.i_can.search(block.text)):
                continue
        speaker = speaker_of(block, scene)
        told = sentences(reading.document, block, value=speaker is not None and not block.speaker)
        speaker = speaker or (None if block.speaker else author)
        if speaker is None:
            continue
        followed = False  # by a sentence that only says when
        for number, sentence in enumerate(told):
            if followed:
                followed = False
                continue
            found = promise_with_day(index, told[number : number + 3], speaker, scene)
            followed = found is not None
            found = found or _promise(index, sentence, speaker, scene)
            found = found or _deed(index, sentence, speaker, scene)
            found = found or pointing_back(index, told[: number + 1], speaker, scene)
            found = found or _taken_on(index, told[: number + 1], speaker, scene)
            if found:
                yield found


def _is_talk(zone: str, block: Block) -> bool:
    """Whether somebody speaks under an agenda, where other lines say what is to be talked about."""
    return zone == "agenda" and block.kind is Kind.UTTERANCE


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


def author_of(scene: Scene) -> Speaker | None:
    """Who wrote a mail: the person whom its one "From:" names."""
    found = None
    for block in scene.reading.document.blocks[:HEAD]:
        if block.label and "@" in block.value and block.label.casefold() in scene.patterns.senders:
            if found is not None:
                return None  # a thread
            words = block.value.partition("<")[0].split()
            name = scene.draft.roster.resolve(" ".join(word for word in words if "@" not in word).strip('"“” '))
            found = Speaker(Owner(name=name, basis="speaker"), block.span) if name else None
    return found


def _promise(index: int, sentence: Sentence, speaker: Speaker, scene: Scene) -> Candidate | None:
    text = sentence.text
    if text.endswith("?"):
        return None
    for match in scene.patterns.i_will.finditer(text):
        before, rest = text[: match.start()], text[match.end() :].strip()
        if CONDITION.search(before[-60:]):
            return None
        if HEDGED.sub("", lower(before[-20:])).endswith(scene.patterns.hedges) and not _dated(rest, scene):
            return None
        found = _task(rest, scene)
        if found is None:
            continue
        joined = JOINED.search(before)
        others = scene.known(joined["other"]) if joined else ()
        return _tell(index, sentence, found._replace(owners=(*others, speaker.owner)), speaker, scene)
    if can := scene.patterns.i_can.search(text):
        rest = text[can.end() :].strip()
        if not first_verb(rest, scene) or CONDITION.search(text) or scene.patterns.idle.match(rest):
            return None
        if (due := scene.due(rest)) and due.strength == 2:
            return _tell(index, sentence, parse_task(rest, scene)._replace(owners=(speaker.owner,)), speaker, scene)
    return None


def _deed(index: int, sentence: Sentence, speaker: Speaker, scene: Scene) -> Candidate | None:
    text = sentence.text
    if not scene.patterns.i_does or text.endswith("?") or CONDITION.search(text):
        return None
    entry = deed_of_speaker(text, speaker.owner, scene)
    return _tell(index, sentence, entry, speaker, scene) if entry else None


def _task(rest: str, scene: Scene) -> Entry | None:
    """The task in what follows "I'll", None for small talk and for what only points back."""
    after = scene.patterns.adverbs.skipped(rest)
    bare = rest[after:] if after < len(rest) else rest
    words = bare.split()
    if len(words) < FEWEST or words[0].casefold() in scene.patterns.negations:
        return None
    verb = first_verb(bare, scene)
    idle = scene.patterns.idle.match(bare) or scene.patterns.idle.match(rest)
    if idle and not (verb and len(words) > 4 and _dated(bare, scene)):
        return None
    if not verb and not (words[0].endswith("ing") or _dated(bare, scene)):
        return None
    entry = parse_task(bare, scene)
    left = entry.text.split()
    return None if len(left) <= 3 and left[-1].casefold().strip(".,!") in VAGUE else entry


def promise_with_day(index: int, told: Sequence[Sentence], speaker: Speaker, scene: Scene) -> Candidate | None:
    """“Let me check that. I'll get back to you by noon.”: the second sentence makes the first one a promise."""
    if len(told) < 2 or told[0].text.endswith("?"):
        return None
    for later in told[1:]:
        if YOU_HAVE.search(later.text) and (found := _had_by(index, told[0], later, speaker, scene)):
            return found
    will = scene.patterns.i_will.match(told[1].text)
    can = scene.patterns.i_can.search(told[0].text) if will else None
    rest = told[0].text[can.end() :].strip() if can else ""
    if will is None or not first_verb(rest, scene) or CONDITION.search(told[0].text):
        return None
    after = told[1].text[will.end() :].strip()
    if not (CONFIRMS.match(after) and _dated(after, scene)) or (due := scene.due(after)) is None:
        return None
    entry = parse_task(rest, scene)._replace(owners=(speaker.owner,), due=as_due(due))
    about, where = _named_before(index, (), scene) if POINTS.search(entry.text) else ("", None)
    if where:
        entry = entry._replace(text=f"{entry.text}: {about}")
    return _tell(index, told[0], entry, speaker, scene, where, Span(told[1].start, told[1].end))


def _had_by(index: int, said: Sentence, after: Sentence, speaker: Speaker, scene: Scene) -> Candidate | None:
    """An offer that the sentence after it dates: "I can add an alert. You'll have it by tomorrow"."""
    can, due = scene.patterns.i_can.search(said.text), scene.due(after.text)
    rest = said.text[can.end() :].strip() if can else ""
    if due is None or due.date is None or not first_verb(rest, scene) or CONDITION.search(said.text):
        return None
    entry = parse_task(rest, scene)._replace(owners=(speaker.owner,), due=as_due(due))
    return _tell(index, said, entry, speaker, scene, Span(after.start, after.end))


def pointing_back(index: int, told: Sequence[Sentence], speaker: Speaker, scene: Scene) -> Candidate | None:
    """“The footer still says 2023.” – “I'll fix that”."""
    text = told[-1].text
    match = scene.patterns.i_will.search(text) if len(text) <= MOST_POINTING else None
    rest = text[match.end() :].strip() if match else ""
    if match is None or CONDITION.search(text) or not POINTS.search(rest) or scene.patterns.idle.match(rest):
        return None
    verb = first_verb(rest, scene)
    about, where = _named_before(index, told[:-1], scene)
    if not verb or verb in scene.patterns.hollow or where is None:
        return None
    entry = parse_task(rest, scene)
    entry = entry._replace(text=f"{entry.text}: {about}", owners=(speaker.owner,))
    return _tell(index, told[-1], entry, speaker, scene, where)


def _taken_on(index: int, told: Sequence[Sentence], speaker: Speaker, scene: Scene) -> Candidate | None:
    """“I'll take an action item to land that”: who says so has one, whatever "that" is."""
    text = told[-1].text
    match = scene.patterns.i_will.search(text)
    rest = text[match.end() :].strip() if match else ""
    if match is None or TAKES.isdisjoint(match[0].casefold().split()) or not first_verb(rest, scene):
        return None
    entry = parse_task(rest, scene)._replace(owners=(speaker.owner,))
    about, where = _named_before(index, told[:-1], scene)
    for before in range(index - 1, max(-1, index - 1 - BACK), -1) if where is None else ():
        block = scene.reading.document.blocks[before]
        if not (block.speaker or block.label):
            continue  # "Mark and Ana assent"
        said = sentences(scene.reading.document, block, value=not block.speaker)
        last = next((s for s in reversed(said) if FEWEST < len(s.text.split()) <= MOST_WORDS), None)
        if last:
            about, where = last.text.rstrip(" .!?"), Span(last.start, last.end)
            break
    if where and POINTS.search(rest):
        entry = entry._replace(text=f"{entry.text}: {about}")
        return _tell(index, told[-1], entry, speaker, scene, where)
    return _tell(index, told[-1], entry, speaker, scene)


def _named_before(index: int, told: Sequence[Sentence], scene: Scene) -> tuple[str, Span | None]:
    """What was spoken of: the sentence before, in the same turn or at the end of the one before."""
    blocks = scene.reading.document.blocks
    before = [s for s in told if len(s.text.split()) >= FEWEST]
    if not before and index and blocks[index - 1].kind is Kind.UTTERANCE:
        said = sentences(scene.reading.document, blocks[index - 1])
        before = [s for s in said if len(s.text.split()) > FEWEST + 1][-1:]
    if not before or before[-1].text.endswith("?") or len(before[-1].text.split()) > MOST_WORDS:
        return "", None
    return before[-1].text.rstrip(" .!"), Span(before[-1].start, before[-1].end)


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


def _tell(
    index: int, sentence: Sentence, entry: Entry, speaker: Speaker, scene: Scene, *more: Span | None
) -> Candidate | None:
    spans = [speaker.span, Span(sentence.start, sentence.end), *more]
    return tell(
        scene,
        index,
        entry._replace(owned=True),
        Rank.SPEECH,
        spans=[span for span in spans if span],
        place=(index, sentence.start),
    )
