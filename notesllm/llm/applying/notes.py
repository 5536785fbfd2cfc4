"""The notes as an answer about them is judged: what the rules read, who is who, and how something is proven."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from notesllm.dates import find_due, resolve_due_value
from notesllm.document import Block, Document
from notesllm.extract import Draft, Reading
from notesllm.extract.likeness import key_words
from notesllm.grounding import Names, Passage, Prover, prove
from notesllm.grounding.figures import unproven_numbers
from notesllm.llm.applying.citing import Citing
from notesllm.llm.applying.saying import is_other_language, says_abroad
from notesllm.summary import (
    ActionItem,
    Attendee,
    Decision,
    Due,
    Evidence,
    Item,
    MeetingSummary,
    Metric,
    Milestone,
    Owner,
    Question,
    Risk,
    Topic,
    Warning,
)
from notesllm.summary.items import OwnerBasis

AnyItem = TypeVar("AnyItem", bound=Item)
TEXTS: Mapping[str, str] = {  # field of the summary -> what an item of it says
    "action_items": "task",
    "decisions": "text",
    "risks": "text",
    "questions": "text",
    "metrics": "name",
    "milestones": "text",
    "attendees": "name",
    "topics": "title",
}
KINDS: Mapping[type[Item], str] = {
    ActionItem: "action_items",
    Decision: "decisions",
    Risk: "risks",
    Question: "questions",
    Metric: "metrics",
    Milestone: "milestones",
    Attendee: "attendees",
    Topic: "topics",
}


@dataclass(frozen=True)
class Notes:
    """One document, with the rules' summary of it; ``draft`` has the same items and the roster."""

    document: Document = field(repr=False)
    reading: Reading = field(repr=False)
    draft: Draft = field(repr=False)
    rules: MeetingSummary = field(repr=False)
    keep_unproven: bool = False
    output_language: str | None = None
    dated: bool = False  # whether the caller says on which day the meeting was

    @property
    def language(self) -> str:
        return self.document.language

    @cached_property
    def citing(self) -> Citing:
        return Citing(self.document)

    @cached_property
    def prover(self) -> Prover:
        return Prover(self.document, self.rules.attendees, self.draft.date)

    @property
    def names(self) -> Names:
        return self.prover.names

    def only(self, **fields: object) -> MeetingSummary:
        """A summary of these notes in which there is nothing but ``fields``."""
        return MeetingSummary(id=self.rules.id, provenance=self.rules.provenance).model_copy(update=fields)

    def proven(self, item: AnyItem) -> AnyItem | None:
        """``item`` as far as its evidence proves it; None where that proves not even its text."""
        if not self.prover.holds(item):
            return None
        left = self.prover.unproven(item)
        return item.model_copy(update=left) if left else item

    def doubted(self, kind: str, item: Item) -> tuple[Warning, ...]:
        """A warning for all that the evidence of ``item`` does not prove."""
        alone = self.only(**{"attendees": self.rules.attendees, "date": self.draft.date, kind: (item,)})
        return prove(alone, self.document, keep_unproven=True).summary.warnings

    def entails(self, text: str, evidence: Sequence[Evidence]) -> bool:
        """Whether the passages say ``text``, word for word."""
        return bool(evidence) and self.prover.proves(text, evidence)

    def names_it(self, title: str, evidence: Sequence[Evidence]) -> bool:
        """Whether the passages have all words and figures of a title, which states nothing."""
        there = Passage([passage.quote for passage in evidence])
        own = set(key_words(title))
        return own.issubset(key_words(there.text)) and not unproven_numbers(title, there.text, self.language)

    def says(self, text: str, evidence: Sequence[Evidence]) -> bool:
        """Whether the passages say a sentence of a model's own, which may be in another language."""
        if not is_other_language(self.output_language, self.language):
            return self.prover.proves(text, evidence, own_words=False)
        return says_abroad(text, [passage.quote for passage in evidence], self.language, self.names.words)

    def index_of(self, evidence: Evidence) -> int:
        """The index of the block in which a passage begins, -1 for none; a speaker's name belongs to what was said."""
        blocks, starts = self.document.blocks, self.citing.starts
        at = bisect_right(starts, evidence.start) - 1
        return at + 1 if at + 1 < len(blocks) and blocks[at + 1].turn_start == evidence.start else at

    def block_of(self, evidence: Evidence) -> Block | None:
        """The block in which a passage begins."""
        at = self.index_of(evidence)
        return self.document.blocks[at] if at >= 0 else None

    def due(self, words: str, evidence: Iterable[Evidence]) -> Due | None:
        """The deadline that ``words`` mean, seen from the meeting's day.

        Where the notes don't have the words but a deadline on the very day (a model wrote "2024-10-18" for "by
        Friday"), it is theirs in their words.
        """
        told = resolve_due_value(words, self.reading.lexicon, self.draft.date, day_first=self.reading.day_first)
        if told is None:
            return None
        due = Due(text=told.text, date=told.date, precision=told.precision)
        quotes = [passage.quote for passage in evidence]
        if told.date is None or Passage(quotes).has(due.text):
            return due
        for quote in quotes:
            for found in find_due(quote, self.reading.lexicon, self.draft.date, day_first=self.reading.day_first):
                if found.date == told.date:
                    return Due(text=found.text, date=found.date, precision=found.precision)
        return due

    def owners(self, who: Iterable[str]) -> tuple[Owner, ...]:
        """Those whom ``who`` names, as fully as the notes allow, each once."""
        found: dict[str, Owner] = {}
        for written in who:
            for owner in self.draft.roster.owners(written, trusted=True):
                found.setdefault(owner.name, owner)
        return tuple(found.values())

    def person(self, name: str) -> str:
        """The fullest form of a name."""
        return self.draft.roster.resolve(name) or name.strip(" .:@")

    def speaking(self, owners: Sequence[Owner], evidence: Sequence[Evidence]) -> tuple[Owner, ...]:
        """``owners``, each with how the passages say so: named, or as who speaks, alone or after somebody asked."""
        voices = [(self.person(self.speaker(passage)), self.citing.said(passage)) for passage in evidence]
        return tuple([owner.model_copy(update={"basis": self._basis(owner, voices)}) for owner in owners])

    def _basis(self, owner: Owner, voices: Sequence[tuple[str, str]]) -> OwnerBasis:
        if not any(speaker == owner.name for speaker, _ in voices):
            return "stated"
        if not self.names.prove(owner.name, Passage([said for _, said in voices])):
            return "speaker"
        others = [said for speaker, said in voices if speaker not in {"", owner.name}]
        return "accepted" if others and self.names.prove(owner.name, Passage(others)) else "stated"

    def speaker(self, evidence: Evidence) -> str:
        """Who says the passage; "" where nobody speaks. Among other notes, "Ines: Sure." is said by Ines."""
        block = self.block_of(evidence)
        if block is None:
            return ""
        return block.speaker or (self.draft.roster.resolve(block.label) if block.label else None) or ""

    def with_speakers(self, names: Iterable[str], evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """``evidence``, with the speaker's name above a passage where the speaker is one of ``names``."""
        heads = [
            head
            for passage in evidence
            if (speaker := self.speaker(passage)) and self.person(speaker) in names
            if (head := self._head(passage)) and not any(e.start <= head.start < e.end for e in evidence)
        ]
        return (*evidence, *dict.fromkeys(heads))

    def _head(self, evidence: Evidence) -> Evidence | None:
        """Where the speaker of a passage is named."""
        blocks, at = self.document.blocks, self.index_of(evidence)
        speaker = blocks[at].speaker
        if not speaker:
            return None
        while at >= 0 and blocks[at].speaker == speaker:
            if blocks[at].turn_start >= 0:
                return self.reading.evidence(blocks[at].turn_start, blocks[at].start)
            at -= 1
        return None
