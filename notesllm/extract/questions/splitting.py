"""One passage that holds a question, who asked it, and perhaps its answer."""

from typing import NamedTuple

from notesllm.extract.questions.asking import Words


class Split(NamedTuple):
    """The parts of such a passage."""

    question: str
    asked_by: str | None
    answer: str | None


def split_question(text: str, words: Words) -> Split:
    """Take "Why? (asked by Ana) A: Because." in its parts."""
    answer = None
    if match := words.answer.search(text):
        text, answer = text[: match.start()], text[match.end() :].strip() or None
    asked_by = None
    if match := words.asked_by.search(text):
        text, asked_by = text[: match.start()], match["who"]
    end = text.rfind("?")
    if answer is None and 0 < end < len(text) - 1 and len(text) - end > 12:
        answer, text = text[end + 1 :].strip(" -–—→>*_()") or None, text[: end + 1]
    text = text.strip(' *_-–—"“”')
    return Split(text[:1].upper() + text[1:], asked_by, answer)
