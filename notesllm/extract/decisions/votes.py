"""Motions and votes: the motion's text with its outcome, whichever it is."""

from collections.abc import Sequence

from notesllm._regex import regex
from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.decisions.phrases import Phrases
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
CLOSING = regex(r"\s?(?:[-–—:(\[,]|=>|->|→)\s*(?P<closing>[^-–—:(\[,>→]{3,30}?)[.)\]]{0,3}$")
RESOLVED = regex(r"RESOLVED\b")
ROLL = regex(r"[;,]")
FOOTNOTE = regex(r"\[\d+\]")


def outcome(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """A line such as "Passes 7-0", "Carried." or "(no objections)": the decision is the motion above it."""
    if block.kind is Kind.HEADING or scene.phrases.outcome.isdisjoint(small_words(block.text)):
        return ()
    told = _outcome_told(scene, block)
    if told is None:
        return ()
    text, spans = _motion_above(scene, index)
    if not text or len(key_words(text)) < 2:
        return ()
    result = FOOTNOTE.sub("", told.text).strip(" .()[]*_")
    result = result.lower() if result.isupper() else result[:1].lower() + result[1:]
    return (Finding(f"{tidy(text)} ({result})", (*spans, Span(told.start, told.end)), LABELLED),)


def tells_outcome(text: str, words: Phrases) -> bool:
    """Whether a text tells an outcome and nothing else: "approved with 5 votes in favor"."""
    told = [word.casefold() for word in WORD.findall(text)]
    known = words.outcome | words.filler
    if any(word not in known and not word.rstrip("x").isdigit() for word in told):  # "4x yes, passed"
        return False
    return not words.outcome.isdisjoint(told)


def _outcome_told(scene: Scene, block: Block) -> Sentence | None:
    """The outcome that a line tells: all of it, its first sentences, or its last one after a roll call."""
    if _is_outcome(scene, block):
        return Sentence(block.start, block.end, block.text)
    if block.speaker:
        return None
    told = sentences(scene.reading.document, block)
    if len(told) > 1 and _is_roll(scene, told[:-1]) and _is_outcome(scene, block._replace(text=told[-1].text)):
        return told[-1]
    if block.label or block.kind is not Kind.ITEM or block.parent < 0:
        return None
    count = next(
        (at for at, one in enumerate(told) if not _is_outcome(scene, block._replace(text=one.text))), len(told)
    )
    if not count or (count < len(told) and scene.phrases.unopposed.match(told[count - 1].text)):
        return None  # "No objections. We move on the 5th": what nobody objected to follows
    text = " ".join(sentence.text for sentence in told[:count])
    return Sentence(told[0].start, told[count - 1].end, text)


def _is_roll(scene: Scene, told: Sequence[Sentence]) -> bool:
    """Whether sentences tell how each one voted: "Ana Ruiz: aye; Tom Lee: nay"."""
    parts = [part.split() for sentence in told for part in ROLL.split(sentence.text)]
    votes = [part for part in parts if part and part[-1].strip(" .:-").casefold() in scene.phrases.nays]
    return len(votes) > 1 and len(votes) * 2 > len(parts)


def _is_outcome(scene: Scene, block: Block) -> bool:
    if len(block.text) > LONGEST:
        return False
    words = [word.casefold() for word in WORD.findall(block.text)]
    if not 1 <= len(words) <= MOST or block.text.endswith("?"):
        return False
    spoken = block.kind is Kind.UTTERANCE or block.speaker
    if spoken and len(words) < 2:
        return False
    return tells_outcome(block.text, scene.phrases)


def _motion_above(scene: Scene, index: int) -> tuple[str, tuple[Span, ...]]:
    """The text of the motion that an outcome belongs to, and where it stands."""
    blocks, topic, above = scene.blocks, scene.topic(index), scene.entry_above(index)
    for at in range(index - 1, max(-1, index - 1 - REACH, above - 1), -1):
        block = blocks[at]
        if scene.topic(at) != topic or _is_outcome(scene, block):
            break
        if scene.phrases.failing.search(block.text):
            continue
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


def motion(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """A line that holds motions and their outcomes: "Motion to approve the minutes (Lee/Park). Carried."."""
    if block.kind is Kind.UTTERANCE or block.speaker or block.text.endswith("?"):
        return ()
    words = scene.phrases
    if not _moves(words.moved, block.text):
        return ()
    told = sentences(scene.reading.document, block, value=field_of(block, scene.reading.lexicon) == "task")
    found: list[Finding] = []
    free = 0
    while (last := _put_and_settled(scene, index, told, free, found)) >= 0:
        free = last + 1
    return tuple(found)


def _put_and_settled(scene: Scene, index: int, told: tuple[Sentence, ...], free: int, found: list[Finding]) -> int:
    """Add the next motion among the sentences from ``free`` on; tells the number of its last one, -1 for none."""
    words = scene.phrases
    moved = next((at for at in range(free, len(told)) if _moves(words.moved, told[at].text)), -1)
    if moved < 0:
        return -1
    # "Ray seconded", "the motion failed" stand behind what Webb moved
    first = next((at for at in range(max(free, moved - 3), moved) if _moves(words.moves, told[at].text)), moved)
    last = _settled_at(scene, told, moved)
    if last < 0:
        return -1
    whole = " ".join(sentence.text for sentence in told[first : last + 1])
    spans: tuple[Span, ...] = (Span(told[first].start, told[last].end),)
    if first == moved and _says_what(scene, told[moved].text) < 2:  # "The motion to approve passed"
        text, above = (
            ("", ())
            if any(_moves(words.moves, told[at].text) for at in range(free, moved))
            else (_motion_above(scene, index))
        )
        if text and _moves(words.moves, text):
            whole, spans = f"{tidy(text)} ({whole.rstrip('.')})", (*above, *spans)
        elif first > free and _says_what(scene, whole) < 2:  # what was moved stands before it
            whole, spans = f"{told[first - 1].text} {whole}", (Span(told[first - 1].start, told[last].end),)
    if len(key_words(whole)) >= FEW:
        found.append(Finding(tidy(whole), spans, LABELLED))
    return last


def _settled_at(scene: Scene, told: tuple[Sentence, ...], moved: int) -> int:
    """The number of the sentence that ends the telling of a motion's outcome, -1 where none is told."""
    last = -1
    for at in range(moved, len(told)):
        text = told[at].text
        if last >= 0 and _says_what(scene, text) > 1 and (at > last + 1 or _moves(scene.phrases.moves, text)):
            break
        if _results(scene, text) and (last < 0 or _says_what(scene, text) < 3):
            last = at
    return last


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


def headed(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """The first sentence under a heading such as "Vendor list agreed"."""
    if block.kind is not Kind.HEADING or index + 1 >= len(scene.blocks):
        return ()
    words = small_words(block.text)
    below = scene.blocks[index + 1]
    if len(words) < 2 or words[-1] not in scene.phrases.headed or not scene.phrases.open.isdisjoint(words):
        return ()
    if below.kind is not Kind.PARAGRAPH or below.speaker:
        return ()
    told = sentences(scene.reading.document, below)
    if (
        not told
        or scene.phrases.undecided.search(told[0].text)
        or told[0].text.endswith(("?", ":"))
        or len(key_words(told[0].text)) < FEW
    ):
        return ()
    spans = (block.span, Span(told[0].start, told[0].end))
    return (Finding(tidy(told[0].text), spans, LABELLED),)


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
