"""Requests that were accepted: "Tom, can you …?" and Tom says yes; "I can take that" after a request to nobody."""

import re
from collections.abc import Iterator

from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.entry import first_verb
from notesllm.extract.actions.scene import Scene, as_due
from notesllm.extract.actions.speech import parse_task, speaker_of
from notesllm.extract.actions.telling import tell
from notesllm.span import Span
from notesllm.summary import Owner

WITHIN = 4  # utterances within which the answer comes
NAME = r"(?P<name>[\w.'’-]{2,30}(?: [A-ZÀ-Þ][\w'’-]+)?)"
ADDRESSED = re.compile(rf"@?{NAME}\s*[,:–—-]\s*")
LAST = re.compile(rf",\s*@?{NAME}\s*\?$")
OPENER = re.compile(r"[,.]?\s+")
AND = re.compile(r"\W*(?:ok(?:ay)?|so|right|good|fine|then|alright)\b.{15,}", re.IGNORECASE)
FEWEST = 3  # words of a task
LOOKED_AT = 160  # code points of an answer


def find_requests(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:  # noqa: ARG001 - turns are shared
    """What somebody was asked to do and agreed to, and what somebody took on when nobody was asked."""
    if Kind.UTTERANCE not in scene.reading.kinds:
        return
    blocks = scene.reading.document.blocks
    turns = [i for i, b in enumerate(blocks) if b.kind is Kind.UTTERANCE]
    agreeing = [scene.patterns.accepts.opens(blocks[i].text) for i in turns]
    taking = [bool(scene.patterns.i_take.search(blocks[i].text[:LOOKED_AT])) for i in turns]
    for turn, index in enumerate(turns):
        block = blocks[index]
        ahead = range(turn + 1, min(turn + 1 + WITHIN, len(turns)))
        heard = _who_answers(block, turns[turn + 1], scene) if ahead and agreeing[turn + 1] else ""
        if heard or any(
            agreeing[n] and blocks[turns[n]].speaker.split()[0] in block.text for n in ahead if blocks[turns[n]].speaker
        ):
            yield from _asked(index, block, [turns[n] for n in ahead], scene, heard)
        if any(taking[n] for n in ahead[:2]):
            yield from _taken_on(index, block, [turns[n] for n in ahead[:2]], scene)


def _who_answers(block: Block, index: int, scene: Scene) -> str:
    """Who agrees at once to the question with which a turn ends: it was put to them, though it names nobody."""
    answer = scene.reading.document.blocks[index]
    if not block.text.endswith("?") or answer.text.endswith("?") or answer.speaker == block.speaker:
        return ""
    return scene.draft.roster.resolve(answer.speaker) or answer.speaker


def _asked(index: int, block: Block, answers: list[int], scene: Scene, heard: str) -> Iterator[Candidate]:
    told = sentences(scene.reading.document, block)
    for before, sentence in zip((None, *told), told, strict=False):
        request = _request(sentence, scene, heard if sentence is told[-1] else "")
        if request is None:
            continue
        owner, task = request
        if len(task.split()) < FEWEST:  # "can you tell Bas?": what, the sentence before says
            if before is None or not AND.match(before.text) or first_verb(task, scene) in scene.patterns.hollow:
                continue
            task = f"{task}: {before.text.rstrip(' .')}"
        if owner == (scene.draft.roster.resolve(block.speaker) or block.speaker):
            continue
        answer = _answer(owner, answers, scene)
        if answer is None:
            continue
        spans = [Span(sentence.start, sentence.end), *answer]
        entry = parse_task(task, scene)._replace(owners=(Owner(name=owner, basis="accepted"),), owned=True)
        if entry.due is None and (due := scene.due(scene.reading.document.source[spans[-1].start : spans[-1].end])):
            entry = entry._replace(due=as_due(due) if due.date else None)
        found = tell(scene, index, entry, Rank.REQUEST, spans=spans, place=(index, sentence.start))
        if found:
            yield found


def _request(sentence: Sentence, scene: Scene, heard: str) -> tuple[str, str] | None:
    """Who is asked to do what in a sentence; ``heard`` is who agrees where it names nobody."""
    text = sentence.text
    text = text[scene.patterns.openers.skipped(text, OPENER, 3) :]
    match = ADDRESSED.match(text)
    name = scene.draft.roster.resolve(match["name"]) if match else None
    rest = text[match.end() :] if match and name else text
    if name is None and (last := LAST.search(text)):
        name = scene.draft.roster.resolve(last["name"])
        rest = text[: last.start()]
    asks = scene.patterns.asks.search(rest[:60])
    if name is None and asks and (called := text[: asks.start()].strip()):
        name = scene.draft.roster.resolve(called) if called.count(" ") < 2 else None  # "Ana can you send it?"
    if name is None:
        return _unnamed(text, heard, scene) if heard else None
    if asks and asks.start() < 25:
        rest = rest[asks.end() :].strip()
    elif not first_verb(rest, scene) or text.endswith("?"):
        return None
    rest = rest.partition("? ")[0].rstrip("?!. ")
    rest = rest[scene.patterns.adverbs.skipped(rest) :]
    if len(rest.split()) < FEWEST - 1 or not first_verb(rest, scene) or scene.patterns.talk.match(rest):
        return None
    return name, rest


def _unnamed(text: str, heard: str, scene: Scene) -> tuple[str, str] | None:
    asks = scene.patterns.asks.match(text)
    rest = text[asks.end() :].strip(" ?!.") if asks else ""
    if len(rest.split()) <= FEWEST or not first_verb(rest, scene) or scene.patterns.talk.match(rest):
        return None
    return heard, rest


def _answer(owner: str, answers: list[int], scene: Scene) -> list[Span] | None:
    """Where the asked one agrees, None if not or if a promise of its own follows there."""
    blocks = scene.reading.document.blocks
    for index in answers:
        block = blocks[index]
        speaker = speaker_of(block, scene)
        if speaker is None or speaker.owner.name != owner:
            continue
        if not scene.patterns.accepts.opens(block.text):
            return None
        first = sentences(scene.reading.document, block)[:1]
        return [*([speaker.span] if speaker.span else []), *(Span(s.start, s.end) for s in first)]
    return None


def _taken_on(index: int, block: Block, answers: list[int], scene: Scene) -> Iterator[Candidate]:
    """“We need to update the page.” – “I can take that”."""
    blocks = scene.reading.document.blocks
    for number in answers:
        answer = blocks[number]
        taking = scene.patterns.i_take.search(answer.text[:LOOKED_AT])
        if taking is None or answer.speaker == block.speaker:
            continue
        speaker = speaker_of(answer, scene)
        task = _open_task(block, scene)
        if speaker is None or task is None:
            return
        sentence, text = task
        said = next(
            (s for s in sentences(scene.reading.document, answer) if scene.patterns.i_take.search(s.text)), None
        )
        if said is None:
            return
        entry = parse_task(text, scene)._replace(owners=(speaker.owner,), owned=True)
        due = scene.due(said.text)
        if due and entry.due is None and due.strength:
            entry = entry._replace(due=as_due(due))
        spans = [
            Span(sentence.start, sentence.end),
            *([speaker.span] if speaker.span else []),
            Span(said.start, said.end),
        ]
        found = tell(scene, index, entry, Rank.REQUEST, spans=spans, place=(number, said.start))
        if found:
            yield found
        return


def _open_task(block: Block, scene: Scene) -> tuple[Sentence, str] | None:
    for sentence in reversed(sentences(scene.reading.document, block)):
        match = scene.patterns.somebody.search(sentence.text)
        if match is None:
            continue
        task = sentence.text[match.end() :].strip().removeprefix("please ").rstrip("?!. ")
        if len(task.split()) >= FEWEST and first_verb(task, scene):
            return sentence, task
    return None
