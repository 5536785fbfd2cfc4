"""One look over all lines before any is read: which habits the notes have."""

from typing import NamedTuple

WRAP_LEAST, WRAP_MOST = 50, 130  # widths at which people wrap


class Survey(NamedTuple):
    """What the notes as a whole show."""

    marked: bool  # headings have marks (#, =, underlines, tags)
    wrap: int  # the column at which lines were broken; 0 where they were not
    format: str  # "markdown", "text", "transcript", "chat"


def survey(texts: list[str]) -> Survey:
    """Look over ``texts``, the lines of the source."""
    marked = 0
    widths: list[int] = []
    before = 0
    for text in texts:
        line = text.strip()
        if not line:
            before = 0
            continue
        first = line[0]
        if first == "#":
            marked += line.startswith(("# ", "## ", "### ", "#### ", "##"))
        elif first in "=-~^" and before and len(line) >= 4 and line.count(first) == len(line):
            marked += 1
        elif first == "=" and line.endswith(("=", "")) and line.lstrip("=").startswith(" "):
            marked += 1
        elif first == "<" and line[1:2] == "h" and line[2:3].isdigit():
            marked += 1
        if before and (first.isalnum() or text[0] in " \t"):
            widths.append(before)
        before = len(text.rstrip())
    return Survey(marked >= 2, _wrap(widths), "markdown" if marked >= 2 else "text")


def _wrap(widths: list[int]) -> int:
    # Lines that others follow end near the margin where text was wrapped, anywhere where it was not.
    if len(widths) < 4:
        return 0
    widths.sort()
    width = widths[int(len(widths) * 0.9) - 1]
    if not WRAP_LEAST <= width <= WRAP_MOST:
        return 0
    near = sum(1 for w in widths if width - 14 <= w <= width + 4)
    return width if near >= 0.4 * len(widths) else 0
