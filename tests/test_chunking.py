"""Cutting long notes: every line once, each piece within the budget, and where a reader would cut."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesllm.document import Document, read
from notesllm.llm.chunking import NUMBERED, Chunk, chunks
from notesllm.llm.tokens import estimated

LINES = st.sampled_from(
    [
        "# Weekly",
        "## Decisions",
        "Action items:",
        "- [ ] Ana: write the runbook by Friday",
        "  - and send it round",
        "Bo: I can take that.",
        "[10:03] Cy: The p95 is at 180 ms, and nobody knows why; it was at 120 before we moved the cache.",
        "We talked about the budget for a while, and nothing came of it.",
        "| Task | Owner |",
        "|---|---|",
        "| Deploy | Bo |",
        "",
        "x" * 700,
    ]
)


def size(document: Document, chunk: Chunk) -> int:
    numbers = range(chunk.first_line, chunk.last_line + 1)
    return sum(estimated(document.source[slice(*document.lines.span(n))]) + NUMBERED for n in numbers)


@given(st.lists(LINES, min_size=1, max_size=80).filter(any), st.integers(20, 400))
def test_every_line_once_and_within_the_budget(lines: list[str], budget: int) -> None:
    document = read("\n".join(lines))
    found = chunks(document, budget, estimated)
    told = [n for chunk in found for n in range(chunk.first_line, chunk.last_line + 1)]
    assert told == list(range(1, len(document.lines) + 1))
    for chunk in found:
        assert size(document, chunk) <= budget or chunk.first_line == chunk.last_line
    assert found == chunks(document, budget, estimated)
    if size(document, Chunk(1, len(document.lines))) <= budget:
        assert len(found) == 1


@given(st.lists(LINES, min_size=1, max_size=80).filter(any), st.integers(100, 400))
def test_chunks_are_few(lines: list[str], budget: int) -> None:
    """Two neighbours hold more than half a budget together, so there are at most four times as many as must be."""
    document = read("\n".join(lines))
    sizes = [size(document, chunk) for chunk in chunks(document, budget, estimated)]
    assert all(a + b > budget / 2 for a, b in pairwise(sizes))


SECTIONS = "".join(f"## Topic {n}\n\n" + "- a point that was made\n" * 9 + "\n" for n in range(12))
TALK = "".join(
    f"[10:{n:02}] {('Ana', 'Bo', 'Cy')[n % 3]}: first I said this,\nand then I said that.\n" for n in range(60)
)
PARAGRAPHS = "".join("We talked about the plan,\nand about its price,\nuntil lunch.\n\n" for _ in range(40))


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        pytest.param(SECTIONS, "## Topic", id="at sections"),
        pytest.param(TALK, "[10:", id="at turns"),
        pytest.param(PARAGRAPHS, "We talked", id="at paragraphs"),
    ],
)
def test_cuts_are_where_a_reader_would_cut(text: str, starts: str) -> None:
    document = read(text)
    found = chunks(document, 400, estimated)
    assert len(found) > 2
    for chunk in found:
        assert document.source[document.lines.span(chunk.first_line).start :].startswith(starts)


def test_a_higher_heading_is_the_better_place() -> None:
    text = "# One\n\n" + "- point\n" * 30 + "### Part\n\n" + "- point\n" * 6 + "# Two\n\n" + "- point\n" * 30
    document = read(text)
    first, second = chunks(document, size(document, Chunk(1, len(document.lines))) * 2 // 3, estimated)
    assert document.source[document.lines.span(second.first_line).start :].startswith("# Two")
    assert first.last_line + 1 == second.first_line


def test_sizes_are_alike() -> None:
    document = read("- a point that was made\n" * 101)
    whole = size(document, Chunk(1, 101))
    assert [chunk.last_line for chunk in chunks(document, whole - 1, estimated)] == [50, 101]


def test_a_line_of_more_than_the_budget_stands_alone() -> None:
    document = read("One.\n\n" + "word " * 900 + "\n\nTwo.\n")
    assert chunks(document, 100, estimated) == (Chunk(1, 2), Chunk(3, 3), Chunk(4, 5))


def test_what_stands_beside_a_line_counts() -> None:
    document = read("- a point\n" * 10)
    assert len(chunks(document, 100, estimated)) == 1
    assert len(chunks(document, 100, estimated, beside=lambda line: 90 if line == 5 else 4)) > 1


def test_a_long_text_is_covered_to_its_end(example: Path) -> None:
    document = read(example.read_text(encoding="utf-8") * 40)
    found = chunks(document, 300, estimated)
    assert found[-1].last_line == len(document.lines)
