"""``Q:`` and ``A:``, "Open question: …", and lines that say who asked or answered."""

from collections.abc import Callable
from functools import lru_cache

from notesllm._regex import regex
from notesllm.document import Block
from notesllm.extract.outline import field_of, label_field
from notesllm.extract.questions.asking import Asking, person, question_words
from notesllm.extract.questions.listener import Listener
from notesllm.lexicon import lexicon, phrase_key

SEVERAL = regex(r"(?<=\?)\s+")
NEAR = 6  # blocks between a question and what a label adds to it, at most


def labelled(listener: Listener, index: int, block: Block) -> bool:
    """Whether the block's label makes it a question, or part of the last one."""
    by = asker_of(block.label, listener)
    language = listener.reading.lexicon.language
    kind = "question" if by or heads(block.label, language) else field_of(block, listener.reading.lexicon)
    if leaves_open(block.label, language):
        return "?" in block.value and listener.ask(index, block.value, block.span) is not None
    if not block.value or not kind:
        return False
    if kind == "question":
        return _asks(listener, index, block, by)
    latest = listener.latest
    adds = PARTS.get(kind)
    return latest is not None and adds is not None and index - latest.last <= NEAR and adds(listener, latest, index)


@lru_cache(maxsize=8192)
def announces(label: str, language: str) -> bool:
    """Whether a label begins a question, or adds to one."""
    first, _, rest = label.partition(" ")
    if rest and rest.partition(" ")[0].casefold() in question_words(language).from_whom:
        return label_field(first, lexicon(language)) == "question"
    known = label_field(label, lexicon(language)) in {"question", *PARTS}
    return known or leaves_open(label, language) or heads(label, language)


@lru_cache(maxsize=8192)
def heads(label: str, language: str) -> bool:
    """Whether a label is a heading of questions: "Open questions: who pays? who drives?"."""
    return bool(label) and phrase_key(label) in question_words(language).open_heads


@lru_cache(maxsize=8192)
def leaves_open(label: str, language: str) -> bool:
    """Whether a label says that something is open: "To be clarified: …"."""
    return bool(label) and phrase_key(label) in question_words(language).open_labels


def asker_of(label: str, listener: Listener) -> str | None:
    """Who asks in "Question from Ana: …"."""
    if " " not in label:
        return None
    first, _, rest = label.partition(" ")
    link, _, name = rest.partition(" ")
    if not name or link.casefold() not in listener.words.from_whom:
        return None
    return person(name, listener.draft.roster) if label_field(first, listener.reading.lexicon) == "question" else None


def _asks(listener: Listener, index: int, block: Block, by: str | None) -> bool:
    if "?" not in block.value:
        # "Q3: revenue" asks nothing; "Open question: the venue" does.
        bare = phrase_key(block.label).rstrip(" 0123456789") in listener.words.bare
        if bare or listener.reading.zones[index] != "questions":
            return False
    several = [question.strip() for question in SEVERAL.split(block.value)]
    if len(several) > 1 and heads(block.label, listener.reading.lexicon.language):
        asked = [listener.ask(index, question, block.span, by) for question in several if question.endswith("?")]
        return any(asked)
    return listener.ask(index, block.value, block.span, by) is not None


def _answer(listener: Listener, asking: Asking, index: int) -> bool:
    listener.answer(asking, index, listener.blocks[index].value, None)
    return True


def _asker(listener: Listener, asking: Asking, index: int) -> bool:
    block = listener.blocks[index]
    if asking.asked_by is not None or index - asking.last > 1:
        return False
    asking.asked_by = person(block.value, listener.draft.roster)
    asking.spans.append(block.span)
    asking.last = index
    return True


def _answerer(listener: Listener, asking: Asking, index: int) -> bool:
    block = listener.blocks[index]
    if asking.answered_by is not None:
        return False
    asking.answered_by = person(block.value, listener.draft.roster)
    asking.spans.append(block.span)
    asking.last = index
    return True


PARTS: dict[str, Callable[[Listener, Asking, int], bool]] = {
    "answer": _answer,
    "asked_by": _asker,
    "answered_by": _answerer,
}
