"""Cards of a board as retros export them: votes before the words, who wrote it behind them, comments below."""

import re

from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.lists import add_entry
from notesllm.document.model import Kind
from notesllm.document.text import flush

NAME = r"[^\W\d_][\w.'’-]{1,24}(?:[ ][^\W\d_][\w.'’-]{0,24}){0,2}"
# These are compiled when they are first used, which few notes do.
VOTES = r"[\[(](?:\+\d{1,3}|\d{1,3}[ ]?(?:(?P<unit>[^\W\d_]{4,12})|👍|❤️?|⭐|\+1))[\])][ \t]+(?=\S)"
AUTHOR = rf"[ \t]+\((?P<name>{NAME})\)$"
COMMENT = rf"(?:↳|└─*|⤷|↪)[ \t]*(?:[^\W\d_]{{3,12}}[ ]\((?P<aside>{NAME})\):[ \t]+|(?P<name>{NAME}):[ \t]+)?(?=\S)"


def take_card(b: Builder, text: str, start: int, indent: int) -> bool:
    """``[7 votes] x (Ana)``, ``(+3) x``."""
    if not text[1:2].isdigit() and text[1:2] != "+":
        return False
    match = re.match(VOTES, text)
    if match is None or (match["unit"] and match["unit"].lower() not in b.words.words.get("votes", ())):
        return False
    flush(b)
    draft = add_entry(b, text, start, indent, offset=match.end(), marker="[")
    author = re.search(AUTHOR, text[match.end() :])
    if author is not None and author.start() > 0 and _is_name(author["name"]):
        draft.end -= len(author[0])
        _said_by(draft, author["name"], -1)
    return True


def take_comment_on(b: Builder, text: str, start: int, indent: int) -> bool:
    """``↳ comment (Ana): x`` and ``↳ Ana: x`` under a card."""
    match = re.match(COMMENT, text)
    if match is None:
        return False
    flush(b)
    above = b.lists[0].indent if b.lists else 0
    name = match["aside"] or match["name"] or ""
    said = bool(name) and _is_name(name)
    draft = add_entry(
        b, text, start, max(indent, above + 2), offset=match.end() if said or not name else _bare(text), marker="↳"
    )
    if said:
        _said_by(draft, name, start + match.start("aside" if match["aside"] else "name"))
    return True


def _bare(text: str) -> int:
    return len(text) - len(text[1:].lstrip("─ \t"))


def _is_name(name: str) -> bool:
    return name[0].isupper()


def _said_by(draft: Draft, name: str, turn: int) -> None:
    draft.kind, draft.speaker, draft.turn = Kind.UTTERANCE, name, turn
