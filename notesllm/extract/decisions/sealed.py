"""Decisions of which one sentence says what, and another that it is settled: "So we go in May. That's decided."."""

from bisect import bisect_left

from notesllm._regex import regex
from notesllm.document import Block, Sentence, sentences
from notesllm.extract.decisions.scene import Scene
from notesllm.extract.decisions.texts import tidy
from notesllm.extract.likeness import key_words
from notesllm.extract.phrasing import small_words
from notesllm.extract.retelling import STATED, Finding
from notesllm.span import Span

ARROW = regex(r"\s*(?:→|=>|->|⇒)\s*")
PAUSE = regex(r"\s*[;,–—]\s+(?:(?:and|und|et|y|en|e)\s+)?")
FOLLOWS = regex(r"\s?[,:–—]\s+")  # "it's settled, we print it"
PATIENCE = 7  # turns between a proposal and what settles it
BRIEFEST = 3  # words of a turn that but nods
FEWEST = 3  # words that carry meaning in what was settled
LONGEST_SEAL = 8  # words of a sentence that only asks for objections, or says that there are none


def sealed(scene: Scene, block: Block, told: tuple[Sentence, ...], number: int) -> Finding | None:
    """What stands beside the ``number``-th sentence of a block, where that sentence seals it."""
    words, sentence = scene.phrases, told[number]
    if seal := words.sealed.after(words.openers, sentence.text):
        if (sign := FOLLOWS.match(sentence.text, seal.end)) and states(scene, sentence.text[sign.end() :]):
            return Finding(tidy(sentence.text[sign.end() :]), (Span(sentence.start, sentence.end),), STATED)
        if block.speaker and not number and (nodded := _nodded_above(scene, block, sentence)):
            return nodded
        beside = _beside(scene, told, number, number - 1) or _beside(scene, told, number, number + 1)
        return beside or (_proposed_above(scene, block, sentence) if block.speaker and not number else None)
    brief = len(sentence.text.split()) <= LONGEST_SEAL
    if sentence.text.endswith("?"):
        return _answered(scene, told, number) if brief and words.asks.after(words.openers, sentence.text) else None
    if brief and not block.speaker and words.unopposed.match(sentence.text):
        return _beside(scene, told, number, number + 1)
    return _agreed_to(scene, sentence)


def _beside(scene: Scene, told: tuple[Sentence, ...], seal: int, at: int) -> Finding | None:
    """The sentence at ``at`` as a decision, if it states something."""
    if not 0 <= at < len(told) or not states(scene, told[at].text):
        return None
    first, last = sorted((seal, at))
    return Finding(tidy(bare(scene, told[at].text)), (Span(told[first].start, told[last].end),), STATED)


def _nodded_above(scene: Scene, block: Block, sentence: Sentence) -> Finding | None:
    """In talk, what the turns right before "so it's settled" said yes to."""
    at = bisect_left(scene.blocks, block.start, key=lambda one: one.start)
    nods = 0
    for above in reversed(scene.blocks[max(0, at - PATIENCE) : at]):
        if len(above.text.split()) <= BRIEFEST and scene.phrases.assent.match(above.text):
            nods += 1
            continue
        told = sentences(scene.reading.document, above)
        if not (nods and above.speaker and told and _says(scene, told[-1].text)):
            return None
        spans = (Span(told[-1].start, told[-1].end), Span(sentence.start, sentence.end))
        return Finding(tidy(bare(scene, told[-1].text)), spans, STATED)
    return None


def _says(scene: Scene, text: str) -> bool:
    """Whether a sentence states something, if only on a condition: "If ten come, we hire the bus"."""
    first = small_words(text[:40])[:1]
    conditional = "," in text and "?" not in text and len(first[0] if first else "") > 1
    return states(scene, text) or (conditional and scene.phrases.clause.issuperset(first) and len(key_words(text)) > 1)


def _proposed_above(scene: Scene, block: Block, sentence: Sentence) -> Finding | None:
    """In talk, the proposal of the last turns that "then that's decided" settles."""
    at = bisect_left(scene.blocks, block.start, key=lambda one: one.start)
    for above in reversed(scene.blocks[max(0, at - PATIENCE) : at]):
        told = sentences(scene.reading.document, above)
        if told and scene.phrases.proposed.match(told[0].text) and states(scene, told[0].text):
            spans = (Span(told[0].start, told[0].end), Span(sentence.start, sentence.end))
            return Finding(tidy(told[0].text), spans, STATED)
    return None


def _answered(scene: Scene, told: tuple[Sentence, ...], number: int) -> Finding | None:
    """In "Any objections? No? Then x." the x."""
    at = number + 1
    while at < len(told) and (told[at].text.endswith("?") or len(key_words(told[at].text)) < FEWEST):
        at += 1
    return _beside(scene, told, number, at)


def _agreed_to(scene: Scene, sentence: Sentence) -> Finding | None:
    """What follows the arrow in "Move? Ok for everybody → we move", what stands first in "x; nobody disagreed"."""
    words, text = scene.phrases, sentence.text
    place = words.agreeing.search(text) or words.sealed.search(text)
    if place is None:
        return None
    arrow = ARROW.match(text, place.end)
    if arrow:
        stated = text[arrow.end() :]
    else:
        ends = text[place.end : place.end + 1] in {"", ".", ",", ";", "!"}
        pause = next((mark for mark in PAUSE.finditer(text) if ends and mark.end() == place.start), None)
        stated = text[: pause.start()] if pause else ""
    if not states(scene, stated):
        return None
    return Finding(tidy(bare(scene, stated)), (Span(sentence.start, sentence.end),), STATED)


def states(scene: Scene, text: str) -> bool:
    """Whether a sentence says enough to be what was settled."""
    words = scene.phrases
    if "?" in text or len(key_words(text)) < FEWEST or words.undecided.search(text) or words.past.search(text):
        return False
    first = small_words(text[:40])[:1]
    return not words.doubting.issuperset(first)


def bare(scene: Scene, text: str) -> str:
    """``text`` without "Okay, so" at its head."""
    start = 0
    while opener := scene.phrases.openers.match(text, start):
        start = opener.end
    return text[start:].lstrip(" ,.") or text
