"""Drafts become blocks: clean text, labels, indices, and the sections they stand in."""

from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.inline import clean
from notesllm.document.labels import split_label
from notesllm.document.model import Block, Kind, Section

LEAD = 7
LISTED = (Kind.ITEM, Kind.ROW)


def finish(b: Builder) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """All blocks and sections of the document."""
    drafts = b.drafts
    for index, draft in enumerate(drafts):
        draft.index = index
    sections, homes = _sections(b)
    source, words = b.source, b.words
    blocks: list[Block] = []
    add = blocks.append
    for draft, home in zip(drafts, homes, strict=True):
        kind, start, end = draft.kind, draft.start, draft.end
        raw = source[start:end]
        label, value, value_start = "", "", start
        if kind is Kind.CODE:
            text = value = raw
        elif kind is Kind.ROW:
            text = value = " | ".join([cell.text for cell in draft.cells if cell.text])
        else:
            text = value = clean(raw, quoted=kind is Kind.QUOTE)
            found = split_label(raw, words) if kind is not Kind.HEADING or draft.level == LEAD else None
            if found is not None:
                label, offset = found
                value_start = start + min(offset, len(raw))
                value = clean(raw[offset:], quoted=kind is Kind.QUOTE)
        parent = draft.parent
        add(
            Block(
                kind, start, end, draft.line, text, home, -1 if parent is None else parent.index, draft.depth, draft.level,
                label, value, value_start, draft.ordinal, draft.checked, draft.speaker, draft.clock, draft.cells, draft.header, draft.turn,
            )  # fmt: skip
        )
    return tuple(blocks), sections


def _sections(b: Builder) -> tuple[tuple[Section, ...], list[int]]:
    """The sections, and the section of each block (a heading stands in its own)."""
    titles: list[str] = [""]
    levels, headings, parents = [0], [-1], [-1]
    first, last = [0], [len(b.drafts)]
    homes: list[int] = []
    stack = [0]
    listed = False  # whether the lead-in at hand has seen its list
    for index, draft in enumerate(b.drafts):
        level = draft.level if draft.kind is Kind.HEADING else 0
        if level:
            while levels[stack[-1]] >= level:
                last[stack.pop()] = index
            titles.append(clean(b.source[draft.start : draft.end]).rstrip(" :："))
            levels.append(level)
            headings.append(index)
            parents.append(stack[-1])
            first.append(index + 1)
            last.append(len(b.drafts))
            stack.append(len(titles) - 1)
            listed = False
        elif levels[stack[-1]] == LEAD:
            if draft.kind in LISTED:
                listed = True
            elif listed and draft.parent is None:
                last[stack.pop()] = index
        homes.append(stack[-1])
    rows = zip(titles, levels, headings, parents, first, last, strict=True)
    return tuple([Section(*row) for row in rows]), homes
