"""What a block belongs to: the entry or heading that names its subject, and the passages that prove other items."""

from bisect import bisect_right
from collections.abc import Iterable

from notesllm.document import Block, Kind
from notesllm.extract.reading import Reading
from notesllm.summary import Item

LEAD_IN = 7  # the level of "Action items:" or a bold line, which names no subject


def subject_above(reading: Reading, block: Block) -> Block | None:
    """The nearest entry or heading above ``block`` that names a subject, lead-ins passed over."""
    blocks, sections = reading.document.blocks, reading.document.sections
    if block.parent >= 0:
        above = blocks[block.parent]
        leads = above.kind is Kind.HEADING or above.kind is Kind.FIELD or above.text.endswith(":")
        if not leads and not (above.label and not above.value):
            return above
    at = block.section
    while at >= 0:
        heading = sections[at].heading
        if heading >= 0 and blocks[heading].level < LEAD_IN:
            return blocks[heading]
        at = sections[at].parent
    return None


class Passages:
    """The passages that prove some items, to ask whether one shares a character with a range."""

    def __init__(self, items: Iterable[Item]) -> None:
        spans = sorted((e.start, e.end) for item in items for e in item.evidence)
        self._starts = [start for start, _ in spans]
        self._ends: list[int] = []
        for _, end in spans:
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of the passages shares a character with ``[start, end)``."""
        at = bisect_right(self._starts, end - 1)
        return at > 0 and self._ends[at - 1] > start
