"""What reStructuredText adds: field lists, numbered entries without numbers, directives, grid borders."""

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.labels import Label
from notesllm.document.lists import add_entry
from notesllm.document.model import Kind
from notesllm.document.text import flush, take_text

PAIR = regex(r":(?P<key>[^\W\d_][\w ./-]{0,40}):(?:[ \t]+(?P<value>\S.*)|$)")
SIGN = regex(r"(?::[a-z0-9_+-]{1,30}:[ \t]*)+(?=[*_\w])(?=[^:\n]{1,60}:(?:[*_ \t]|$))")  # ":calendar: **Date:** 4 May"
DIRECTIVE = regex(r"\.\.(?:[ \t]+(?:[\w-]+::[ \t]*(?P<text>.*)|_[^:]*:.*|\[.*|.*)|$)")
BORDER = regex(r"\+(?:[-=]+\+)+$")
WIKI_NUMBER = regex(r"#{1,4}[ \t]+(?=\S)")
NUMBER = regex(r"#[.)][ \t]+(?=\S)")


def take_pair(b: Builder, text: str, start: int, indent: int) -> bool:
    """``:Date: 4 May``."""
    match = PAIR.match(text)
    if match is None:
        return False
    flush(b)
    if match["value"] is None:
        return take_text(b, text, start, indent)
    b.close_list()
    if match["key"] not in b.words.labels and (sign := SIGN.match(text)):
        b.add(Kind.PARAGRAPH, start + sign.end(), start + len(text), indent)
        return True
    draft = b.add(Kind.FIELD, start + 1, start + len(text), indent)
    draft.label = Label(match["key"], match.start("value") - 1, bare=True)
    return True


def take_container(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """``:::info``, the border of a box as HackMD and Docusaurus draw it."""
    if not text.startswith(":::") or " " in text:
        return False
    flush(b)
    return True


def take_directive(b: Builder, text: str, start: int, indent: int) -> bool:
    """``.. note:: text`` keeps its text; a target or a comment is structure."""
    match = DIRECTIVE.match(text)
    if match is None:
        return False
    flush(b)
    words = match["text"]
    return take_text(b, words, start + match.start("text"), indent) if words else True


def take_border(b: Builder, text: str, start: int, indent: int) -> bool:
    """``+-----+-----+``: the border of a grid table, and below its heads ``+=====+``."""
    if BORDER.match(text) is None:
        return False
    flush(b)
    if b.table or b.next_text().startswith("|"):
        b.take_table_line(text, start, indent)
    return True


def take_hash_number(b: Builder, text: str, start: int, indent: int) -> bool:
    """``#. x``, and ``# x`` where headings are written ``h1. x``: an entry whose number is left to the reader."""
    match = NUMBER.match(text) or (WIKI_NUMBER.match(text) if b.wiki else None)
    if match is None:
        return False
    flush(b)
    nested = indent + 2 * match[0].count("#") - 2
    add_entry(b, text, start, nested, offset=match.end(), marker="1").ordinal = "#"
    return True
