"""Which lines are blank, which hold content, and which are structure that no rule needs to account for."""

from notesllm.document.model import Document, Kind

CONTENT, BLANK, STRUCTURE = 0, 1, 2  # structure: headings, rules, fences, borders, comments, front matter
AS_CONTENT = bytes.maketrans(bytes([STRUCTURE]), bytes([CONTENT]))


def line_kinds(document: Document) -> bytearray:
    """What each line is, the first at 0."""
    starts, source = document.lines.starts, document.source
    ends = (*starts[1:], document.lines.end)
    kinds = bytearray([STRUCTURE if source[a:b].strip() else BLANK for a, b in zip(starts, ends, strict=True)])
    number, heading = document.lines.number, Kind.HEADING
    for block in document.blocks:
        if block.kind is heading:
            continue
        start, end, line, turn = block.start, block.end, block.line, block.turn_start
        first = line - 1 if turn < 0 else number(turn) - 1
        last = line if end <= ends[line - 1] else number(max(start, end - 1))
        kinds[first:last] = kinds[first:last].translate(AS_CONTENT)
    return kinds
