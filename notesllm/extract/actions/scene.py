"""What the recognisers of actions share: the reading, who is known, the day, and the patterns of the language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from notesllm.dates import Deadline
from notesllm.document import Block
from notesllm.extract.actions.deadlines import Deadlines
from notesllm.extract.actions.known import Known, name_words
from notesllm.extract.actions.patterns import patterns
from notesllm.extract.actions.roles import named_in, roles_of, span_of
from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading
from notesllm.span import Span
from notesllm.summary import Due, Evidence, Owner
from notesllm.summary.items import Priority, Status


class Above(NamedTuple):
    """The owner, urgency and state that hold for all entries under a heading or a parent."""

    owners: tuple[Owner, ...] = ()
    span: Span | None = None
    priority: Priority | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene(Known):
    """One document as the recognisers see it. Built once for all of them."""

    dues: Deadlines
    named: Mapping[str, Evidence] = field(default_factory=dict)  # attendee -> the passage that names them
    # What was asked before; the same titles and labels come again and again.
    over: dict[tuple[int, int], Above] = field(default_factory=dict, compare=False, repr=False)
    fields: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, reading: Reading, draft: Draft) -> "Scene":
        document = reading.document
        known = patterns(document.language)
        named = named_in(draft.attendees)
        roles = roles_of(named, draft.attendees, known)
        again = draft.next_meeting.date if draft.next_meeting else None
        dues = Deadlines(reading, known, draft.date, again)
        return cls(
            reading=reading,
            draft=draft,
            patterns=known,
            name_words=name_words(draft.roster),
            roles=roles,
            dues=dues,
            named=named,
        )

    def due(self, text: str) -> Deadline | None:
        """The deadline that a sentence gives."""
        return self.dues.of_sentence(text)

    def due_value(self, text: str) -> Due | None:
        """The deadline that a cell or field holds."""
        found = self.dues.of_value(text)
        return None if found is None else as_due(found)

    def proof_of(self, owners: Iterable[Owner], spans: Iterable[Span]) -> list[Span]:
        """Where the notes name the owners whom the passages ``spans`` call by role, handle or initials only."""
        source = self.reading.document.source
        told = " ".join(source[span.start : span.end] for span in spans).casefold()
        unnamed = [o.name for o in owners if not any(part in told for part in o.name.casefold().split())]
        return [span for name in unnamed if (span := span_of(name, self.named))]

    def speaker_span(self, block: Block) -> Span | None:
        """Where the source names the speaker of ``block``: before it, on its line or a few lines above."""
        source, speaker = self.reading.document.source, block.speaker
        at = source.rfind(speaker, max(0, block.start - 400), block.start) if speaker else -1
        return Span(at, at + len(speaker)) if at >= 0 else None


def as_due(found: Deadline) -> Due:
    """The deadline as users receive it."""
    return Due(text=found.text.rstrip(" .") or found.text, date=found.date, precision=found.precision)
