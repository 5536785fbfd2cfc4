"""What every rule may know of a document: its blocks, what each stands under, and which cue words each holds."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from notesllm.dates import writes_day_first
from notesllm.document import Block, Document, Kind
from notesllm.extract.cues import DATED, bits_of, cue_bits
from notesllm.extract.zones import block_zones
from notesllm.lexicon import Lexicon, lexicon
from notesllm.summary import Evidence


@dataclass(frozen=True, slots=True)
class Reading:
    """A document under its language's words.

    ``zones[i]`` tells what block ``i`` stands under ("actions", "people", "" …: the lexicon's zone names);
    ``cues[i]`` is the bit set of the cue words in it. ``day_first`` tells whether the notes
    write 5/10 for the fifth of October. ``labels`` has each label with the indexes of its blocks, ``kinds`` what
    blocks there are.
    """

    document: Document
    lexicon: Lexicon
    zones: tuple[str, ...]
    cues: tuple[int, ...]
    bits: dict[str, int]
    day_first: bool
    labels: Mapping[str, list[int]]
    kinds: frozenset[Kind]

    @classmethod
    def of(cls, document: Document) -> "Reading":
        """Index ``document``: one look at each word."""
        words = lexicon(document.language)
        bits, tokens = cue_bits(document.language)
        cues: list[int] = []
        dated: list[str] = []
        labels: dict[str, list[int]] = {}
        for index, block in enumerate(document.blocks):
            text, label = block.text, block.label
            found = bits_of(text, tokens)
            cues.append(found)
            if found & DATED:
                dated.append(text)
            if label:
                labels.setdefault(label, []).append(index)
        day_first = writes_day_first("\n".join(dated), words)
        kinds = frozenset([block.kind for block in document.blocks])
        return cls(document, words, block_zones(document, words), tuple(cues), bits, day_first, labels, kinds)

    def blocks(
        self, *, cue: str | None = None, zone: str | None = None, kind: Kind | None = None
    ) -> Iterator[tuple[int, Block]]:
        """The blocks (index, block) that hold a cue word, stand in a zone, are of a kind: all that is asked for."""
        blocks, zones = self.document.blocks, self.zones
        bit = self.bits.get(cue, 0) if cue else -1
        for index in [i for i, cues in enumerate(self.cues) if cues & bit] if cue else range(len(blocks)):
            if (zone is None or zones[index] == zone) and (kind is None or blocks[index].kind is kind):
                yield index, blocks[index]

    def indexes(self, *, bits: int = 0, zone: str = "", labels: Iterable[str] = (), cells: bool = False) -> list[int]:
        """The blocks that hold one of the cues, stand in the zone, have one of the labels or (``cells``) cells."""
        found = {index for index, cues in enumerate(self.cues) if cues & bits}
        if zone:
            found.update([index for index, own in enumerate(self.zones) if own == zone])
        for label in labels:
            found.update(self.labels[label])
        if cells and Kind.ROW in self.kinds:
            found.update([index for index, block in enumerate(self.document.blocks) if block.cells])
        return sorted(found)

    def evidence(self, start: int, end: int) -> Evidence:
        """The passage ``[start, end)`` of the source, white space at its ends cut off."""
        written = self.document.source[start:end]
        quote = written.strip()
        if len(quote) != len(written):
            start += len(written) - len(written.lstrip())
        line = bisect_right(self.document.lines.starts, start)
        return Evidence(start=start, end=start + len(quote), line=line, quote=quote)

    def evidence_of(self, block: Block) -> Evidence:
        """A whole block as evidence."""
        return self.evidence(block.start, block.end)
