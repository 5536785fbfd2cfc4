"""Sentences that flag a risk: "raised concern about …", "is blocked on …", "taking longer than expected"."""

import re

from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.likeness import key_words
from notesllm.extract.outline import field_of
from notesllm.extract.phrasing import small_words
from notesllm.extract.retelling import LABELLED, STATED
from notesllm.extract.risks.scene import Scene
from notesllm.extract.risks.worry import Worry
from notesllm.span import Span

SIGN = re.compile(r"\s*[:–—-]\s+")
SCANT = 5  # words below which a sentence leaves it to the next one to say what the risk is
LONGEST = 260


def flagged(scene: Scene, index: int, block: Block) -> list[Worry]:
    """The risks that the sentences of a block flag."""
    if scene.draft.kind == "postmortem":
        return []  # what is told there has happened
    kind = field_of(block, scene.reading.lexicon) if block.label else ""
    if kind in {"task", "decision", "mitigation", "answer", "question", "rationale"}:
        return []
    if scene.words.triggers.isdisjoint(small_words(block.text)):
        return []
    told = sentences(scene.reading.document, block)
    found: list[Worry] = []
    used = -1
    for number, sentence in enumerate(told):
        if number <= used or scene.words.triggers.isdisjoint(small_words(sentence.text)):
            continue
        text, rank = sentence.text, STATED
        label = scene.words.spoken_labels.match(text)
        if label and (sign := SIGN.match(text, label.end)):
            text, rank = text[sign.end() :], LABELLED
        elif scene.words.flags.search(text) is None:
            continue
        if scene.is_solved(index):
            return []
        if text.endswith("?") or scene.words.denied.search(text) or scene.words.solved.search(text):
            continue
        last = number
        if len(key_words(text)) < SCANT and number + 1 < len(told) and _goes_on(told[number + 1], text):
            last = used = number + 1
            text = f"{text} {told[last].text}"
        if len(key_words(text)) > 2:
            cleaned = text.strip(" .;:")
            span = Span(sentence.start, told[last].end)
            found.append(Worry(cleaned[:1].upper() + cleaned[1:], [span], rank))
    return found


def _goes_on(following: Sentence, text: str) -> bool:
    return not following.text.endswith("?") and len(text) + len(following.text) < LONGEST


def cells(scene: Scene, index: int, block: Block) -> list[Worry]:
    """The risks that sentences in the cells of a row flag."""
    wholes = (Block(Kind.PARAGRAPH, cell.start, cell.end, block.line, cell.text, block.section) for cell in block.cells)
    return [worry for whole in wholes for worry in flagged(scene, index, whole)]
