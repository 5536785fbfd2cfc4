"""From the numbers of lines that a model cites to exact passages of the source."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from notesllm.document import Document
from notesllm.span import Span
from notesllm.summary import Evidence

LONGEST = 12  # lines that one answer may cite for one item: who cites all cites nothing


class Citing:
    """Tells what stands on the lines of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def starts(self) -> list[int]:
        """Where each block begins."""
        return [block.start for block in self._document.blocks]

    def passages(self, lines: Iterable[int], first: int, last: int) -> tuple[Evidence, ...]:
        """The content of the lines that are between ``first`` and ``last``, in order, each once; others are left out.

        Without list markers, heading marks and white space; lines of one block that follow each other are one passage.
        """
        limit = min(last, len(self._document.lines))
        numbers = sorted({number for number in lines if max(first, 1) <= number <= limit})[:LONGEST]
        spans: list[Span] = []
        for number in numbers:
            span, opens = self._content(number)
            if span is None:
                continue
            before = spans[-1] if spans else None
            if before and not opens and not self._document.source[before.end : span.start].strip():
                spans[-1] = Span(before.start, span.end)
            else:
                spans.append(span)
        return tuple([self._evidence(span) for span in spans])

    def all(self, first: int, last: int) -> tuple[Evidence, ...]:
        """The content of all lines from ``first`` to ``last``, for what is told without its lines."""
        start, end = self._document.lines.span(first).start, self._document.lines.span(last).end
        return (self._evidence(Span(start, end)),)

    def said(self, evidence: Evidence) -> str:
        """What is said in a passage, without who says it."""
        at = bisect_left(self.starts, evidence.start)
        if at < len(self.starts) and self._document.blocks[at].turn_start == evidence.start:
            return self._document.source[self.starts[at] : evidence.end]
        return evidence.quote

    def _content(self, number: int) -> tuple[Span | None, bool]:
        """Where the content of a line stands, and whether a block begins on it; no span where it says nothing."""
        source, (start, end) = self._document.source, self._document.lines.span(number)
        at = bisect_left(self.starts, start)
        opens = at < len(self.starts) and self.starts[at] < end
        if opens:
            block = self._document.blocks[at]
            start = block.turn_start if start <= block.turn_start < end else block.start
        text = source[start:end]
        if not any(character.isalnum() for character in text):
            return None, opens
        start += len(text) - len(text.lstrip())
        return Span(start, start + len(text.strip())), opens

    def _evidence(self, span: Span) -> Evidence:
        quote = self._document.source[span.start : span.end]
        return Evidence(start=span.start, end=span.end, line=self._document.lines.number(span.start), quote=quote)
