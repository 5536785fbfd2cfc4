"""From the numbers of lines that a model cites to exact passages of the source."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property

from notesllm.document import Document, sentences
from notesllm.extract.likeness import key_words
from notesllm.span import Span
from notesllm.summary import Evidence

LONG = 240  # code points of a line of which only some sentences may be meant
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

    def narrowed(self, cited: Iterable[Evidence], words: frozenset[str]) -> tuple[Evidence, ...]:
        """The passages cut down to what of them has the ``words`` (stems), where a line holds much else.

        These are the entries that run on in one line, or the sentences of a long one: as few as share all the words.
        """
        found: list[Evidence] = []
        for passage in cited:
            parts = self._parts(passage)
            if len(parts) < 2:
                found.append(passage)
                continue
            kept = _cover([(part, words.intersection(key_words(self._text(part)))) for part in parts])
            found += [self._evidence(span) for span in kept]
        return tuple(found)

    def _parts(self, passage: Evidence) -> list[Span]:
        """The blocks that begin within a passage, or the sentences of a long one."""
        blocks, source = self._document.blocks, self._document.source
        first, last = bisect_left(self.starts, passage.start), bisect_left(self.starts, passage.end)
        if last - first < 2:
            if passage.end - passage.start < LONG or not 0 <= first - 1 < len(blocks):
                return []
            at = first if first < last else first - 1
            told = [Span(part.start, part.end) for part in sentences(self._document, blocks[at])]
            return [part for part in told if passage.start <= part.start and part.end <= passage.end]
        starts = [
            max(blocks[at].turn_start, passage.start) if blocks[at].turn_start >= 0 else blocks[at].start
            for at in range(first, last)
        ]
        ends = [*starts[1:], passage.end]
        spans = [
            Span(start, start + len(source[start:end].rstrip(" \t-*+|")))
            for start, end in zip(starts, ends, strict=True)
        ]
        return [span for span in spans if span.end > span.start]

    def _text(self, span: Span) -> str:
        return self._document.source[span.start : span.end]

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


def _cover(parts: list[tuple[Span, frozenset[str]]]) -> list[Span]:
    """As few of the parts as have all the words that any of them has, in order."""
    left = frozenset[str]().union(*[words for _, words in parts])
    kept: list[Span] = []
    while left:
        span, words = max(parts, key=lambda part: (len(part[1] & left), -part[0].start))
        kept.append(span)
        left -= words
    return sorted(kept)
