"""Spans and lines: half-open ranges that overlap, and fall on lines."""

from notesllm.document import read
from notesllm.span import Span, split_lines


def test_spans_overlap_where_they_share_a_code_point() -> None:
    assert Span(0, 3).overlaps(Span(2, 5))
    assert not Span(0, 3).overlaps(Span(3, 5))


def test_lines_know_their_ranges() -> None:
    texts, lines = split_lines("one\r\ntwo\nthree")
    assert texts == ["one", "two", "three"]
    assert len(lines) == 3
    assert [lines.span(number) for number in (1, 2, 3)] == [(0, 5), (5, 9), (9, 14)]
    assert [lines.number(offset) for offset in (0, 4, 5, 13)] == [1, 1, 2, 3]


def test_a_block_has_a_span() -> None:
    document = read("# Garden club\n")
    assert document.blocks[0].span == Span(2, 13)
