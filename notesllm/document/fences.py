"""Code between fences, and indented code."""

from collections.abc import Callable

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.model import Kind
from notesllm.document.text import flush

FENCE = regex(r"(`{3,}|~{3,}|\+{4,}|-{4,}(?=$)|\.{4,})[^`]*$")


def take_fence(b: Builder, text: str, _start: int, indent: int) -> bool:
    """Three backticks or tildes, up to the same again or the end of the notes."""
    match = FENCE.match(text)
    if match is None:
        return False
    flush(b)
    fence = match[1]
    parent = b.item if b.item is not None and indent > b.item.indent else None
    if parent is None:
        b.close_list()
    b.item = None  # a line below can't continue what stands above the code
    capture_code(b, lambda line: line.startswith(fence) and not line.strip(fence[0]), parent, indent)
    return True


def capture_code(b: Builder, ends: Callable[[str], bool], parent: Draft | None = None, indent: int = 0) -> None:
    """Take all lines as code, up to the first that ``ends`` it."""
    first = len(b.drafts)

    def capture(b: Builder, raw: str, offset: int) -> bool:
        line = raw.strip()
        if ends(line):
            b.capture = None
        elif line:
            at = offset + raw.index(line[0])
            if len(b.drafts) > first:
                b.drafts[-1].end = at + len(line)
            else:
                draft = b.add(Kind.CODE, at, at + len(line), indent)
                draft.parent, draft.depth = parent, parent.depth + 1 if parent else 0
        return True

    b.capture = capture
