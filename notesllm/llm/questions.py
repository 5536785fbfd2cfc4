"""The questions about one document: which calls they take, and what each outcome makes of its question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from notesllm.llm.call import Call
from notesllm.llm.chunking import NUMBERED, Chunk, chunks
from notesllm.llm.findings import Findings
from notesllm.llm.prompt import About, compose_call, extract_call, fixed_tokens, review_call
from notesllm.llm.setting import EXTRACTED, REVIEWED, Setting
from notesllm.llm.settling import Question, settled
from notesllm.llm.step import Outcome
from notesllm.llm.wire import ExtractAnswer, ReviewAnswer
from notesllm.summary import MeetingSummary

MOST_HALVINGS = 2


@dataclass(frozen=True)
class Asking:
    """How one document is asked about. ``about`` holds what all calls share, ``rules`` what the rules found."""

    about: About = field(repr=False)
    rules: MeetingSummary = field(repr=False)
    setting: Setting
    restore: Callable[[str], str] = field(repr=False)
    extracts: bool = False

    def first(self) -> tuple[Question, ...]:
        """A question for each chunk, in the order of the notes."""
        pieces = self._chunks()
        asking = replace(self, about=replace(self.about, alone=len(pieces) == 1))
        asked = [asking.about_chunk(piece) for piece in pieces]
        if len(asked) == 1:
            return tuple(asked)
        return tuple(
            question._replace(call=replace(question.call, name=f"{question.call.name} {number}/{len(asked)}"))
            for number, question in enumerate(asked, 1)
        )

    def about_chunk(self, chunk: Chunk, halvings: int = 0) -> Question:
        """What is asked about a chunk."""
        if self.extracts:
            call = extract_call(chunk, self.about, self.setting)
        else:
            call = review_call(chunk, self.findings(chunk), self.about, self.setting)
        return Question(chunk, call, halvings=halvings)

    def findings(self, chunk: Chunk) -> Findings:
        """The rules' findings that are shown with a chunk: those of which a passage begins in it."""
        shown = Findings.of(self.rules).items.items()
        first, last = chunk
        return Findings(
            {key: item for key, item in shown if any(first <= evidence.line <= last for evidence in item.evidence)}
        )

    def opening(self, summary: MeetingSummary) -> Question:
        """What is asked at the end about a document of several chunks."""
        return Question(None, compose_call(summary, replace(self.about, alone=False), self.setting))

    def after(self, question: Question, call: Call, outcome: Outcome) -> tuple[Question, ...]:
        """The question as ``outcome`` leaves it; several where it is cut into smaller ones."""
        asked = settled(question._replace(call=call), outcome, self.setting)
        return self._halved(asked) if asked.failure and asked.failure.code == "too_large" else (asked,)

    def _halved(self, question: Question) -> tuple[Question, ...]:
        """Two questions about half of the lines each, where the server takes no more; the first bears the outcomes."""
        chunk = question.chunk
        if chunk is None or question.halvings >= MOST_HALVINGS or chunk.first_line == chunk.last_line:
            return (question,)
        asking = replace(self, about=replace(self.about, alone=False))
        halves = [asking.about_chunk(half, question.halvings + 1) for half in self._halves(chunk)]
        return (halves[0]._replace(outcomes=question.outcomes), *halves[1:])

    def _halves(self, chunk: Chunk) -> tuple[Chunk, Chunk]:
        """The chunk cut at the end of the block or section nearest to its middle."""
        middle = (chunk.first_line + chunk.last_line + 1) // 2
        quarter = max(1, (chunk.last_line - chunk.first_line) // 4)
        starts = [block.line for block in self.about.document.blocks if block.parent < 0]
        near = [line for line in starts if abs(line - middle) < quarter and chunk.first_line < line <= chunk.last_line]
        cut = min(near, key=lambda line: abs(line - middle), default=middle)
        return Chunk(chunk.first_line, cut - 1), Chunk(cut, chunk.last_line)

    def _chunks(self) -> Sequence[Chunk]:
        count, name = self.setting.counter, "extract" if self.extracts else "review"
        fixed = fixed_tokens(name, ExtractAnswer if self.extracts else ReviewAnswer, count)
        fixed += count(", ".join(self.about.people)) + count(self.about.title or "")
        marks = {} if self.extracts else Findings.of(self.rules).marks(1, len(self.about.document.lines))
        return chunks(
            self.about.document,
            self.setting.notes_budget(fixed, EXTRACTED if self.extracts else REVIEWED),
            count,
            beside=lambda line: NUMBERED + sum(count(mark) for mark in marks.get(line, ())),
        )
