"""What the recognisers of risks share while they go through one document."""

from dataclasses import dataclass, field

from notesllm.document import Block, Kind
from notesllm.extract.draft import Draft
from notesllm.extract.outline import label_key
from notesllm.extract.reading import Reading
from notesllm.extract.risks.worry import Words
from notesllm.extract.zones import zone_of
from notesllm.lexicon import phrase_key


@dataclass(slots=True)
class Scene:
    """The document, its words, the blocks that were used up, and the sections whose problems are solved."""

    reading: Reading
    draft: Draft
    words: Words
    taken: set[int] = field(default_factory=set)
    closed: dict[int, bool] = field(default_factory=dict)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document."""
        return self.reading.document.blocks

    def tells_story(self, index: int) -> bool:
        """Whether a block stands where a report on a fault tells what has happened."""
        sections = self.reading.document.sections
        number = self.blocks[index].section
        while number > 0 and sections[number].level >= 7:
            number = sections[number].parent
        heading = zone_of(sections[number].title, self.reading.lexicon.language)
        return heading in {"summary", "log"} or phrase_key(sections[number].title) in self.words.stories

    def is_solved(self, index: int) -> bool:
        """Whether the section of a block goes on with what solved its problem."""
        sections = self.reading.document.sections
        number = self.blocks[index].section
        while number > 0 and sections[number].level >= 7:
            number = sections[number].parent
        if number not in self.closed:
            section = sections[number]
            heads = self.words.solved_heads
            self.closed[number] = number > 0 and any(
                label_key(block.label or block.text) in heads
                for block in self.blocks[section.first : section.last]
                if (block.label and not block.label.isupper()) or (block.kind is Kind.HEADING and len(block.text) < 60)
            )
        return self.closed[number]
