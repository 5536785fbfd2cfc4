"""A named figure before it becomes an item, and what stands beside it: target, previous value, change."""

import re
from typing import NamedTuple

from notesllm.extract.metrics.figures import FIGURE, Figure, figure_at
from notesllm.extract.metrics.wording import Wording

BREAK = re.compile(r"[.;,!?](?:\s|$)|[()|\[\]]|\s[-–—]\s|:\s")
NUMBER = re.compile(r"(?<!\w)\d[\d.,]*")
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_TAIL = 3  # words of a unit: "story points", "points per sprint"
REACH = 160  # characters behind a figure in which its target may stand


class Measure(NamedTuple):
    """A name, a figure as written, and what stands beside it."""

    name: str
    value: str
    number: float | None
    unit: str | None
    target: str | None
    previous: str | None
    change: str | None


class Beside(NamedTuple):
    """What is told right behind a figure."""

    target: str | None = None
    previous: str | None = None
    change: str | None = None


def beside(text: str, start: int, words: Wording) -> Beside:
    """The target, the previous value and the change that stand behind a figure."""
    rest = text[start : start + REACH]
    if not any(c.isdigit() for c in rest):
        return Beside()
    change = words.delta.search(rest)
    target, begin, end = _figure(words.target, rest, words)
    previous, _, _ = _figure(words.previous, rest[:begin] + rest[end:], words)  # "(target was 8K)" tells none
    return Beside(target, previous, change and change["delta"].strip())


def _figure(pattern: re.Pattern[str], text: str, words: Wording) -> tuple[str | None, int, int]:
    """The first figure that ``pattern`` announces, if it is one and not a year, and where it is told."""
    match = pattern.search(text)
    inner = FIGURE.match(text, match.start("figure")) if match and not _another(text[: match.start()]) else None
    figure = figure_at(inner, comma=words.comma) if inner else None
    return (figure.value, match.start(), figure.end) if match and figure else (None, 0, 0)


def _another(between: str) -> bool:
    """Whether another figure stands between, to which the target or previous value may belong instead."""
    opened = between.rfind("(")
    if opened > between.rfind(")"):
        between = between[:opened]
    return any(not YEAR.fullmatch(number) for number in NUMBER.findall(between))


def with_tail(text: str, figure: Figure, words: Wording) -> tuple[str, str | None, int]:
    """The value as written with the noun that it counts ("23 open bugs"), its unit, and where it ends."""
    if figure.strong:
        noun = words.change.match(text, figure.end)
        end = noun.end() if noun else figure.end
        return text[figure.start : end].strip(), figure.unit, end
    rest = text[figure.end : figure.end + 60]
    stop = BREAK.search(rest)
    end = figure.end
    for count, token in enumerate(re.finditer(r"\S+", rest[: stop.start() if stop else None])):
        word = token[0].casefold().strip(".,")
        if count == LONGEST_TAIL or (word in words.tail and not (word == "per" and count)) or not word[:1].isalpha():
            break
        end = figure.end + token.start() + len(token[0].rstrip(".,"))
    tail = text[figure.end : end].strip()
    return text[figure.start : end].strip(), " ".join(filter(None, (figure.unit, tail))) or None, end
