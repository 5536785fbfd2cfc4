"""Going through the notes once: questions open, answers are given to the last one asked."""

from dataclasses import dataclass, field, replace

from notesllm.document import Block, Kind, sentences
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.likeness import key_words
from notesllm.extract.outline import children, field_of
from notesllm.extract.questions.asking import NAME, Asking, Words, answering, person, question_words, speaker_of
from notesllm.extract.questions.splitting import split_question
from notesllm.extract.reading import QUESTION, Reading
from notesllm.lexicon import phrase_key
from notesllm.span import Span
from notesllm.summary import Question

NEAR = 6  # blocks between a question and a labelled answer at most
LONGEST = 600  # code points of an answer


@dataclass(slots=True)
class Listener:
    """The notes, and what was asked so far."""

    reading: Reading
    draft: Draft
    words: Words
    found: list[Asking] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document."""
        return self.reading.document.blocks

    def ask(self, index: int, text: str, span: Span, asked_by: str | None = None) -> Asking | None:
        """Open a question; what the same block says of asker and answer goes with it."""
        split = split_question(text, self.words)
        if len(key_words(split.question)) < 2:
            return None
        roster = self.draft.roster
        asking = Asking(split.question, [span], person(split.asked_by, roster) if split.asked_by else asked_by, last=index, top=index)
        self.found.append(asking)
        self.taken.add(index)
        if split.answer:
            self.answer(asking, index, split.answer, None)
        return asking

    def answer(self, asking: Asking, index: int, text: str, by: str | None) -> None:
        """Add a passage to a question's answer."""
        block = self.blocks[index]
        self.taken.add(index)
        asking.last = index
        if sum(map(len, asking.parts)) + len(text) > LONGEST and asking.parts:
            return
        asking.parts.append(text.strip())
        if block.span not in asking.spans:
            asking.spans.append(block.span)
        if asking.answered_by is None:
            asking.answered_by = by or answering(text.strip(), self.words, self.reading, self.draft.roster)

    @property
    def latest(self) -> Asking | None:
        """The question asked last."""
        return self.found[-1] if self.found else None


def _labelled(listener: Listener, index: int, block: Block) -> bool:
    kind = field_of(block, listener.reading.lexicon)
    latest = listener.latest
    near = latest is not None and index - latest.last <= NEAR
    if kind == "question" and block.value:
        key = phrase_key(block.label)
        if "?" not in block.value and (key in listener.words.bare or listener.reading.zones[index] != "questions"):
            return False
        return listener.ask(index, block.value, block.span) is not None
    if latest is None or not near:
        return False
    if kind == "answer" and block.value:
        listener.answer(latest, index, block.value, None)
        return True
    if kind == "asked_by" and latest.asked_by is None and index - latest.last <= 1 and block.value:
        latest.asked_by = person(block.value, listener.draft.roster)
        latest.spans.append(block.span)
        latest.last = index
        return True
    if kind == "answered_by" and latest.answered_by is None and block.value:
        latest.answered_by = person(block.value, listener.draft.roster)
        latest.spans.append(block.span)
        return True
    return False


def _nested(listener: Listener, asking: Asking, index: int) -> None:
    """The entries under a question are its answer."""
    for at in children(listener.blocks, index):
        block = listener.blocks[at]
        if at in listener.taken or _labelled(listener, at, block):
            continue
        by = speaker_of(block, listener.reading, listener.draft.roster)
        listener.answer(asking, at, block.value if by and block.label else block.text, by)


def _told(listener: Listener, index: int, block: Block) -> bool:
    """ "Ana asked whether … Tom answered that …" in sentences."""
    asked = False
    for sentence in sentences(listener.reading.document, block):
        match = NAME.match(sentence.text)
        rest = listener.words.asked.match(sentence.text, match.end()) if match else None
        if match and rest:
            asking = listener.ask(index, rest["rest"].rstrip(" ."), Span(sentence.start, sentence.end), person(match[0], listener.draft.roster))
            asked = asked or asking is not None
        elif asked and listener.latest and answering(sentence.text, listener.words, listener.reading, listener.draft.roster):
            listener.answer(listener.latest, index, sentence.text, None)
    return asked


def _listed(listener: Listener, index: int, block: Block) -> bool:
    """An entry or paragraph in a section of questions."""
    reading = listener.reading
    if block.kind is Kind.ROW or phrase_key(block.value or block.text) in listener.words.nothing:
        return False
    by = speaker_of(block, reading, listener.draft.roster)
    text = block.value if by and block.label else block.text
    latest = listener.latest
    if block.kind is Kind.HEADING:
        return text.endswith("?") and listener.ask(index, text, block.span) is not None
    section = phrase_key(reading.document.sections[block.section].title)
    above = block.parent >= 0 and listener.blocks[block.parent].kind is not Kind.HEADING
    if text.rstrip("*_ )").endswith("?") or ("?" in text and listener.words.asked_by.search(text)) or (
        block.kind is Kind.ITEM and not above and section in listener.words.open_heads
    ):
        asking = listener.ask(index, text, block.span, by)
        if asking is not None:
            _nested(listener, asking, index)
        return asking is not None
    if "?" in text and block.kind is Kind.ITEM and not above:
        asking = listener.ask(index, text, block.span, by)
        if asking is not None:
            _nested(listener, asking, index)
        return asking is not None
    if _told(listener, index, block):
        return True
    if latest and latest.last == index - 1 and (not latest.parts or by) and reading.zones[latest.top] == "questions":
        if block.section == listener.blocks[latest.top].section or listener.blocks[latest.top].kind is Kind.HEADING:
            listener.answer(latest, index, text, by)
            return True
    return False


def _listen(listener: Listener) -> None:
    reading = listener.reading
    for index, block in enumerate(listener.blocks):
        if index in listener.taken or block.kind is Kind.CODE:
            continue
        if block.label and _labelled(listener, index, block):
            if listener.latest and listener.latest.top == index:
                _nested(listener, listener.latest, index)
            continue
        if reading.zones[index] == "questions":
            _listed(listener, index, block)


def find_questions(reading: Reading, draft: Draft) -> Draft:
    """``draft`` with what was asked and either answered or left open."""
    listener = Listener(reading, draft, question_words(reading.lexicon.language))
    _listen(listener)
    questions = [
        Question(
            id=item_id("q", asking.text),
            text=asking.text,
            asked_by=asking.asked_by,
            answer=" ".join(asking.parts) or None,
            answered_by=asking.answered_by,
            evidence=tuple(reading.evidence(span.start, span.end) for span in asking.spans),
        )
        for asking in listener.found
    ]
    return replace(draft, questions=with_distinct_ids(questions))
