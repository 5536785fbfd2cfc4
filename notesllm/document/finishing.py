"""Drafts become blocks: clean text, labels, indices, and the sections they stand in."""

from notesllm.document.builder import Builder
from notesllm.document.draft import GLUED, Draft
from notesllm.document.inline import clean
from notesllm.document.labels import Label, split_label
from notesllm.document.model import Block, Kind, Section

LEAD = 7
new = tuple.__new__  # half the time of a named tuple's own, which this loop is spared
# A member looked up on its enum costs ten times a global, and these loops see every block.
HEADING, ITEM, ROW, QUOTE, CODE = Kind.HEADING, Kind.ITEM, Kind.ROW, Kind.QUOTE, Kind.CODE
UTTERANCE = Kind.UTTERANCE


def finish(b: Builder) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """All blocks and sections of the document."""
    drafts, source, words = b.drafts, b.source, b.words
    plans, homes = _sections(drafts)
    blocks: list[Block] = []
    for index, draft in enumerate(drafts):
        draft.index = index
        kind, start, end = draft.kind, draft.start, draft.end
        label, value_start = "", start
        if kind is CODE:
            text = value = source[start:end]
        elif kind is ROW:
            text = value = " | ".join([cell.text for cell in draft.cells if cell.text])
        else:
            raw = source[start:end]
            quoted = kind is QUOTE
            found = draft.label
            if kind is HEADING and draft.level != LEAD:
                found = None
            elif found is False:
                found = split_label(raw, words)
            if not isinstance(found, Label):
                text = value = clean(raw, quoted=quoted)
            else:
                label, offset, bare = found
                value = clean(raw[offset:], quoted=quoted)
                value_start = min(start + offset, end)
                lead = label + ":" if bare else clean(raw[:offset]).strip()
                text = f"{lead} {value}" if value else lead
        parent = draft.parent
        plan = (
            kind,
            start,
            end,
            draft.line,
            text,
            homes[index],
            -1 if parent is None else parent.index,
            draft.depth,
            draft.level,
            label,
            value,
            value_start,
            draft.ordinal,
            draft.checked,
            draft.speaker,
            draft.clock,
            draft.cells,
            draft.header,
            draft.turn,
        )
        blocks.append(new(Block, plan))
    sections = [Section(blocks[plan[1]].text.rstrip(" :：") if plan[1] >= 0 else "", *plan) for plan in plans]
    return tuple(blocks), tuple(sections)


def _sections(drafts: list[Draft]) -> tuple[list[tuple[int, int, int, int, int]], list[int]]:
    """The sections but for their titles, and the section of each block (a heading stands in its own)."""
    levels, headings, parents = [0], [-1], [-1]
    first, last = [0], [len(drafts)]
    homes: list[int] = []
    stack = [0]
    home = 0
    listed = False  # whether the lead-in at hand has seen its list
    glued = False  # whether the heading at hand stands right above its entries
    said = False  # whether the section at hand has seen someone speak
    for index, draft in enumerate(drafts):
        kind = draft.kind
        if kind is HEADING:
            level = draft.level
            while levels[stack[-1]] >= level:
                last[stack.pop()] = index
            home = len(levels)
            levels.append(level)
            headings.append(index)
            parents.append(stack[-1])
            first.append(index + 1)
            last.append(len(drafts))
            stack.append(home)
            listed = said = False
            glued = draft.marker == GLUED
        elif glued or levels[home] == LEAD:
            if draft.afresh or (kind is UTTERANCE and not said and index > headings[home] + 1):
                last[stack.pop()] = index
                home = stack[-1]
                glued = False
            elif kind is ITEM or kind is ROW or (glued and not draft.blank):
                listed = True
            elif listed and draft.parent is None:
                last[stack.pop()] = index
                home = stack[-1]
                glued = False
            said = said or kind is UTTERANCE
        homes.append(home)
    return list(zip(levels, headings, parents, first, last, strict=True)), homes
