"""Questions in the flow of notes that are said to be open: "Who pays? Left open.", "Tom asked if … Nobody knows."."""

import re
from itertools import islice

from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.likeness import key_words
from notesllm.extract.outline import beside
from notesllm.extract.questions.asking import NAME, asked_after, person
from notesllm.extract.questions.listener import Listener
from notesllm.span import Span

NEAR = 90  # code points after a question in which it is said to be open
ENTRIES = 3  # below it in which the talk is said to have led to nothing …
BRIEF = 4  # … in so many words
FEWEST = 3  # words that carry meaning in a question that is told
SILENT = frozenset({"actions", "people", "absent", "agenda", "log", "next_meeting"})


def left_open(listener: Listener, index: int, block: Block) -> bool:
    """Whether a sentence of the block asks something that the next one leaves open."""
    if block.kind is Kind.HEADING or block.speaker or listener.reading.zones[index] in SILENT:
        return False
    told = sentences(listener.reading.document, block)
    asked = False
    for number, sentence in enumerate(told):
        if _ends_open(listener, sentence):
            asked = listener.ask(index, _question(sentence), Span(sentence.start, sentence.end)) is not None or asked
            continue
        if told_open := _says_open(listener, sentence):
            asked = listener.ask(index, told_open, Span(sentence.start, sentence.end)) is not None or asked
            continue
        if number + 1 == len(told):
            if sentence.text.endswith("?") and _closed_open(listener, index):
                asked = _ask(listener, index, sentence) or asked
            break
        if not sentence.text.endswith("?") and not _reported(listener, sentence):
            continue
        if listener.words.open.search(told[number + 1].text[:NEAR]):
            asked = _ask(listener, index, sentence) or asked
    return asked


def _closed_open(listener: Listener, index: int) -> bool:
    """Whether one of the next entries says that the talk led to nothing: "No decision."."""
    for at in islice(beside(listener.blocks, index), ENTRIES):
        first = listener.blocks[at].text.partition(".")[0]
        if len(first.split()) <= BRIEF and listener.words.undecided.match(first):
            return True
    return False


def _ends_open(listener: Listener, sentence: Sentence) -> bool:
    """Whether a question is called open right behind it: "Who pays? (open)", "Who pays? → Ida asks Bo"."""
    _, mark, rest = sentence.text.rpartition("?")
    return bool(mark and rest.strip()) and listener.words.open.search(rest[:NEAR]) is not None


def _question(sentence: Sentence) -> str:
    return sentence.text[: sentence.text.rindex("?") + 1]


def _says_open(listener: Listener, sentence: Sentence) -> str:
    """What a sentence says is open: in "It is unclear whether we pay." the "whether we pay", "" for nothing."""
    place = listener.words.open.search(sentence.text)
    if place is None or sentence.text.endswith("?"):
        return ""
    asks = listener.words.indirect.match(sentence.text, place.end)
    if asks is None or sentence.text[place.end : asks.start].strip(" ,:"):
        return ""
    told = sentence.text[asks.start :].partition(";")[0].rstrip(" .")
    return told if len(key_words(told)) >= FEWEST else ""


def _ask(listener: Listener, index: int, sentence: Sentence) -> bool:
    span = Span(sentence.start, sentence.end)
    if name := _reported(listener, sentence):
        rest = asked_after(sentence.text, name.end(), listener.words)
        by = person(name[0], listener.draft.roster)
        return listener.ask(index, rest.rstrip(" ."), span, by) is not None
    return listener.ask(index, sentence.text, span) is not None


def _reported(listener: Listener, sentence: Sentence) -> re.Match[str] | None:
    """The name of who is said to ask, where the sentence reports a question."""
    name = NAME.match(sentence.text)
    return name if name and asked_after(sentence.text, name.end(), listener.words) else None
