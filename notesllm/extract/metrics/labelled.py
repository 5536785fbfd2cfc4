"""Figures under a label: "Test coverage: 87.3% (target: 85%)"."""

from notesllm.document import Block
from notesllm.extract.metrics.changes import moved
from notesllm.extract.metrics.figures import FIGURE, Figure, figure_at
from notesllm.extract.metrics.measure import NOTHING, Measure, arrived, beside, with_tail
from notesllm.extract.metrics.place import place_of
from notesllm.extract.metrics.said import CLOSING, Said
from notesllm.extract.metrics.wording import Wording

LONGEST_LABEL = 60
MARKS = frozenset("$€£¥<>≤≥~≈+-−±")
LEADS = 3  # of "about", "currently" before a figure
COUNTED = 40  # characters that a value of a count has at the most behind it


def figure_of(text: str, words: Wording) -> Figure | None:
    """The figure with which ``text`` begins, "about" and the like aside."""
    at = 0
    if not (text[:1].isdecimal() or text[:1] in MARKS):
        said = text.split(None, 8)[:8]
        skipped = 0
        for _ in range(LEADS):
            for count in range(min(words.about.longest, len(said) - skipped), 0, -1):
                if " ".join(said[skipped : skipped + count]).casefold().rstrip(":") in words.about:
                    skipped += count
                    break
            else:
                break
        at = len(text) - len(text.split(None, skipped)[skipped]) if skipped < len(said) and skipped else 0
    match = FIGURE.match(text, at)
    return figure_at(match, comma=words.comma) if match else None


def labelled(block: Block, words: Wording, *, measuring: bool, known: bool, bare: bool) -> Measure | None:
    """The figure that a label names.

    ``measuring`` is true under a heading that announces figures, ``known`` for the label of what can be measured:
    elsewhere a mere count needs a target, a previous value or a change beside it. ``bare`` is a label that says
    nothing by itself.
    """
    value, previous, shifted = block.value, None, False
    if match := FIGURE.match(value):
        figure = figure_at(match, comma=words.comma)
    else:
        first = value.split(None, 1)[0].casefold().rstrip(":")
        if first not in words.openers:
            return None
        figure = figure_of(value, words)
        if first in words.verbs:
            figure, previous, shifted = _shifted(value, words) or (figure, None, False)
    if figure is None:
        return None
    if new := arrived(value, figure, words):
        figure, previous, shifted = new, figure.value, True
    shown, unit, end = with_tail(value, figure, words)
    rest = value[end : end + 24].split(None, 2)[:2]
    part = _part(rest, words) if rest and not shifted else ""
    whole = _whole(value, end, part, words) if part else None
    if part and not measuring and not (whole and figure.strong and whole.unit == figure.unit != "%"):
        return None
    side = beside(value, end, words) if rest else NOTHING
    target, previous = whole.value if whole else side.target, previous or side.previous
    count = known and len(value) - end <= COUNTED
    if not (measuring or figure.strong or target or previous or side.change or count):
        return None
    name = block.label.strip(" .:*_")
    done = rest[0].strip(CLOSING) if rest and figure.unit == "%" and end == figure.end else ""
    if done.casefold() in words.done and not bare:
        name = f"{name} {done}"
    return Measure(name, shown, figure.number, unit, target, previous, side.change)


def _part(rest: list[str], words: Wording) -> str:
    """The words by which a figure is a part of something: "of the"."""
    for said in (" ".join(rest).casefold(), rest[0].casefold()):
        if said in words.of or said in words.out:
            return said
    return ""


def _whole(value: str, end: int, part: str, words: Wording) -> Figure | None:
    """The figure of which a figure is a part: the second in "$18,500 of $25,000 spent"."""
    match = FIGURE.match(value, min(end + len(part) + 2, len(value)))
    return figure_at(match, comma=words.comma) if match else None


def _shifted(value: str, words: Wording) -> tuple[Figure, str | None, bool] | None:
    """As in "improved from 3.1s to 1.4s", "up to 93%": a value that begins with a verb of change."""
    said = Said(value, words)
    if not said.behind(0, words.changed):
        return None
    for figure in said.figures:
        told = moved(said, place_of(said, figure, words), words)
        if told:
            return figure, told.previous, True
    return None
