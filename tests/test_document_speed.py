"""Reading is linear, also for text made to hurt, and needs a bounded multiple of the text's memory."""

import time
import tracemalloc

import pytest

from notesllm.document import line_kinds, read, sentences

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


def _seconds(text: str) -> float:
    start = time.perf_counter()
    document = read(text)
    for block in document.blocks:
        sentences(document, block)
    line_kinds(document)
    return time.perf_counter() - start


@pytest.mark.parametrize("unit", HURTING)
def test_text_made_to_hurt_takes_linear_time(unit: str) -> None:
    text = unit * (60_000 // len(unit)) + "z"
    once = min(_seconds(text) for _ in range(2))
    # A quadratic pass would take sixteen times as long; the floor keeps the noise of a busy machine out.
    assert _seconds(text * 4) < max(10 * once, 0.5)


def test_memory_is_a_bounded_multiple() -> None:
    text = "# Week\n\n- Ada: mend the fence by Sunday, and paint it green\n- [ ] Bo\n\nWe dug all day long.\n\n" * 3000
    tracemalloc.start()
    document = read(text)
    size, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert document.blocks
    assert (size / len(text), peak / len(text)) < (25, 40)
