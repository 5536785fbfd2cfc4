"""Calls in Typst sources: ``#show: minutes.with(title: "…", present: ("…", "…"))`` and ``#table(…)``."""

import re

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.labels import Label
from notesllm.document.model import Cell, Kind
from notesllm.document.text import flush

CALL = regex(
    r"#(?:import[ \t]+\"|include[ \t]+\"|set[ \t]+\w+[(.]|show(?:[ \t]*:|[ \t]+[\w.\"]+[:.])|let[ \t]+[\w-]+[ \t]*[(=]"
    r"|(?:table|figure|grid|align|outline|image|pagebreak|colbreak|line|v|h|box|block|bibliography|[\w-]+\.with)\()"
)
PAIR = regex(r"(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<value>.*)$")
WORDS = regex(r"\"(?P<string>(?:[^\"\\]|\\.)*+)\"|\[(?P<content>(?:[^\[\]]|\[[^\[\]]*+\])*+)\]")
# What is left of an argument without its words: brackets, commas, at most one name.
ARGUMENT = regex(r"[\s,;()\[\]{}]*(?:[A-Za-z][\w.-]*[\s,;()\[\]{}=>]+)?$")
OPENING, CLOSING = "([{", ")]}"


def take_call(b: Builder, text: str, _start: int, indent: int) -> bool:
    """A line that begins with a Typst call; what it is given over several lines is read as fields, entries and rows."""
    if CALL.match(text) is None:
        return False
    flush(b)
    parent = b.item if b.item is not None and indent > b.item.indent else None
    if parent is None:
        b.close_list()
    b.item = None
    depth = _balance(text)
    if depth <= 0:
        return True
    field: Draft | None = parent
    header: list[str] = []

    def capture(b: Builder, raw: str, offset: int) -> bool:
        nonlocal depth, field
        line = raw.strip()
        if not line:
            return True
        if PAIR.match(line) is None and ARGUMENT.match(WORDS.sub("", line)) is None:
            b.capture = None  # a call that nobody closed ends with the first line that is no argument
            return False
        at = offset + raw.index(line[0])
        field = _take_arguments(b, line, at, field, header)
        depth += _balance(line)
        if depth <= 0:
            b.capture = None
        return True

    b.capture = capture
    return True


def _balance(line: str) -> int:
    bare = WORDS.sub("", line)
    return sum(map(bare.count, OPENING)) - sum(map(bare.count, CLOSING))


def _take_arguments(b: Builder, line: str, at: int, field: Draft | None, header: list[str]) -> Draft | None:
    pair = PAIR.match(line)
    found = list(WORDS.finditer(line, pair.start("value") if pair else 0))
    if pair is not None:
        if found:
            kind = found[0].lastgroup or "string"
            draft = b.add(Kind.FIELD, at, at + found[-1].end(found[-1].lastgroup or "string"))
            draft.label = Label(pair["key"], found[0].start(kind), bare=True)
            return field
        if pair["value"].rstrip() in OPENING and pair["value"]:
            draft = b.add(Kind.FIELD, at, at + pair.end("key") + 1)
            draft.label = Label(pair["key"], pair.end("key") + 1, bare=True)
            return draft
        return field
    cells = tuple(_cell(match, at) for match in found)
    cells = tuple(cell for cell in cells if cell.text)
    if line.startswith("table.header") or (header and len(cells) == 1 and line[0] == "["):
        header += [cell.text for cell in cells]
    elif line[0] == "[" and len(cells) == 1 and not header and "[" in line[:2]:
        header.append(cells[0].text)
    elif len(cells) > 1:
        draft = b.add(Kind.ROW, cells[0].start, cells[-1].end)
        draft.cells, draft.header = cells, tuple(header)
    elif cells:
        draft = b.add(Kind.ITEM, cells[0].start, cells[0].end)
        draft.parent, draft.depth = field, field.depth + 1 if field is not None and field.kind is Kind.ITEM else 0
    return field


def _cell(match: re.Match[str], at: int) -> Cell:
    group = match.lastgroup or "string"
    text = match[group]
    body = text.strip()
    start = at + match.start(group) + (text.index(body) if body else 0)
    return Cell(start, start + len(body), body.strip("*_"))
