"""Entries, headings, paragraphs and turns in a section of questions."""

from notesllm.document import Block, Kind, sentences
from notesllm.extract.outline import children
from notesllm.extract.questions.asking import NAME, Asking, answering, asked_after, person, speaker_of
from notesllm.extract.questions.labelled import labelled
from notesllm.extract.questions.listener import Listener
from notesllm.lexicon import phrase_key
from notesllm.span import Span


def listed(listener: Listener, index: int, block: Block) -> bool:
    """Whether the block asks something, or answers what was asked right before."""
    if block.kind is Kind.ROW or phrase_key(block.value or block.text) in listener.words.nothing:
        return False
    by = speaker_of(block, listener.reading, listener.draft.roster)
    text = block.value if by and block.label else block.text
    if _asks(listener, block, text):
        asking = listener.ask(index, text, block.span, by)
        if asking is not None:
            nested(listener, asking, index)
        return asking is not None
    if block.kind is Kind.HEADING:
        return False
    return _told(listener, index, block) or _goes_on(listener, index, text, by)


def _asks(listener: Listener, block: Block, text: str) -> bool:
    if text.rstrip("*_ )").endswith("?") or ("?" in text and listener.words.asked_by.search(text)):
        return True
    if block.kind is Kind.PARAGRAPH and not block.speaker and "?" in text:
        told = sentences(listener.reading.document, block)
        return bool(told) and told[0].text.endswith("?")
    if block.kind is not Kind.ITEM or (block.parent >= 0 and listener.blocks[block.parent].kind is not Kind.HEADING):
        return False
    section = listener.reading.document.sections[block.section]
    return "?" in text or phrase_key(section.title) in listener.words.open_heads


def nested(listener: Listener, asking: Asking, index: int) -> None:
    """The entries under a question are its answer."""
    for at in children(listener.blocks, index):
        block = listener.blocks[at]
        if block.kind is Kind.HEADING or at in listener.taken or (block.label and labelled(listener, at, block)):
            continue
        by = speaker_of(block, listener.reading, listener.draft.roster)
        listener.answer(asking, at, block.value if by and block.label else block.text, by)


def _told(listener: Listener, index: int, block: Block) -> bool:
    """Sentences such as "Ana asked whether … Tom answered that …"."""
    asked = False
    for sentence in sentences(listener.reading.document, block):
        match = NAME.match(sentence.text)
        rest = asked_after(sentence.text, match.end(), listener.words) if match else ""
        latest = listener.latest
        if match and rest:
            name = person(match[0], listener.draft.roster)
            span = Span(sentence.start, sentence.end)
            asked = listener.ask(index, rest.rstrip(" ."), span, name) is not None or asked
        elif asked and latest and answering(sentence.text, listener.words, listener.reading, listener.draft.roster):
            listener.answer(latest, index, sentence.text, None)
    return asked


def _goes_on(listener: Listener, index: int, text: str, by: str | None) -> bool:
    """Whether the block is the answer that follows its question directly."""
    latest = listener.latest
    if latest is None or latest.last != index - 1 or (latest.parts and not by):
        return False
    asked = listener.blocks[latest.top]
    same = listener.blocks[index].section == asked.section or asked.kind is Kind.HEADING
    if not same or listener.reading.zones[latest.top] != "questions":
        return False
    listener.answer(latest, index, text, by)
    return True
