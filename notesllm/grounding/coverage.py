"""Every line of the source is accounted for."""

from collections.abc import Iterator

from notesllm.document import Document, structure_lines
from notesllm.summary import Coverage, Evidence, Item, MeetingSummary

BLANK, STRUCTURE, CITED = 1, 2, 3


def items_of(summary: MeetingSummary) -> Iterator[Item]:
    """Every item of a summary, in the order of its fields."""
    for name in type(summary).model_fields:
        value = getattr(summary, name)
        if isinstance(value, Item):
            yield value
        elif isinstance(value, tuple):
            yield from value


def coverage_of(summary: MeetingSummary, document: Document) -> Coverage:
    """How many lines are blank, structure, proof of an item, or read without yielding one."""
    lines = document.lines
    marks = bytearray(len(lines) + 1)
    for number in structure_lines(document):
        marks[number] = STRUCTURE
    for item in items_of(summary):
        for evidence in item.evidence:
            _mark_cited(marks, document, evidence)
    starts, source = lines.starts, document.source
    for number, start in enumerate(starts, 1):
        end = starts[number] if number < len(starts) else lines.end
        if not source[start:end].strip():
            marks[number] = BLANK
    counts = [marks.count(mark) for mark in (BLANK, STRUCTURE, CITED)]
    return Coverage(
        lines=len(lines), blank=counts[0], structure=counts[1], cited=counts[2], uncited=len(lines) - sum(counts)
    )


def _mark_cited(marks: bytearray, document: Document, evidence: Evidence) -> None:
    last = document.lines.number(max(evidence.start, evidence.end - 1))
    marks[evidence.line : last + 1] = bytes([CITED]) * (last + 1 - evidence.line)
