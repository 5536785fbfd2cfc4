"""Org mode: headlines after stars, tasks by their keyword, ``#+KEY: value``, drawers, comments."""

import re

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.fences import capture_code
from notesllm.document.headings import heading
from notesllm.document.labels import Label
from notesllm.document.lists import add_entry
from notesllm.document.model import Kind
from notesllm.document.text import flush

HEADLINE = regex(
    r"(?P<stars>\*{1,8})[ \t]+(?:(?P<state>[A-Z]{3,12})[ \t]+(?=\S))?(?:\[#[A-Z0-9]\][ \t]*)?(?P<title>\S.*?)"
    r"(?:[ \t]+:(?P<tags>[\w@#%:]{1,80}):)?$"
)
KEYWORD = regex(r"#\+(?P<key>[A-Za-z_]{2,20}):[ \t]*(?P<value>.*)$")
BLOCK = regex(r"#\+begin_(?P<kind>\w{1,20})", re.IGNORECASE)
DRAWER = regex(r":[A-Za-z_]{2,20}:$")
_STATES = "TODO DONE NEXT WAITING WAIT HOLD STARTED DOING PROJ SOMEDAY DELEGATED CANCELLED CANCELED DEFERRED KILL"
STATES = frozenset(_STATES.split())
SEEN = frozenset(("date", "author", "subtitle", "email", "description", "participants", "location"))  # by a reader
CODE = frozenset(("src", "example", "export", "comment"))


def take_headline(b: Builder, text: str, start: int, indent: int) -> bool:
    """``** Title :tag:`` is a heading, ``** TODO [#A] Task :ana:`` an entry."""
    match = HEADLINE.match(text) if indent == 0 else None
    if match is None:
        return False
    state = match["state"] or ""
    if state not in STATES:
        first = match.start("state") if state else match.start("title")
        return heading(b, start + first, text[first : match.end("title")], min(6, len(match["stars"]) + 1))
    flush(b)
    b.close_list()
    draft = add_entry(b, text, start, indent, offset=match.start("title"), marker="*")
    draft.end = start + match.end("title")
    if state in ("TODO", "DONE"):
        draft.checked = state == "DONE"
    else:
        draft.start = start + match.start("state")  # a reader needs the word
    at = match.start("tags")
    for tag in (match["tags"] or "").split(":"):
        name = tag.lstrip("@")
        if name and name.capitalize() in b.listed:
            owner = b.add(Kind.FIELD, start + at, start + at + len(tag))
            owner.label = Label("owner", 0, bare=True)
            owner.parent, owner.depth = draft, 1
        at += len(tag) + 1
    return True


def take_keyword(b: Builder, text: str, start: int, _indent: int) -> bool:
    """``#+TITLE: x`` is the title, ``#+DATE: x`` a field; other settings, and comments, are structure."""
    block = BLOCK.match(text)
    if block is not None and block["kind"].lower() in CODE:
        flush(b)
        capture_code(b, lambda line: line[:6].lower() == "#+end_")
        return True
    match = KEYWORD.match(text)
    if match is None:
        if text[1:2] not in (" ", "+", ""):
            return False
        flush(b)
        return True
    key = match["key"].lower()
    if key == "title" and match["value"]:
        return heading(b, start + match.start("value"), match["value"], 1)
    flush(b)
    if key in SEEN and match["value"]:
        draft = b.add(Kind.FIELD, start + match.start("key"), start + len(text))
        draft.label = Label(match["key"].capitalize(), match.start("value") - match.start("key"), bare=True)
    return True


def take_drawer(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """``:PROPERTIES:`` and ``:END:``."""
    if DRAWER.match(text) is None:
        return False
    flush(b)
    return True
