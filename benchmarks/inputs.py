"""What is measured on: the examples, and long notes grown from them."""

import re
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
MINUTES = EXAMPLES / "q3-engineering-all-hands.txt"
TRANSCRIPT = EXAMPLES / "architecture-review-transcript.txt"
MB = 1_000_000

# Units of texts that hurt readers which look ahead, or back, or nest without bound.
HURTING = (
    *("(", "[", "[[", "<!--", "&#", " - ", "**a", "[a](", "a b "),
    *("\n- a\n", "a: b\n", "| a | b\n", "Label: - a - b 1. c ", "**A:** ", "[0:00] A:\n", "#table(\n"),
)

_FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d{3,}\b")  # a year stays, or its date would be none
_PROSE = re.compile(r"(?m)^(.*\w+(?: \w+){5}\b)")


def grown(path: Path, size: int) -> str:
    """At least ``size`` characters: the notes again and again, with figures and wording of their own each time.

    Plain repetition would be kind to caches and to whatever removes duplicates; nobody's notes are like that.
    """
    text = path.read_text(encoding="utf-8")
    parts: list[str] = []
    length = 0
    while length < size:
        number = len(parts)
        varied = _PROSE.sub(rf"\1 no{number}", _FIGURE.sub(lambda figure: str(int(figure[0]) + number), text))  # noqa: B023
        parts.append(varied)
        length += len(varied)
    return "".join(parts)
