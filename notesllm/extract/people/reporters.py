"""People under whose names a stand-up notes what each reported."""

from collections import Counter
from collections.abc import Iterator

from notesllm.document import Block, Kind
from notesllm.extract.names import ASIDE, looks_like_person
from notesllm.extract.people.entry import is_certain, person_in
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.people.speakers import SILENT
from notesllm.extract.reading import Reading
from notesllm.lexicon import phrase_key

ALIKE = 2  # fields that the parts of a stand-up share: "Yesterday", "Today"


def reporters(reading: Reading) -> Iterator[Sighting]:
    """People who head two or more parts side by side, by their first names or since the same fields stand in each."""
    document, words = reading.document, reading.lexicon
    beside: dict[tuple[str, int, int], list[tuple[Block, frozenset[str]]]] = {}
    for section in document.sections[1:]:
        heading = document.blocks[section.heading]
        if section.last > section.first and looks_like_person(_bare(heading), words):
            labels = _labels(document.blocks[section.first : min(section.last, section.first + 8)])
            beside.setdefault(("heading", section.parent, heading.level), []).append((heading, labels))
    children: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.parent >= 0:
            children.setdefault(block.parent, []).append(block)
    for index in sorted(children):
        block = document.blocks[index]
        if block.kind is Kind.ITEM and reading.zones[index] not in SILENT and looks_like_person(_bare(block), words):
            beside.setdefault(("item", block.section, block.depth), []).append((block, _labels(children[index])))
    for parts in beside.values():
        yield from _side_by_side(parts, reading)


def _side_by_side(parts: list[tuple[Block, frozenset[str]]], reading: Reading) -> Iterator[Sighting]:
    times = Counter(label for _, labels in parts for label in labels)
    shared = {label for label, count in times.items() if count > 1}
    named = [
        block for block, labels in parts if is_certain(_bare(block), reading.lexicon) or len(labels & shared) >= ALIKE
    ]
    for block in named if len(named) > 1 else ():
        if person := person_in(block.text.rstrip(":"), reading.lexicon):
            yield person._replace(start=block.start, end=block.end)


def _bare(block: Block) -> str:
    """The name that may head a part, without what brackets say of it."""
    text = block.text if len(block.text) <= 80 else ""
    return ASIDE.sub(" ", text).strip().rstrip(":") if "(" in text or "[" in text else text.rstrip(":")


def _labels(blocks: tuple[Block, ...] | list[Block]) -> frozenset[str]:
    return frozenset(phrase_key(block.label) for block in blocks if block.label)
