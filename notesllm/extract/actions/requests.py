"""Requests that were accepted: "Tom, can you …?" and Tom says yes; "I can take that" after a request to nobody."""

import re
from collections.abc import Iterator

from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.entry import Entry, first_verb
from notesllm.extract.actions.scene import Scene, as_due
from notesllm.extract.actions.speech import parse_task, speaker_of
from notesllm.extract.actions.telling import tell
from notesllm.span import Span
from notesllm.summary import Owner

WITHIN = 4  # utterances within which the answer comes
ADDRESSED = re.compile(r"^(?:(?:and|so|ok|okay|great|then|thanks|also|now|hey|hi|yes|right|good|perfect)[,.]?\s+){0,3}@?(?P<name>[\w.'’-]{2,30}(?: [A-ZÀ-Þ][\w'’-]+)?)\s*[,:–—-]\s*", re.IGNORECASE)
LAST = re.compile(r",\s*@?(?P<name>[\w.'’-]{2,30}(?: [A-ZÀ-Þ][\w'’-]+)?)\s*\?$")
SOMEBODY = re.compile(r"\b(?:can|could|would|will|who)\s+(?:someone|somebody|anyone|anybody|one of us|can|could|will|wants? to|would like to)\s+(?:please\s+)?(?P<task>.+?)\?*$", re.IGNORECASE)
WE_NEED = re.compile(r"\b(?:we need to|we should|somebody needs to|someone needs to|someone has to|somebody should|someone should|we have to)\s+(?P<task>.+?)[.?!]*$", re.IGNORECASE)
FEWEST = 3
LOOKED_AT = 160  # code points of an answer
TALK = re.compile(r"(?:hear|see)\s+(?:me|us|my)|share your|repeat|explain|elaborate|tell (?:me|us)|remind (?:me|us)|speak|mute|unmute|start|go first|introduce|clarify|say more|confirm that|give us|give me|walk us|talk|comment|speak to", re.IGNORECASE)


def find_requests(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:  # noqa: ARG001 - a turn may be read twice
    """What somebody was asked to do and agreed to, and what somebody took on when nobody was asked."""
    blocks = scene.reading.document.blocks
    turns = [i for i, b in enumerate(blocks) if b.kind is Kind.UTTERANCE]
    agreeing = [bool(scene.patterns.accepts.match(blocks[i].text)) for i in turns]
    taking = [bool(scene.patterns.i_take.search(blocks[i].text[:LOOKED_AT])) for i in turns]
    for turn, index in enumerate(turns):
        block = blocks[index]
        ahead = range(turn + 1, min(turn + 1 + WITHIN, len(turns)))
        if any(agreeing[n] and blocks[turns[n]].speaker.split()[0] in block.text for n in ahead if blocks[turns[n]].speaker):
            yield from _asked(index, block, [turns[n] for n in ahead], scene)
        if any(taking[n] for n in ahead[:2]):
            yield from _taken_on(index, block, [turns[n] for n in ahead[:2]], scene)


def _asked(index: int, block: Block, answers: list[int], scene: Scene) -> Iterator[Candidate]:
    for sentence in sentences(scene.reading.document, block):
        request = _request(sentence, scene)
        if request is None:
            continue
        owner, task = request
        if owner == (scene.draft.roster.resolve(block.speaker) or block.speaker):
            continue
        answer = _answer(owner, answers, scene)
        if answer is None:
            continue
        spans = [Span(sentence.start, sentence.end), *answer]
        entry = parse_task(task, scene)._replace(owners=(Owner(name=owner, basis="accepted"),), owned=True)
        found = tell(scene, index, entry, Rank.REQUEST, spans=spans, place=(index, sentence.start))
        if found:
            yield found


def _request(sentence: Sentence, scene: Scene) -> tuple[str, str] | None:
    """Who is asked to do what in a sentence."""
    text = sentence.text
    match = ADDRESSED.match(text)
    name = scene.draft.roster.resolve(match["name"]) if match else None
    rest = text[match.end() :] if match and name else text
    if name is None and (last := LAST.search(text)):
        name = scene.draft.roster.resolve(last["name"])
        rest = text[: last.start()]
    if name is None:
        return None
    asks = scene.patterns.asks.search(rest[:60])
    if asks and asks.start() < 25:
        rest = rest[asks.end() :].strip()
    elif not first_verb(rest, scene) or text.endswith("?"):
        return None
    rest = rest.rstrip("?!. ")
    adverbs = scene.patterns.adverbs.match(rest)
    rest = rest[adverbs.end() :] if adverbs else rest
    if len(rest.split()) < FEWEST or not first_verb(rest, scene) or TALK.match(rest):
        return None
    return name, rest


def _answer(owner: str, answers: list[int], scene: Scene) -> list[Span] | None:
    """Where the asked one agrees, None if not or if a promise of its own follows there."""
    blocks = scene.reading.document.blocks
    for index in answers:
        block = blocks[index]
        speaker, span = speaker_of(block, scene)
        if speaker is None or speaker.name != owner:
            continue
        if not scene.patterns.accepts.match(block.text):
            return None
        first = sentences(scene.reading.document, block)[:1]
        return [*([span] if span else []), *(Span(s.start, s.end) for s in first)]
    return None


def _taken_on(index: int, block: Block, answers: list[int], scene: Scene) -> Iterator[Candidate]:
    """ "We need to update the page." - "I can take that." """
    blocks = scene.reading.document.blocks
    for number in answers:
        answer = blocks[number]
        taking = scene.patterns.i_take.search(answer.text[:LOOKED_AT])
        if taking is None or answer.speaker == block.speaker:
            continue
        owner, span = speaker_of(answer, scene)
        task = _open_task(block, scene)
        if owner is None or task is None:
            return
        sentence, text = task
        said = next((s for s in sentences(scene.reading.document, answer) if scene.patterns.i_take.search(s.text)), None)
        if said is None:
            return
        entry = parse_task(text, scene)._replace(owners=(owner,), owned=True)
        due = scene.due(said.text)
        if due and entry.due is None and due.strength:
            entry = entry._replace(due=as_due(due))
        spans = [Span(sentence.start, sentence.end), *([span] if span else []), Span(said.start, said.end)]
        found = tell(scene, index, entry, Rank.REQUEST, spans=spans, place=(number, said.start))
        if found:
            yield found
        return


def _open_task(block: Block, scene: Scene) -> tuple[Sentence, str] | None:
    for sentence in reversed(sentences(scene.reading.document, block)):
        match = SOMEBODY.search(sentence.text) or WE_NEED.search(sentence.text)
        if match and len(match["task"].split()) >= FEWEST and first_verb(match["task"], scene):
            return sentence, match["task"]
    return None
