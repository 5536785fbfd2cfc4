"""Long notes in pieces that fit into one call, cut where a reader would cut them."""

from collections.abc import Callable
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

from notesllm.document import Document, Kind

NUMBERED = 4  # tokens that a line's number and its line end take in a prompt
# How good a place each is to cut before; a heading's is better the higher it stands.
_LINE, _NESTED, _BLOCK, _TURN, _SECTION = range(5)


class Chunk(NamedTuple):
    """The lines (1-based, both included) of one call."""

    first_line: int
    last_line: int


def chunks(
    document: Document,
    budget_tokens: int,
    counter: Callable[[str], int],
    *,
    beside: Callable[[int], int] = lambda _: NUMBERED,
) -> tuple[Chunk, ...]:
    """Cut ``document`` into as few chunks of about the same size as fit into ``budget_tokens`` each.

    Together they are all lines, each once. A cut is before a heading where one is near enough, else before a speaker's
    turn, else before a block, else between lines; a line that alone is more than the budget stands alone.
    ``beside`` tells the tokens that are shown beside a line (by its number), such as its number and findings.
    """
    spans = [document.lines.span(number) for number in range(1, len(document.lines) + 1)]
    sizes = [counter(document.source[start:end]) + beside(n) for n, (start, end) in enumerate(spans, start=1)]
    before = [0, *accumulate(sizes)]  # tokens before each line (0-based)
    borders = _borders(document)
    cuts = [0]
    while cuts[-1] < len(sizes):
        cuts.append(_next_cut(cuts[-1], before, borders, budget_tokens))
    return tuple(Chunk(start + 1, end) for start, end in pairwise(cuts))


def _next_cut(start: int, before: list[int], borders: list[int], budget: int) -> int:
    """The line (0-based) before which the chunk that begins at ``start`` ends."""
    last = len(borders)
    left = before[last] - before[start]
    if left <= budget:
        return last
    target = before[start] + left / ceil(left / budget)  # all chunks alike, instead of a crumb at the end
    best, best_rank, best_gap = start + 1, (False, -1), 0.0
    for cut in range(start + 1, last):
        if before[cut] - before[start] > budget:
            break
        near = (before[cut] - before[start]) * 2 >= target - before[start]
        rank, gap = (near, borders[cut]), abs(before[cut] - target)
        if rank > best_rank or (rank == best_rank and gap < best_gap):
            best, best_rank, best_gap = cut, rank, gap
    return best


def _borders(document: Document) -> list[int]:
    """For each line (0-based), how good a place it is to cut before it."""
    borders = [_LINE] * len(document.lines)
    for block in document.blocks:
        rank = _NESTED if block.parent >= 0 else _BLOCK
        line = block.line
        if block.kind is Kind.HEADING:
            rank = _SECTION + 7 - min(block.level, 7)  # the lowest is a lead-in
        elif block.kind is Kind.UTTERANCE:
            rank = _TURN
            if block.turn_start >= 0:
                line = document.lines.number(block.turn_start)
        borders[line - 1] = max(borders[line - 1], rank)
    return borders
