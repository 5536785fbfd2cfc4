"""Every line of the source is accounted for."""

from collections.abc import Iterator

from notesllm.document import BLANK, CONTENT, STRUCTURE, Document, line_kinds
from notesllm.summary import Coverage, Item, MeetingSummary

CITED = 3
AS_CITED = bytes.maketrans(bytes([CONTENT, STRUCTURE]), bytes([CITED, CITED]))


def items_of(summary: MeetingSummary) -> Iterator[Item]:
    """Every item of a summary, in the order of its fields."""
    for name in type(summary).model_fields:
        value = getattr(summary, name)
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, Item):
            yield value


def coverage_of(summary: MeetingSummary, document: Document) -> Coverage:
    """How many lines are blank, structure, proof of an item, or read without yielding one."""
    kinds = line_kinds(document)
    number, ends = document.lines.number, (*document.lines.starts[1:], document.lines.end)
    for item in items_of(summary):
        for evidence in item.evidence:
            line, end = evidence.line, evidence.end
            last = line if end <= ends[line - 1] else number(end - 1)
            kinds[line - 1 : last] = kinds[line - 1 : last].translate(AS_CITED)
    blank, structure, cited = (kinds.count(kind) for kind in (BLANK, STRUCTURE, CITED))
    lines = len(kinds)
    return Coverage(
        lines=lines, blank=blank, structure=structure, cited=cited, uncited=lines - blank - structure - cited
    )
