"""Walking the outline: what stands under a block, and beside it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from notesllm._regex import regex
from notesllm.document import Block, Kind
from notesllm.lexicon import Lexicon, lexicon, phrase_key

ASIDE = regex(r"\s*\([^()]{0,60}\)\s*$")
NUMBERED = regex(r"\s*[#№]?\s*\d{1,3}(?:[./]\d{1,4})?$")  # "Decision 5.2"
WIDEST = 40  # entries looked at under or beside one


def children(blocks: Sequence[Block], index: int) -> Iterator[int]:
    """The blocks right under ``index``, in order."""
    for at in range(index + 1, len(blocks)):
        parent = blocks[at].parent
        if parent == index:
            yield at
        elif parent < index:
            return


def run_after(blocks: Sequence[Block], index: int) -> Iterator[int]:
    """The list that a lead-in begins: its children, else the entries that follow it directly in its section."""
    found = False
    for at in children(blocks, index):
        found = True
        yield at
    if found:
        return
    lead = blocks[index]
    for at in range(index + 1, min(len(blocks), index + 1 + WIDEST)):
        block = blocks[at]
        if block.kind is not Kind.ITEM or (block.section != lead.section and lead.kind is not Kind.HEADING):
            return
        if block.parent == lead.parent or (block.parent < 0 and lead.kind is Kind.HEADING):
            yield at
        elif block.parent < index:
            return


def beside(blocks: Sequence[Block], index: int) -> Iterator[int]:
    """The blocks that follow ``index`` under the same parent, in the same section."""
    own = blocks[index]
    for at in range(index + 1, min(len(blocks), index + 1 + WIDEST)):
        block = blocks[at]
        if block.section != own.section or block.parent < own.parent:
            return
        if block.parent == own.parent:
            yield at


@lru_cache(maxsize=8192)
def label_key(label: str) -> str:
    """The form in which a label is looked up."""
    return phrase_key(label)


def field_of(block: Block, words: Lexicon) -> str:
    """The field that the block's label names ("decision" for "Decision 2: …"), "" for none."""
    return _field(block.label, words.language) if block.label else ""


def label_field(label: str, words: Lexicon) -> str:
    """The field that a label names, its number aside."""
    return _field(label, words.language)


@lru_cache(maxsize=8192)
def _field(label: str, language: str) -> str:
    labels = lexicon(language).labels
    key = phrase_key(ASIDE.sub("", label) if "(" in label else label)
    return labels.get(key) or labels.get(NUMBERED.sub("", key), "")


def joined(blocks: Sequence[Block], index: int, *, limit: int = 240) -> tuple[str, int]:
    """A lead-in with what is listed under it in one text ("Storage: local; JSON"), and the last entry's index."""
    parts: list[str] = []
    last, length = index, 0
    for at in run_after(blocks, index):
        text = blocks[at].text.rstrip(" .;,")
        length += len(text)
        if parts and length > limit:
            break
        parts.append(text)
        last = at
    return f"{blocks[index].text.rstrip()} {'; '.join(parts)}".strip(), last
