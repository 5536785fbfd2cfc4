"""Going through the notes: questions open, and answers are given to the last one asked."""

from dataclasses import dataclass, field

from notesllm.document import Block
from notesllm.extract.draft import Draft
from notesllm.extract.questions.asking import Asking, Words, answering, person
from notesllm.extract.questions.splitting import split_question
from notesllm.extract.reading import Reading
from notesllm.span import Span

FEWEST = 2  # words of a question
LONGEST = 600  # code points of an answer that goes on over several blocks


@dataclass(slots=True)
class Listener:
    """The notes, and what was asked so far."""

    reading: Reading
    draft: Draft
    words: Words
    found: list[Asking] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the document."""
        return self.reading.document.blocks

    @property
    def latest(self) -> Asking | None:
        """The question asked last."""
        return self.found[-1] if self.found else None

    def ask(self, index: int, text: str, span: Span, asked_by: str | None = None) -> Asking | None:
        """Open a question; what the same passage says of asker and answer goes with it."""
        split = split_question(text, self.words)
        if len(split.question.split()) < FEWEST:
            return None
        name = person(split.asked_by, self.draft.roster) if split.asked_by else asked_by
        asking = Asking(split.question, [span], name, last=index, top=index)
        self.found.append(asking)
        self.taken.add(index)
        if split.answer:
            self.answer(asking, index, split.answer, None)
        return asking

    def answer(self, asking: Asking, index: int, text: str, by: str | None) -> None:
        """Add a passage to a question's answer."""
        span = self.blocks[index].span
        self.taken.add(index)
        asking.last = index
        if asking.parts and sum(map(len, asking.parts)) + len(text) > LONGEST:
            return
        asking.parts.append(text.strip())
        if span not in asking.spans:
            asking.spans.append(span)
        if asking.answered_by is None:
            asking.answered_by = by or answering(text.strip(), self.words, self.reading, self.draft.roster)
