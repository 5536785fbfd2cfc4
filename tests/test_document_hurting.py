"""Texts made to hurt are read to the end, whatever they repeat; reading needs a bounded multiple of their memory."""

import tracemalloc

import pytest

from notesllm.document import line_kinds, read, sentences

SIZE = 120_000  # a pass that is quadratic in it runs into the time limit of every test
HURTING = (
    *(
        "(",
        "*",
        "[",
        "[[",
        "_",
        "__",
        "`",
        "~",
        "<",
        "<!--",
        "<a ",
        "{%",
        "&#",
        "\\",
        "|",
        "=",
        "#",
        ":",
        "> ",
        " - ",
        "- ",
        "  - ",
    ),
    *(
        "**a",
        "**a**",
        "[a](",
        "![",
        "a b ",
        "a. ",
        "\t",
        "\n\n",
        "\r",
        "\n- a\n",
        "\n1. a\n",
        "a: b\n",
        "x\n===\n",
        "| a | b\n",
    ),
    *(
        "1. ",
        "Label: - a - b 1. c ",
        "**A:** ",
        "<a> b\n",
        "[0:00] A:\n",
        "...\n",
        "#table(\n",
        "ab-cd@ ",
        "A|B\n-|-\n",
        "? ",
    ),
)


@pytest.mark.parametrize("unit", HURTING)
def test_text_made_to_hurt_is_read(unit: str) -> None:
    text = unit * (SIZE // len(unit)) + "z"
    document = read(text)
    assert len(line_kinds(document)) == len(document.lines)
    for block in document.blocks:
        assert all(block.start <= found.start < found.end <= block.end for found in sentences(document, block))


def test_memory_is_a_bounded_multiple() -> None:
    text = "# Week\n\n- Ada: mend the fence by Sunday, and paint it green\n- [ ] Bo\n\nWe dug all day long.\n\n" * 3000
    tracemalloc.start()
    document = read(text)
    size, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert document.blocks
    assert (size / len(text), peak / len(text)) < (25, 40)
