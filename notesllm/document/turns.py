"""Utterances: who speaks, when, and what; the words may stand on the line or below it."""

import re

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.labels import COMMAND, split_label
from notesllm.document.messages import bare_name, is_clock, is_name_line, is_notice, is_reaction, said_in
from notesllm.document.model import Kind
from notesllm.document.speakers import BRACKETED, speaker_name
from notesllm.document.text import flush, take_text
from notesllm.document.voices import BARE, PARTED, RECORDER, may_open, turn_of

TITLE = regex(r"(?:topic|(subtopic)|agendum):[ \t]+(?=\S)", re.IGNORECASE)  # as scribes of W3C write
NAMED_ABOVE = frozenset(("between", "below"))
TOPIC = ("#topic", "#subtopic", "#startmeeting")


def take_turn(b: Builder, text: str, start: int, indent: int) -> bool:
    """A line that opens a turn in a voice that the notes use."""
    voices = b.survey.voices
    if not voices:
        return False
    if (b.survey.format == "chat" and PARTED.match(text)) or (text[-1] in "ng." and RECORDER.match(text)):
        flush(b)
        return True
    if not voices.isdisjoint(NAMED_ABOVE) and _named_above(b, text, start):
        return True
    if b.turn is None and text[0] in ":[" and is_reaction(text):
        flush(b)
        return True
    if not may_open(text, text[0]):
        return b.turn is not None and _takes_words(b, text, start, indent)
    turn = turn_of(text)
    if turn is None or turn.voice not in voices:
        if "dated" in voices and is_notice(text):
            flush(b)
            b.close_list()
            return True
        if b.turn is not None and _takes_words(b, text, start, indent):
            return True
        return b.survey.format == "chat" and _without_nick(b, text, start, indent)
    flush(b)
    b.close_list()
    speaker = turn.speaker or b.speaker
    b.speaker, b.clock = speaker, turn.clock or b.clock
    if turn.offset >= len(text):
        b.turn = start
        return True
    words = text[turn.offset :]
    if turn.voice == "dated":
        words = said_in(words)
        if not words:
            return True
    _utter(b, words, start + turn.offset, start)
    return True


def _named_above(b: Builder, text: str, start: int) -> bool:
    """A name alone on its line, or the clock below it: the words stand under them."""
    if "between" in b.survey.voices:
        if b.turn is not None and is_clock(text):
            b.clock = text
            return True
        name = text if is_name_line(text) and is_clock(b.next_text()) else ""
    else:
        name = ""
    if not name and text[-1] in ":*_" and "below" in b.survey.voices:
        name = bare_name(text)
        name = name if name in b.survey.speakers else ""
    if not name:
        return False
    flush(b)
    b.close_list()
    b.speaker, b.clock, b.turn = name, "", start
    return True


def _without_nick(b: Builder, text: str, start: int, indent: int) -> bool:
    """``10:02 ACTION: x`` and ``10:02 * ana nods`` in a log whose other lines have nicks."""
    match = BARE.match(text)
    if match is None:
        return False
    flush(b)
    b.close_list()
    if match["nick"]:
        b.speaker, b.clock = match["nick"], match["clock"]
        _utter(b, text[match.end() :], start + match.end(), start)
        return True
    b.blank = True  # the words before it are another's
    take_text(b, text[match.end() :], start + match.end(), indent)
    flush(b)
    return True


def _takes_words(b: Builder, text: str, start: int, _indent: int) -> bool:
    turn, b.turn = b.turn, None
    if turn is None or text[0] in "#|":
        return False
    _utter(b, text, start, turn)
    return True


def _utter(b: Builder, text: str, start: int, turn: int) -> None:
    lead = len(text) - len(text.lstrip())
    text, start = text.strip(), start + lead
    b.turn = None
    command = COMMAND.match(text) if text.startswith("#") else None
    if command is not None and command["tag"].lower() in TOPIC:
        if command.end() < len(text):
            draft = b.add(Kind.HEADING, start + command.end(), start + len(text))
            draft.level = 3 if command["tag"] == "#subtopic" else 2
        return
    title = TITLE.match(text)
    if title is not None and b.survey.format == "chat":
        b.add(Kind.HEADING, start + title.end(), start + len(text)).level = 3 if title[1] else 2
        return
    draft = b.add(Kind.UTTERANCE, start, start + len(text))
    draft.speaker, draft.clock, draft.turn = b.speaker, b.clock, turn
    b.clock = ""
    b.item = draft


def take_continuation(b: Builder, text: str, start: int, _indent: int) -> bool:
    """``… more words``, as scribes go on after a speaker's first line."""
    offset = 1 if text[0] == "…" else 3 if text.startswith("...") else 0
    if not offset:
        return False
    flush(b)
    last = b.drafts[-1] if b.drafts else None
    if last is None or not _said(b, last):
        return False
    rest = text[offset:].lstrip(". \t")
    if not rest:
        return True
    draft = b.add(Kind.UTTERANCE, start + len(text) - len(rest), start + len(text))
    draft.speaker, draft.turn = last.speaker, start
    return True


def _said(b: Builder, draft: Draft) -> bool:
    if draft.kind is Kind.PARAGRAPH:
        spoken(b, draft)
    return draft.kind is Kind.UTTERANCE


def spoken(b: Builder, draft: Draft) -> bool:
    """Make ``draft`` an utterance where its label is one of the speakers."""
    speakers = b.survey.speakers
    raw = b.source[draft.start : min(draft.end, draft.start + 80)]
    match = BRACKETED.match(raw) if raw[0] in "[(" else None
    if match is not None:
        name, offset = speaker_name(match["name"] or match["handle"]), match.end()
    else:
        label = split_label(raw, b.words)
        if label is None or label.value >= len(raw):
            return False
        name, offset = speaker_name(label.text), label.value
    if name not in speakers:
        return False
    draft.kind, draft.speaker, draft.turn = Kind.UTTERANCE, name, draft.start
    draft.start += offset
    draft.label = False
    return draft.start < draft.end
