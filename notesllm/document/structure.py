"""Which lines hold content, and which are structure that no rule needs to account for."""

from notesllm.document.model import Document, Kind


def structure_lines(document: Document) -> frozenset[int]:
    """Numbers of the lines that are headings, rules, fences, borders, comments or front matter; no blank ones."""
    content: set[int] = set()
    number = document.lines.number
    for block in document.blocks:
        if block.kind is not Kind.HEADING:
            content.update(
                range(
                    number(block.turn_start) if block.turn_start >= 0 else block.line,
                    number(max(block.start, block.end - 1)) + 1,
                )
            )
    source, span = document.source, document.lines.span
    return frozenset(
        n for n in range(1, len(document.lines) + 1) if n not in content and source[slice(*span(n))].strip()
    )
