"""Captions (WebVTT, SRT): cue numbers and timings are structure, and tell when the next words were said."""

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.text import flush

TIMING = regex(r"(?P<clock>(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?)[ \t]+-->[ \t]+(?:\d{1,2}:)?\d{1,2}:\d\d")


def take_head(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """``WEBVTT``, the first line of such a file."""
    return b.number == 1 and text.startswith("WEBVTT")


def take_timing(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """``00:00:01.000 --> 00:00:04.000``, and the number above it."""
    if text.isdigit():
        return "-->" in b.next_text() and TIMING.match(b.next_text()) is not None
    match = TIMING.match(text) if "-->" in text else None
    if match is None:
        return False
    flush(b)
    b.close_list()
    b.clock = match["clock"]
    return True
