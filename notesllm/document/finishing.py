"""Drafts become blocks: clean text, labels, indices, and the sections they stand in."""

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.draft import GLUED, Draft
from notesllm.document.inline import PLAIN, clean, closed
from notesllm.document.labels import BOLD, NO_LABEL, SIGNS, SIMPLE, WORDS, split_label
from notesllm.document.model import Block, Kind, Section
from notesllm.lexicon import Lexicon

LEAD = 7
new = tuple.__new__  # half the time of a named tuple's own, which this loop is spared
# A member looked up on its enum costs ten times a global, and these loops see every block.
HEADING, ITEM, ROW, QUOTE, CODE = Kind.HEADING, Kind.ITEM, Kind.ROW, Kind.QUOTE, Kind.CODE
UTTERANCE = Kind.UTTERANCE
# The commonest blocks, told at one go: a label or none, and words without any markup.
BOLD_PLAIN = regex(f"{BOLD.pattern}({PLAIN.pattern})").fullmatch
SIMPLE_PLAIN = regex(f"(?:{SIMPLE.pattern})?+({PLAIN.pattern})").fullmatch
Told = tuple[str, str, str, int]  # text, label, value, where the value begins


def finish(b: Builder) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """All blocks and sections of the document."""
    drafts, source, words = b.drafts, b.source, b.words
    plans, homes = _sections(drafts)
    blocks: list[Block] = []
    append = blocks.append
    for draft, home in zip(drafts, homes, strict=True):
        kind, start, end = draft.kind, draft.start, draft.end
        text = None
        if draft.label is False and (kind is ITEM or kind is UTTERANCE or draft.level == LEAD):
            match = (BOLD_PLAIN if source[start] == "*" else SIMPLE_PLAIN)(source, start, end)
            if match is not None:
                label, value = match.groups()
                if "  " in value or ("@" in value and "-" in value):
                    pass
                elif label is None:
                    if ":" not in value and " - " not in value and value.isascii() and value[0] not in SIGNS:
                        label, text, value_start = "", value, start
                elif 6 < len(label) < 12 or (label.count(" ") < WORDS and label not in NO_LABEL):
                    text, value_start = f"{label}: {value}" if value else label + ":", end - len(value)
        if text is None:
            text, label, value, value_start = _told(draft, source, words)
        parent = draft.parent
        plan = (
            kind,
            start,
            end,
            draft.line,
            text,
            home,
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
        append(new(Block, plan))
    sections = [new(Section, (blocks[plan[1]].text.rstrip(" :：") if plan[1] >= 0 else "", *plan)) for plan in plans]
    return tuple(blocks), tuple(sections)


def _told(draft: Draft, source: str, words: Lexicon) -> Told:
    kind, start, end = draft.kind, draft.start, draft.end
    raw = source[start:end]
    if kind is CODE:
        return raw, "", raw, start
    if kind is ROW:
        text = " | ".join([cell.text for cell in draft.cells if cell.text])
        return text, "", text, start
    found = draft.label
    if kind is HEADING and draft.level != LEAD:
        found = None
    elif found is False:
        found = split_label(raw, words)
    quoted = kind is QUOTE
    if not found:
        text = clean(raw, quoted=quoted)
        return text, "", text, start
    label, offset, bare = found
    value = clean(raw[offset:], quoted=quoted)
    lead = label + ":" if bare else closed(clean(raw[:offset]).strip(), raw[offset:])
    return f"{lead} {value}" if value else lead, label, value, min(start + offset, end)


def _sections(drafts: list[Draft]) -> tuple[list[tuple[int, int, int, int, int]], list[int]]:
    """The sections but for their titles, and the section of each block (a heading stands in its own)."""
    levels, headings, parents = [0], [-1], [-1]
    first, last = [0], [len(drafts)]
    homes: list[int] = []
    stack = [0]
    home = 0
    listed = False  # whether the lead-in at hand has seen its list
    listing = False  # whether the section at hand is one that ends with its list
    glued = False  # whether its heading stands right above its entries
    said = False  # whether the section at hand has seen someone speak
    for index, draft in enumerate(drafts):
        draft.index = index
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
            listing = glued or level == LEAD
        elif listing:
            if draft.afresh or (kind is UTTERANCE and not said and index > headings[home] + 1):
                last[stack.pop()] = index
                home = stack[-1]
                listing = glued = False
            elif kind is ITEM or kind is ROW or (glued and not draft.blank):
                listed = True
            elif listed and draft.parent is None:
                last[stack.pop()] = index
                home = stack[-1]
                listing = glued = False
            said = said or kind is UTTERANCE
        homes.append(home)
    return list(zip(levels, headings, parents, first, last, strict=True)), homes
