"""The notes as a model sees them: numbered lines between two fences that no line of theirs can be."""

import re
from collections.abc import Callable, Mapping, Sequence

FENCES = ("<notes>", "</notes>")
NO_WORDS = frozenset("-|=_*:+~#.>` \t")  # a line of nothing else is a rule or a table's border
BULLET = re.compile(r"^([ \t]*)[-*+•] +")  # that lines are lines, their numbers show
ESCAPED = re.compile(r"\\([$*_#~\[\]()-])")
# What ends a line for one reader or another: inside one of our lines it would begin another, without a number.
BREAKS = str.maketrans(dict.fromkeys("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " "))


def numbered(
    lines: Sequence[str],
    first: int,
    hide: Callable[[str], str],
    marks: Mapping[int, str] | None = None,
) -> str:
    """``lines``, of which the first has the number ``first``, fenced; without blank ones, bullets, escapes and bold.

    Each begins with its number, so none can be a fence; ``marks`` stand in brackets right at the number, where no text
    of the notes ever is. ``hide`` is applied to every line; the marks are hidden already.
    """
    marks = marks or {}
    told: list[str] = []
    for number, line in enumerate(lines, first):
        text = _shown(hide(line.translate(BREAKS)))
        if not NO_WORDS.issuperset(text):
            mark = marks.get(number)
            told.append(f"{number}[{mark}] {text}" if mark else f"{number} {text}")
    return "\n".join([FENCES[0], *told, FENCES[1]])


def _shown(line: str) -> str:
    return ESCAPED.sub(r"\1", BULLET.sub(r"\1", line.translate(BREAKS).replace("**", "").rstrip()))
