"""Labelled lines: ``Decision: x``, ``[DECIDED] x``, ``#agreed x``, ``RESOLVED: x``."""

from functools import lru_cache

from notesllm.document import Block, Kind
from notesllm.extract.decisions.scene import Scene
from notesllm.extract.decisions.texts import (
    apart_from_reason,
    because,
    first_sentences,
    tidy,
    value_sentences,
    with_topic,
)
from notesllm.extract.disposition import is_disposition
from notesllm.extract.likeness import key_words
from notesllm.extract.outline import children, field_of, joined, label_field, label_key
from notesllm.extract.retelling import LABELLED, Finding
from notesllm.lexicon import lexicon
from notesllm.span import Span


@lru_cache(maxsize=8192)
def announces(label: str, language: str) -> bool:
    """Whether a label may announce a decision."""
    words = lexicon(language)
    kind = label_field(label, words) if label else "-"
    return kind in {"decision", "task"} or (not kind and words.zones.get(label_key(label)) == "decisions")


def labelled(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """The decision that a label announces."""
    if field_of(block, scene.reading.lexicon) == "task":
        return _disposition(scene, index, block)
    key = label_key(block.label)
    value = block.value.strip()
    if scene.is_nothing(value):
        return ()
    if value.endswith("?") or scene.phrases.undecided.search(value) or scene.phrases.ended.search(value):
        return ()
    if key in scene.phrases.weak_labels and not _settles(scene, index, value):
        return ()
    reason = None
    if value.endswith(":") and any(True for _ in children(scene.blocks, index)):
        text, last = joined(scene.blocks, index)
        text = text[len(block.text) - len(block.value.rstrip()) :]
        spans: tuple[Span, ...] = (Span(block.start, scene.blocks[last].end),)
    else:
        told, reason = apart_from_reason(scene, value_sentences(scene, block))
        text, span = first_sentences(told)
        spans = (Span(block.start, span.end if span else block.end),)
    if key in scene.phrases.outcome:
        text = f"{block.label}: {text}"  # "Rejected: …" turns into its contrary without its label
    if scene.listed[index]:  # an "[opposing] …" under it is no decision of its own
        scene.taken.update(children(scene.blocks, index))
    text, before = with_topic(scene, index, tidy(text))
    rationale, maker = scene.details(index)
    return (
        Finding(
            text,
            before + spans,
            LABELLED,
            rationale or reason or because(scene, text),
            maker or _speaker(scene, block, key),
        ),
    )


def _speaker(scene: Scene, block: Block, key: str) -> str | None:
    """Who says "Decision: …" made it; who writes "AGREED: …" but records what all did."""
    if block.kind is not Kind.UTTERANCE or key in scene.phrases.collective:
        return None
    return block.speaker or None


def _settles(scene: Scene, index: int, value: str) -> bool:
    """Whether "Outcome: x" or "Conclusion: x" tells of a topic's decision, and is no report on a fault."""
    block = scene.blocks[index]
    if (
        scene.draft.kind == "postmortem"
        or (block.kind is Kind.UTTERANCE and not block.label.isupper())
        or len(key_words(value)) < 2
    ):
        return False
    around = (scene.blocks[at] for at in range(max(0, index - 4), min(len(scene.blocks), index + 5)))
    beside = {field_of(other, scene.reading.lexicon) for other in around if other.section == block.section}
    return not beside & {"impact", "mitigation", "severity", "risk"}


def _disposition(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """An "Action: closed with no change" under an issue's heading: no work, but what became of the issue."""
    value = block.value.strip()
    if not is_disposition(value, scene.reading.lexicon.language):
        return ()
    title, heading = scene.title(index)
    text = f"{title}: {tidy(value)}" if title else tidy(value)
    spans = (scene.blocks[heading].span,) if title else ()
    return (Finding(text, (*spans, block.span), LABELLED),)
