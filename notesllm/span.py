"""Half-open ranges of code points into the source text, and the lines they fall on."""

from bisect import bisect_right
from typing import NamedTuple


class Span(NamedTuple):
    """``source[start:end]``; offsets are code points, as Python indexes ``str``."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def trimmed(self, source: str) -> "Span":
        """The same range without white space at its ends."""
        text = source[self.start : self.end]
        lead = len(text) - len(text.lstrip())
        return Span(self.start + lead, self.start + max(lead, len(text.rstrip())))


class Lines(NamedTuple):
    """Where each line of a text begins; line ends stay part of their line."""

    starts: tuple[int, ...]
    end: int

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Index ``text``. Only ``\\n``, ``\\r\\n`` and ``\\r`` end a line, as editors count them."""
        starts = [0]
        append = starts.append
        find, at = text.find, 0
        if "\r" in text:
            import re  # noqa: PLC0415 - only old Mac and Windows files pay for it

            starts += [m.end() for m in re.finditer(r"\r\n?|\n", text)]
        else:
            while (at := find("\n", at) + 1) > 0:
                append(at)
        if len(starts) > 1 and starts[-1] == len(text):
            starts.pop()
        return cls(tuple(starts), len(text))

    def number(self, offset: int) -> int:
        """The 1-based number of the line that holds ``offset``."""
        return bisect_right(self.starts, offset)

    def span(self, number: int) -> Span:
        """The range of line ``number`` (1-based), its line end included."""
        end = self.starts[number] if number < len(self.starts) else self.end
        return Span(self.starts[number - 1], end)

    def __len__(self) -> int:
        return len(self.starts)
