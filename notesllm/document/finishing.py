"""Drafts become blocks: clean text, labels, indices, and the sections they stand in."""

from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.inline import clean
from notesllm.document.model import Block, Kind, Section
from notesllm.lexicon import Lexicon

LEAD = 7
# A member looked up on its enum costs ten times a global, and these loops see every block.
HEADING, ITEM, ROW, QUOTE, CODE = Kind.HEADING, Kind.ITEM, Kind.ROW, Kind.QUOTE, Kind.CODE


def finish(b: Builder) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """All blocks and sections of the document."""
    drafts = b.drafts
    source, words = b.source, b.words
    values = [_read_inline(draft, index, source, words) for index, draft in enumerate(drafts)]
    sections, homes = _sections(drafts)
    blocks = tuple([_block(*each) for each in zip(drafts, values, homes, strict=True)])
    return blocks, sections


def _read_inline(draft: Draft, index: int, source: str, words: Lexicon) -> tuple[str, str, int]:
    """Set the text of ``draft``; its label, its value, and where that begins."""
    draft.index = index
    kind, start = draft.kind, draft.start
    if kind is CODE:
        draft.text = source[start : draft.end]
        return "", draft.text, start
    if kind is ROW:
        draft.text = " | ".join([cell.text for cell in draft.cells if cell.text])
        return "", draft.text, start
    quoted = kind is QUOTE
    raw = source[start : draft.end]
    label = draft.labelled(source, words) if kind is not HEADING or draft.level == LEAD else None
    if label is None:
        draft.text = clean(raw, quoted=quoted)
        return "", draft.text, start
    offset = min(label.value, len(raw))
    value = clean(raw[offset:], quoted=quoted)
    lead = label.text + ":" if label.bare else clean(raw[:offset]).strip()
    draft.text = f"{lead} {value}" if value else lead
    return label.text, value, start + offset


def _block(draft: Draft, inline: tuple[str, str, int], home: int) -> Block:
    parent = draft.parent
    label, value, value_start = inline
    return Block(
        draft.kind, draft.start, draft.end, draft.line, draft.text, home, -1 if parent is None else parent.index,
        draft.depth, draft.level, label, value, value_start, draft.ordinal, draft.checked, draft.speaker, draft.clock,
        draft.cells, draft.header, draft.turn,
    )  # fmt: skip


def _sections(drafts: list[Draft]) -> tuple[tuple[Section, ...], list[int]]:
    """The sections, and the section of each block (a heading stands in its own)."""
    titles: list[str] = [""]
    levels, headings, parents = [0], [-1], [-1]
    first, last = [0], [len(drafts)]
    homes: list[int] = []
    stack = [0]
    listed = False  # whether the lead-in at hand has seen its list
    for index, draft in enumerate(drafts):
        level = draft.level if draft.kind is HEADING else 0
        if level:
            while levels[stack[-1]] >= level:
                last[stack.pop()] = index
            titles.append(draft.text.rstrip(" :："))
            levels.append(level)
            headings.append(index)
            parents.append(stack[-1])
            first.append(index + 1)
            last.append(len(drafts))
            stack.append(len(titles) - 1)
            listed = False
        elif levels[stack[-1]] == LEAD:
            if draft.kind is ITEM or draft.kind is ROW:
                listed = True
            elif listed and draft.parent is None:
                last[stack.pop()] = index
        homes.append(stack[-1])
    rows = zip(titles, levels, headings, parents, first, last, strict=True)
    return tuple([Section(*row) for row in rows]), homes
