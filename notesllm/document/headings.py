"""Headings that carry marks: ``# T``, ``== T ==``, underlines, ``<h2>T</h2>``."""

import re

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.model import Kind
from notesllm.document.text import flush

ATX = regex(
    r"(#{1,6})(?:[ \t\xa0]+(?P<spaced>.*?)|(?P<tight>[A-Z*_\[<ÄÖÜÀ-Þ][^#]*?|(?<=##)\S.*?))??"
    r"(?:[ \t]+#+)?[ \t]*$"
)
EQUALS = regex(r"(={1,6})[ \t]+(?P<title>\S.*?)(?:[ \t]+=+)?[ \t]*$|(={2,6})(?P<tight>[^=\s].*?[^=\s])\3[ \t]*$")
TAGGED = regex(r"<h([1-6])\b[^<>]*>(?P<title>.*?)(?:</h\1>|$)", re.IGNORECASE)
TEXTILE = regex(r"[hH]([1-6])\.[ \t]+(?=\S)")
UNDERLINE = regex(r"(=|-|~|\^|\"|`|\+|\*|#|:|\.)\1{2,}$")
TRAILING = regex(r"[ \t]*(?:<a [^<>]*>[ \t]*</a>|\{#?[\w:. -]+\})[ \t]*$")
ORDINAL = regex(
    r"(?:(?:TOP|Top|Item|Agenda [Ii]tem|Punkt|Point|Punto|Traktandum|Tagesordnungspunkt)[ \t]+)?"
    r"(?P<ordinal>\d{1,2}(?:\.\d{1,2}){0,3})(?<!\.\d\d\.\d\d)(?<!\d\.\d\.\d\d)"  # no date
    r"(?:\\?[.):][ \t]+|(?<=\.\d)[ \t]+|(?<=\.\d\d)[ \t]+)(?=\S)"
)
NUMBERS = frozenset("0123456789TIAP")
RULES = "-*_=~─━—#+."
RULE = regex(r"(?:[-*_=~─━—#+.][ \t]*){3,}$")


def take_atx(b: Builder, text: str, start: int, indent: int) -> bool:
    """``# Title``, with or without the space."""
    match = ATX.match(text)
    if match is None or (indent > 3 and b.item is not None):
        return False
    name = "spaced" if match["spaced"] is not None else "tight"
    if match[name] is None or not match[name].strip("# \t"):
        if text.strip("#"):
            return False
        flush(b)
        b.close_list()
        return True  # a heading without words
    return heading(b, start + match.start(name), match[name], len(match[1]))


def take_equals(b: Builder, text: str, start: int, _indent: int) -> bool:
    """``= Title`` and ``== Title ==`` of AsciiDoc, MediaWiki and Typst."""
    match = EQUALS.match(text)
    if match is None:
        return False
    name = "title" if match["title"] else "tight"
    if text[-1] == "=" and not (b.drafts and b.drafts[0].kind is Kind.HEADING):
        b.wiki = True  # where "# x" is an entry
    return heading(b, start + match.start(name), match[name], len(match[1] or match[3]))


def take_textile(b: Builder, text: str, start: int, _indent: int) -> bool:
    """``h2. Title`` of Textile and Jira."""
    match = TEXTILE.match(text)
    if match is None:
        return False
    b.wiki = True
    return heading(b, start + match.end(), text[match.end() :], int(match[1]))


def take_tagged(b: Builder, text: str, start: int, _indent: int) -> bool:
    """``<h2 …>Title</h2>``."""
    match = TAGGED.match(text)
    if match is None:
        return False
    return heading(b, start + match.start("title"), match["title"], int(match[1]))


def take_underline(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """A line of ``=`` or ``-`` under a line of text makes that a heading."""
    if not b.run or b.blank or text[-1] != text[0] or UNDERLINE.match(text) is None:
        return False
    over = b.run[-1]
    if text[0] not in "=-" and not (len(text) >= len(over.text) - 2 and len(over.text) < 90):
        return False
    if len(over.text) > 120 or (len(b.run) > 1 and text[0] == "-" and abs(len(text) - len(over.text)) > 4):
        return False
    b.run.pop()
    flush(b)
    number, b.number = b.number, over.number
    heading(b, over.start, over.text, 1 if text[0] == "=" else 2 if text[0] == "-" else 3)
    b.number = number
    return True


def take_rule(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """``---``, ``***``, ``___``: structure without words."""
    if text[-1] not in RULES or RULE.match(text) is None:
        return False
    flush(b)
    b.close_list()
    return True


def heading(b: Builder, start: int, title: str, level: int) -> bool:
    """Add a heading whose raw title begins at ``start``."""
    flush(b)
    b.close_list()
    tail = TRAILING.search(title) if title.endswith((">", "}")) else None
    if tail is not None and tail.start() > 0:
        title = title[: tail.start()]
    lead = len(title) - len(title.lstrip())
    title = title.strip()
    if not title:
        return True
    start += lead
    end = start + len(title)
    match = ORDINAL.match(title) if title[0] in NUMBERS and b.drafts else None
    if match and title[match.end() :].split(None, 1)[0].lower().strip(".,") in b.words.months:
        match = None  # "3. Juni" is a day
    if match and match[0][-2].isdigit() and not b.numbered and not match["ordinal"].endswith(".1"):
        match = None  # "3.9 release" is a version
    draft = b.add(Kind.HEADING, start + match.end() if match else start, end)
    draft.level = level
    if match:
        draft.ordinal = match["ordinal"]
        b.numbered = True
    return True
