"""What the recognisers of decisions share while they go through one document."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from notesllm.document import Block, Kind
from notesllm.extract.decisions.phrases import Phrases
from notesllm.extract.draft import Draft
from notesllm.extract.likeness import WORD
from notesllm.extract.outline import beside, children, field_of
from notesllm.extract.reading import Reading
from notesllm.extract.zones import zone_of
from notesllm.lexicon import phrase_key

LEAD_IN = 7  # the level of a heading that is but a lead-in


@dataclass(slots=True)
class Scene:
    """The document, its words, and which blocks a recogniser has used up already."""

    reading: Reading
    draft: Draft
    phrases: Phrases
    listed: Sequence[bool]  # whether a block is an entry of a list of decisions
    labels: frozenset[str]  # those that announce a decision, or what became of an issue
    taken: set[int] = field(default_factory=set)
    acted: set[int] | None = None
    shared: set[int] = field(default_factory=set)
    voices: set[str] = field(default_factory=set)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document."""
        return self.reading.document.blocks

    def is_story(self, index: int) -> bool:
        """Whether a block tells how a fault came and went: what was decided then is history."""
        if self.draft.kind != "postmortem":
            return False
        sections = self.reading.document.sections
        return phrase_key(sections[self.topic(index)].title) in self.phrases.stories

    def is_action(self, index: int) -> bool:
        """Whether a block under a heading that names actions, too, is one: the rule for actions took it."""
        if self.acted is None:
            items = self.draft.action_items
            self.voices = {block.speaker for block in self.blocks if block.speaker}
            self.acted = {evidence.start for item in items for evidence in item.evidence}
            self.shared = {
                number
                for number, section in enumerate(self.reading.document.sections)
                if not self.phrases.acting.isdisjoint(WORD.findall(section.title.casefold()))
            }
        block = self.blocks[index]
        assigned = self._assigns(block)
        if assigned and phrase_key(self.reading.document.sections[block.section].title) in self.phrases.weak_heads:
            return True  # under "Conclusion", tasks stand among what was settled
        if block.section not in self.shared and not assigned:
            return False
        return block.checked is not None or any(start in self.acted for start in range(block.start, block.end))

    def _assigns(self, block: Block) -> bool:
        """Whether a block gives a task to somebody: "Ana to write the note"."""
        first, _, rest = block.text.partition(" ")
        link = rest.partition(" ")[0]
        known = first in self.voices or self.draft.roster.resolve(first) is not None
        return link in self.phrases.assigning and known

    def approves(self, index: int) -> bool:
        """Whether a block's heading names what is approved as well: "Minutes and action items"."""
        title = self.reading.document.sections[self.topic(index)].title
        return not self.phrases.motions.isdisjoint(WORD.findall(title.casefold()))

    def is_nothing(self, text: str) -> bool:
        """Whether a value says that there is none, or none yet: "None", "TBD"."""
        due, key = self.reading.lexicon.due, phrase_key(text)
        return not any(c.isalnum() for c in text) or key in due.get("nothing", ()) or key in due.get("unclear", ())

    def title(self, index: int) -> tuple[str, int]:
        """The title of the topic that a block stands under, and its heading's index; ("", -1) where there is none."""
        sections = self.reading.document.sections
        number = self.blocks[index].section
        while number > 0 and (sections[number].level >= LEAD_IN or self.says_nothing(sections[number].title)):
            number = sections[number].parent
        own = self.reading.document.format != "chat" and (number == 1 or sections[number].level == 1)
        if number <= 0 or (sections[number].parent <= 0 and own):
            return "", -1  # the document's own title names no topic
        return sections[number].title.strip(" .:"), sections[number].heading

    def entry_above(self, index: int) -> int:
        """The entry at the margin that a block is nested under, -1 where there is none."""
        above = -1
        parent = self.blocks[index].parent
        while parent >= 0 and self.blocks[parent].kind is not Kind.HEADING:
            above, parent = parent, self.blocks[parent].parent
        return above

    def topic(self, index: int) -> int:
        """The section of the topic that a block stands under, lead-ins aside."""
        sections = self.reading.document.sections
        number = self.blocks[index].section
        while number > 0 and sections[number].level >= LEAD_IN:
            number = sections[number].parent
        return number

    def says_nothing(self, title: str) -> bool:
        """Whether a heading names no topic ("Vote", "Discussion", "Decisions")."""
        if phrase_key(title) in self.phrases.empty_titles:
            return True
        return zone_of(title, self.reading.lexicon.language) in {"decisions", "summary"}

    def details(self, index: int) -> tuple[str | None, str | None]:
        """Rationale and maker, as fields under or right beside a decision say them."""
        rationale = maker = None
        for at in (*children(self.blocks, index), *self._fields(index)):
            block = self.blocks[at]
            kind = field_of(block, self.reading.lexicon)
            if kind == "rationale" and rationale is None:
                rationale = block.value.rstrip()
            elif kind == "decision_maker" and maker is None:
                maker = block.value.rstrip(" .;")
            else:
                continue
            self.taken.add(at)
        return rationale or None, maker or None

    def _fields(self, index: int) -> list[int]:
        """The labelled lines that follow a block directly."""
        found: list[int] = []
        for at in beside(self.blocks, index):
            block = self.blocks[at]
            kind = field_of(block, self.reading.lexicon)
            if kind not in {"rationale", "decision_maker", "impact", "owner", "date", "due", "status"}:
                break
            found.append(at)
        return found

    def is_lead_in(self, block: Block) -> bool:
        """Whether a block but announces a list."""
        return block.text.endswith(":") or (block.kind is Kind.HEADING and block.level >= LEAD_IN)
