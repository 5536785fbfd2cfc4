"""The pass over the notes, and the questions made items."""

from dataclasses import replace

from notesllm.document import Kind
from notesllm.extract.cues import QUESTION
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.questions.asking import question_words
from notesllm.extract.questions.labelled import announces, labelled
from notesllm.extract.questions.left_open import left_open
from notesllm.extract.questions.listed import listed, nested
from notesllm.extract.questions.listener import Listener
from notesllm.extract.reading import Reading
from notesllm.summary import Question


def _listen(listener: Listener) -> None:
    reading, words = listener.reading, listener.reading.lexicon
    wondering = QUESTION | reading.bits.get("ask", 0)
    labels = {label for label in reading.labels if announces(label, words.language)}
    for index in reading.indexes(bits=wondering, zone="questions", labels=labels):
        block, zone = listener.blocks[index], reading.zones[index]
        if block.kind is Kind.CODE or index in listener.taken:
            continue
        asks, doubtful = block.label in labels, reading.cues[index] & wondering
        if asks and labelled(listener, index, block):
            if (latest := listener.latest) and latest.top == index:
                nested(listener, latest, index)
        elif zone == "questions":
            listed(listener, index, block)
        elif doubtful:
            left_open(listener, index, block)


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
