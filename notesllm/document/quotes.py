"""Quotes: what follows ``>`` is read like any line, and marked as quoted."""

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.model import Kind
from notesllm.document.text import flush

MARK = regex(r"(?:>[ \t]?)+")


def open_quote(b: Builder) -> None:
    """What plain text becomes from here on is quoted."""
    if b.kind is not Kind.QUOTE:
        flush(b)
        b.close_list()
        b.kind = Kind.QUOTE


def close_quote(b: Builder) -> None:
    """End the quote."""
    flush(b)
    b.close_list()
    b.kind = Kind.PARAGRAPH


def unquoted(text: str, start: int) -> tuple[str, int]:
    """``text`` without its marks, and where that begins."""
    match = MARK.match(text)
    offset = match.end() if match else 0
    body = text[offset:].strip()
    return body, start + (text.index(body[0], offset) if body else offset)
