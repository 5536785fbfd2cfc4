"""Figures in the rows of a table: which column holds what."""

from collections.abc import Mapping, Sequence

from notesllm.document import Block
from notesllm.extract.metrics.labelled import LONGEST_LABEL, figure_of
from notesllm.extract.metrics.measure import Measure, with_tail
from notesllm.extract.metrics.naming import is_name
from notesllm.extract.metrics.wording import Wording
from notesllm.lexicon import phrase_key

SIDES = ("goal", "previous", "change")
FIELDS = frozenset({"metric", "value", *SIDES})


def columns(header: Sequence[str], labels: Mapping[str, str], words: Wording, *, measuring: bool) -> dict[str, int]:
    """Which column of a table holds a metric's name, value, target, previous value and change; {} for another table.

    ``measuring`` is true under a heading that announces figures.
    """
    found: dict[str, int] = {}
    periods: list[int] = []
    for at, head in enumerate(header):
        key = phrase_key(head)
        rest = [word for word in key.split() if not _period(word, words)]
        field = labels.get(key, "")
        if field not in FIELDS:
            field = labels.get(" ".join(rest), "")
        if field in FIELDS:
            found.setdefault(field, at)
        elif at and key and not rest:
            periods.append(at)
    if "value" not in found and periods and (measuring or "metric" in found):
        at = max(periods, key=lambda at: (_year(header[at]), _part(header[at]), at))
        found["value"] = at
        periods.remove(at)
    if "value" in found and periods:  # "Q1 actual" beside "Q1 FY24"
        found.setdefault("previous", max(periods, key=lambda at: (_year(header[at]), _part(header[at]), at)))
    if "value" not in found or not (measuring or "metric" in found or len(found) > 1):
        return {}
    found.setdefault("metric", 0)
    return found if found["metric"] != found["value"] else {}


def _period(word: str, words: Wording) -> bool:
    """Whether a word of a column's head names a time: "q1", "fy24", "2024", "ytd"."""
    digits = word.lstrip("qfyhw'’")
    return word in words.periods or (digits.isdecimal() and len(word) - len(digits) <= 2)


def _year(head: str) -> int:
    """The year of a column's head in its last two digits, -1 for none."""
    numbers = ["".join(filter(str.isdecimal, word)) for word in head.split()]
    return max((int(number[-2:]) for number in numbers if len(number) in {2, 4}), default=-1)


def _part(head: str) -> int:
    """The quarter or half of a column's head."""
    return max(
        (int(word[1]) for word in head.casefold().split() if word[:1] in "qh" and word[1:].isdecimal()), default=0
    )


def tabled(block: Block, at: Mapping[str, int], words: Wording) -> Measure | None:
    """The metric of a table's row."""

    def cell(field: str) -> str | None:
        index = at.get(field)
        text = block.cells[index].text.strip() if index is not None and index < len(block.cells) else ""
        return text or None

    name, value = cell("metric"), cell("value")
    figure = figure_of(value, words) if value else None
    if not name or not value or figure is None or len(name) > LONGEST_LABEL or not is_name(name, words):
        return None
    _, unit, _ = with_tail(value, figure, words)
    sides = [text if text and any(c.isdigit() for c in text) else None for text in map(cell, SIDES)]
    return Measure(name, value, figure.number, unit, sides[0], sides[1], sides[2])
