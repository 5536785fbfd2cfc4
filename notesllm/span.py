"""Half-open ranges of code points into the source text, and the lines they fall on."""

from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """``source[start:end]``; offsets are code points, as Python indexes ``str``."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Lines(NamedTuple):
    """Where each line of a text begins; line ends stay part of their line."""

    starts: tuple[int, ...]
    end: int

    def number(self, offset: int) -> int:
        """The 1-based number of the line that holds ``offset``."""
        return bisect_right(self.starts, offset)

    def span(self, number: int) -> Span:
        """The range of line ``number`` (1-based), its line end included."""
        end = self.starts[number] if number < len(self.starts) else self.end
        return Span(self.starts[number - 1], end)

    def __len__(self) -> int:
        return len(self.starts)


def split_lines(text: str) -> tuple[list[str], Lines]:
    r"""The lines of ``text`` without their ends, and where they begin.

    Only ``\n``, ``\r\n`` and ``\r`` end a line, as editors count them.
    """
    if "\r" in text:
        import re  # noqa: PLC0415 - only old Mac and Windows files pay for it

        pieces = re.split(r"(\r\n?|\n)", text)
        texts = pieces[::2]
        starts = [0, *accumulate([len(line) + len(end) for line, end in zip(texts, pieces[1::2], strict=False)])]
    else:
        texts = text.split("\n")
        starts = [0, *accumulate([len(line) + 1 for line in texts[:-1]])]
    if len(texts) > 1 and not texts[-1]:
        texts.pop()
        starts.pop()
    return texts, Lines(tuple(starts), len(text))
