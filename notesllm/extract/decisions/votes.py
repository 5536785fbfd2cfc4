"""Motions and votes: the motion's text with its outcome, whichever it is."""

import re

from notesllm.document import Block, Kind, sentences
from notesllm.extract.decisions.scene import Scene
from notesllm.extract.decisions.texts import FEW, LONGEST, first_sentences, tidy, value_sentences
from notesllm.extract.likeness import WORD, key_words
from notesllm.extract.outline import field_of
from notesllm.extract.phrasing import PhraseSet, small_words
from notesllm.extract.retelling import LABELLED, Finding
from notesllm.lexicon import phrase_key
from notesllm.span import Span

MOST = 16  # words of a line that but tells an outcome
REACH = 40  # blocks above an outcome in which its motion stands
CLOSING = re.compile(r"\s?(?:[-–—:(\[,]|=>|->|→)\s*(?P<closing>[^-–—:(\[,>→]{3,30}?)[.)\]]{0,3}$")
RESOLVED = re.compile(r"RESOLVED\b")
FOOTNOTE = re.compile(r"\[\d+\]")


def outcome(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """A line such as "Passes 7-0", "Carried." or "(no objections)": the decision is the motion above it."""
    if block.kind is Kind.HEADING or not _is_outcome(scene, block):
        return ()
    text, spans = _motion_above(scene, index)
    if not text or len(key_words(text)) < 2:
        return ()
    told = FOOTNOTE.sub("", block.text).strip(" .()[]*_")
    told = told.lower() if told.isupper() else told[:1].lower() + told[1:]
    return (Finding(f"{tidy(text)} ({told})", (*spans, block.span), LABELLED),)


def _is_outcome(scene: Scene, block: Block) -> bool:
    if len(block.text) > LONGEST:
        return False
    words = [word.casefold() for word in WORD.findall(block.text)]
    if not 1 <= len(words) <= MOST or block.text.endswith("?"):
        return False
    spoken = block.kind is Kind.UTTERANCE or block.speaker
    if spoken and len(words) < 2:
        return False
    outcomes, fillers = scene.phrases.outcome, scene.phrases.filler
    if any(word not in outcomes and word not in fillers and not word.isdigit() for word in words):
        return False
    return not outcomes.isdisjoint(words)


def _motion_above(scene: Scene, index: int) -> tuple[str, tuple[Span, ...]]:
    """The text of the motion that an outcome belongs to, and where it stands."""
    blocks, topic = scene.blocks, scene.topic(index)
    for at in range(index - 1, max(-1, index - 1 - REACH), -1):
        block = blocks[at]
        if scene.topic(at) != topic or _is_outcome(scene, block):
            break
        if scene.phrases.motion_clauses.match(block.text) and len(key_words(block.text)) > 2:
            return block.text, (block.span,)
        if block.label and phrase_key(block.label) in scene.phrases.motion_labels and len(key_words(block.value)) > 1:
            text, span = first_sentences(value_sentences(scene, block))
            scene.taken.add(at)
            return text, (Span(block.start, span.end if span else block.end),)
        if _moves(scene.phrases.moves, block.text) and len(key_words(block.text)) > 3:
            for sentence in sentences(scene.reading.document, block):
                if _moves(scene.phrases.moves, sentence.text) and len(key_words(sentence.text)) > 3:
                    return sentence.text, (Span(sentence.start, sentence.end),)
    above = scene.entry_above(index)
    if above >= 0:
        return blocks[above].text, (blocks[above].span,)
    title, heading = scene.title(index)
    if not title:
        return "", ()
    first = heading + 1
    about = blocks[first] if first < index else None
    if about and about.kind is Kind.ITEM and key_words(about.text) and not (about.label or len(about.text) > 90):
        return f"{title}: {about.text}", (blocks[heading].span, about.span)
    return title, (blocks[heading].span,)


def motion(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:  # noqa: ARG001 - the signature of recognisers
    """A line that holds a motion and its outcome: "Motion to approve the minutes (Lee/Park). Carried."."""
    if block.kind is Kind.UTTERANCE or block.speaker or block.text.endswith("?"):
        return ()
    words = scene.phrases
    if not _moves(words.moved, block.text):
        return ()
    told = sentences(scene.reading.document, block, value=field_of(block, scene.reading.lexicon) == "task")
    first = next((number for number, sentence in enumerate(told) if _moves(words.moved, sentence.text)), -1)
    if first < 0:
        return ()
    # "Ray seconded", "the motion failed" stand behind what Webb moved
    first = next((at for at in range(max(0, first - 3), first) if _moves(words.moves, told[at].text)), first)
    last = max((at for at in range(first, len(told)) if _results(scene, told[at].text)), default=-1)
    whole = " ".join(sentence.text for sentence in told[first : last + 1])
    if last < 0 or len(key_words(whole)) < FEW:
        return ()
    if first and _says_what(scene, whole) < 2:  # "The motion to approve passed": what was moved stands before it
        first -= 1
        whole = f"{told[first].text} {whole}"
    return (Finding(tidy(whole), (Span(told[first].start, told[last].end),), LABELLED),)


def _moves(phrases: PhraseSet, text: str) -> bool:
    """Whether a sentence moves something: a resolution's capitals do, too."""
    return RESOLVED.match(text) is not None or phrases.search(text) is not None


def _says_what(scene: Scene, text: str) -> int:
    """How many words of a motion and its outcome tell what is about."""
    formal = scene.phrases.outcome | scene.phrases.filler | scene.phrases.formal
    return sum(word not in formal and not word.isdigit() for word in small_words(text))


def _results(scene: Scene, text: str) -> bool:
    """Whether a sentence tells an outcome, and not one that is still to come ("to be approved")."""
    words = scene.phrases
    for result in words.result.finditer(text):
        before = {word.casefold() for word in WORD.findall(text[max(0, result.start - 12) : result.start])}
        if before.isdisjoint(words.open - {"not"}):
            return True
    return False


def closing(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:  # noqa: ARG001 - the signature of recognisers
    """A line that ends in its outcome: "New fee from January - approved"."""
    if block.kind in {Kind.HEADING, Kind.UTTERANCE} or block.speaker or len(block.text) > LONGEST:
        return ()
    match = CLOSING.search(block.text)
    if match is None or match["closing"].casefold() not in scene.phrases.closing:
        return ()
    before = small_words(block.text[: match.start()])
    doubtful = len(before) < 2 or match["closing"].casefold() in scene.phrases.closing_motions
    if doubtful and scene.phrases.motions.isdisjoint(before):
        return ()
    return (Finding(tidy(block.text), (block.span,), LABELLED),)
