"""Figures under a label or in a table's row: "Test coverage: 87.3% (target: 85%)"."""

from collections.abc import Mapping

from notesllm.document import Block
from notesllm.extract.metrics.figures import FIGURE, Figure, figure_at
from notesllm.extract.metrics.measure import Measure, beside, with_tail
from notesllm.extract.metrics.naming import is_name
from notesllm.extract.metrics.wording import Wording
from notesllm.lexicon import phrase_key

LONGEST_LABEL = 60
COLUMNS = ("value", "goal", "previous", "change")


def figure_of(text: str, words: Wording) -> Figure | None:
    """The figure with which ``text`` begins, "about" and the like aside."""
    lead = words.lead.match(text)
    match = FIGURE.match(text, lead.end() if lead else 0)
    return figure_at(match, comma=words.comma) if match else None


def labelled(block: Block, words: Wording, *, measuring: bool) -> Measure | None:
    """The figure that a label names.

    ``measuring`` is true under a heading that announces figures: elsewhere a mere count needs a target, a previous
    value or a change beside it.
    """
    value = block.value
    moved = words.moved.match(value)
    if moved:
        inner = FIGURE.match(value, moved.start("figure"))
        figure = figure_at(inner, comma=words.comma) if inner else None
        previous = moved["previous"]
    else:
        figure, previous = figure_of(value, words), None
    if figure is None:
        return None
    shown, unit, end = with_tail(value, figure, words)
    if not measuring and not moved and words.share.match(value, end):
        return None
    side = beside(value, end, words)
    previous = previous or side.previous
    if not (measuring or figure.strong or side.target or previous or side.change):
        return None
    name, state = block.label.strip(" .:*_"), words.state.search(value[figure.start :])
    if state and state.start() == 0 and state["what"].casefold() in words.done and phrase_key(name) not in words.bare:
        name = f"{name} {state['what']}"
    return Measure(name, shown, figure.number, unit, side.target, previous, side.change)


def columns(header: tuple[str, ...], labels: Mapping[str, str], keys: Mapping[int, str]) -> dict[str, int]:
    """Which column of a table holds a metric's name, value, target, previous value and change; {} for another table."""
    found: dict[str, int] = {}
    for at, _ in enumerate(header):
        field = labels.get(keys[at], "")
        if field in {"metric", *COLUMNS}:
            found.setdefault(field, at)
    named = "metric" in found
    if "value" not in found or not (named or len(found) > 1):
        return {}
    found.setdefault("metric", 0)
    return found if found["metric"] != found["value"] else {}


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
    sides = [text if text and any(c.isdigit() for c in text) else None for text in map(cell, COLUMNS[1:])]
    return Measure(name, value, figure.number, unit, sides[0], sides[1], sides[2])
