"""Figures one after another under a label that announces them: "Numbers: velocity 31, open bugs: 7, 12 deploys"."""

from notesllm._regex import regex
from notesllm.extract.metrics.labelled import LONGEST_LABEL, MARKS, figure_of
from notesllm.extract.metrics.measure import Measure, beside, with_tail
from notesllm.extract.metrics.naming import is_name, left_name, right_name
from notesllm.extract.metrics.place import place_of
from notesllm.extract.metrics.said import Said
from notesllm.extract.metrics.stated import parted
from notesllm.extract.metrics.wording import Wording

JOINT = regex(r"[;·|]\s*|[.,]\s+(?![^(]*\))")


def listed(text: str, words: Wording) -> list[Measure]:
    """The named figures in ``text``, a part after another; what has no name of its own is left out."""
    return [measure for part in JOINT.split(text) if (measure := _part(part.strip(), words))]


def _part(text: str, words: Wording) -> Measure | None:
    if len(text) > 2 * LONGEST_LABEL or not any(c.isdigit() for c in text):
        return None
    figure = figure_of(text, words) if text[:1].isdecimal() or text[:1] in MARKS else None
    said = Said(text, words)
    told = None
    if figure is None:
        figure = said.figures[0] if said.figures else None
        if figure is None:
            return None
        first = place_of(said, figure, words).lead
        first -= said.before(first, words.links)
        name = left_name(text.replace(":", " "), said.starts[first], words)
        whole = first <= len(name.split()) + 1  # the name is all that stands before
    else:
        told = parted(said, place_of(said, figure, words), words)
        name = told.name if told else right_name(text, figure.end, words)
        whole = bool(told) or len(text) - figure.end - len(name) < 3 or text[figure.end :].lstrip().startswith(name)
    if not whole or not is_name(name, words) or name.casefold() in words.excluded:
        return None
    shown, unit, end = with_tail(text, figure, words)
    if told and told.end:
        shown, unit, end = text[figure.start : told.end], None, told.end
    side = beside(text, end, words)
    return Measure(name, shown, figure.number, unit, (told and told.target) or side.target, side.previous, side.change)
