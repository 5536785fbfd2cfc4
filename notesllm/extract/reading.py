"""What every rule may know of a document: its blocks, what each stands under, and which cue words each holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from notesllm.dates import writes_day_first
from notesllm.document import Block, Document, Kind
from notesllm.extract.names import given_names
from notesllm.extract.zones import block_zones
from notesllm.lexicon import Lexicon, lexicon
from notesllm.summary import Evidence

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
DIGIT = 1  # the cue bit of blocks that hold a digit; the lexicon's cues take the bits after it
QUESTION = 2  # … that hold a question mark
AT = 4  # … that hold a handle
FIGURE = re.compile("[0-9]")
SHORT_DATE = re.compile(r"\d[/-]\d{1,2}[/-]\d")  # 5/10/24, whose first figure is a day or a month


@lru_cache(maxsize=16)
def cue_bits(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Cue name -> its bit, and word -> the bits it gives, for one language."""
    words = lexicon(language)
    names = sorted({"weekday", "name", *(cue for cues in words.cues.values() for cue in cues)})
    bits = {name: 1 << (number + 3) for number, name in enumerate(names)}
    by_word = {word: sum(bits[cue] for cue in cues) for word, cues in words.cues.items()}
    for word in words.weekdays:
        by_word[word] = by_word.get(word, 0) | bits["weekday"]
    for word in given_names() - frozenset(words.words["verb_names"]):
        by_word[word] = by_word.get(word, 0) | bits["name"]
    return bits, by_word


@dataclass(frozen=True, slots=True)
class Reading:
    """A document under its language's words.

    ``zones[i]`` tells what block ``i`` stands under ("actions", "people", "" …: the lexicon's zone names);
    ``cues[i]`` is the bit set of the cue words in it. ``day_first`` tells whether the notes
    write 5/10 for the fifth of October.
    """

    document: Document
    lexicon: Lexicon
    zones: tuple[str, ...]
    cues: tuple[int, ...]
    bits: dict[str, int]
    day_first: bool

    @classmethod
    def of(cls, document: Document) -> "Reading":
        """Index ``document``: one look at each word."""
        words = lexicon(document.language)
        bits, by_word = cue_bits(document.language)
        get = by_word.get
        cues = []
        dated: list[str] = []
        for block in document.blocks:
            text = block.text
            found = DIGIT if FIGURE.search(text) else 0
            if found and SHORT_DATE.search(text):
                dated.append(text)
            if "?" in text:
                found |= QUESTION
            if "@" in text:
                found |= AT
            for word in WORD.findall(text.casefold().replace("’", "'")):
                found |= get(word, 0)
            cues.append(found)
        day_first = writes_day_first("\n".join(dated), words)
        return cls(document, words, block_zones(document, words), tuple(cues), bits, day_first)

    def blocks(
        self, *, cue: str | None = None, zone: str | None = None, kind: Kind | None = None
    ) -> Iterator[tuple[int, Block]]:
        """The blocks (index, block) that hold a cue word, stand in a zone, are of a kind: all that is asked for."""
        bit = self.bits.get(cue, 0) if cue else 0
        for index, block in enumerate(self.document.blocks):
            if cue and not self.cues[index] & bit:
                continue
            if zone is not None and self.zones[index] != zone:
                continue
            if kind is None or block.kind is kind:
                yield index, block

    def evidence(self, start: int, end: int) -> Evidence:
        """The passage ``[start, end)`` of the source, white space at its ends cut off."""
        source = self.document.source
        quote = source[start:end]
        lead = len(quote) - len(quote.lstrip())
        quote = quote.strip()
        start += lead
        return Evidence(start=start, end=start + len(quote), line=self.document.lines.number(start), quote=quote)

    def evidence_of(self, block: Block) -> Evidence:
        """A whole block as evidence."""
        return self.evidence(block.start, block.end)
