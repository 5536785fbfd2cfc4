"""All that is asked about one document, and what has come of it so far. A value: each outcome gives a new one."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from notesllm.config import Options
from notesllm.document import Document
from notesllm.errors import BackendError
from notesllm.extract import Draft, Reading
from notesllm.llm.applying.notes import Notes
from notesllm.llm.assembling import assembled, before_opening
from notesllm.llm.call import Call
from notesllm.llm.hiding import pseudonyms_for
from notesllm.llm.prompt import About
from notesllm.llm.questions import Asking
from notesllm.llm.setting import Setting
from notesllm.llm.settling import Question
from notesllm.llm.step import Outcome
from notesllm.summary import MeetingSummary


@dataclass(frozen=True)
class Inquiry:
    """The questions about the chunks of a document, and the one about its opening where there are several."""

    notes: Notes = field(repr=False)
    asking: Asking = field(repr=False)
    questions: tuple[Question, ...] = field(repr=False)
    opening: Question | None = field(default=None, repr=False)

    @classmethod
    def about(
        cls, document: Document, rules: MeetingSummary, draft: Draft, options: Options, setting: Setting
    ) -> "Inquiry":
        """What is asked first; ``rules`` is what the rules made of ``document``, ``draft`` knows its people."""
        notes = Notes(
            document,
            Reading.of(document),
            draft,
            rules,
            keep_unproven=options.keep_unproven,
            output_language=options.output_language,
            dated=options.meeting_date is not None,
        )
        hide, restore = pseudonyms_for(document, _people(rules, draft), options, setting)
        about = About.of(document, rules, hide=hide, output_language=options.output_language)
        asking = Asking(about, rules, setting, restore, extracts=options.strategy == "extract")
        return cls(notes, asking, asking.first())

    @property
    def _all(self) -> tuple[Question, ...]:
        return (*self.questions, *((self.opening,) if self.opening else ()))

    @property
    def is_open(self) -> bool:
        """Whether something that was asked has come to nothing yet."""
        return any(question.is_open for question in self._all)

    @property
    def calls(self) -> tuple[Call, ...]:
        """The last call of each question."""
        return tuple([question.call for question in self._all])

    def after(self, call: Call, outcome: Outcome) -> "Inquiry":
        """The inquiry as the outcome of ``call`` leaves it; unchanged where nobody waits for it."""
        if self.opening and self.opening.waits_for(call):
            return replace(self, opening=self.asking.after(self.opening, self.opening.call, outcome)[0])
        at = next((at for at, question in enumerate(self.questions) if question.waits_for(call)), None)
        if at is None:
            return self
        question = self.questions[at]
        left = self.asking.after(question, question.call, outcome)
        return replace(self, questions=(*self.questions[:at], *left, *self.questions[at + 1 :]))

    def with_opening(self) -> "Inquiry":
        """The inquiry with the question about the opening, where the answers about parts of the notes leave it open."""
        if len(self.questions) < 2 or not any(question.answer for question in self.questions):
            return self
        try:
            summary = before_opening(self.questions, self.asking, self.notes)
        except Exception as error:  # noqa: BLE001 - see _unapplied
            return self._unapplied(error)
        return replace(self, opening=self.asking.opening(summary))

    def summary(self) -> MeetingSummary:
        """What there is so far: valid and proven."""
        try:
            return assembled(self.questions, self.opening, self.asking, self.notes)
        except Exception as error:  # noqa: BLE001 - see _unapplied
            return self._unapplied(error).summary()

    def _unapplied(self, error: Exception) -> "Inquiry":
        """The inquiry as if nothing had been answered: a fault of ours costs none of what the rules found."""
        if not any(question.answer for question in self._all):
            raise error  # it is the rules' own
        told = f"what the model answered could not be applied ({type(error).__name__}); please report it"
        failed = [
            question._replace(answer=None, failure=BackendError("internal", told)) if question.answer else question
            for question in self._all
        ]
        return replace(
            self,
            questions=tuple(failed[: len(self.questions)]),
            opening=next(iter(failed[len(self.questions) :]), None),
        )


def _people(rules: MeetingSummary, draft: Draft) -> Iterable[str]:
    """All who are named in the notes, as far as the rules know, by every form of their names."""
    people = [name for person in draft.roster.people for name in (person.name, *person.aliases)]
    people += [attendee.name for attendee in rules.attendees]
    people += [
        owner.name
        for owners in (item.owners for items in (rules.action_items, rules.risks) for item in items)
        for owner in owners
        if owner.kind == "person"
    ]
    people += [name for item in rules.questions for name in (item.asked_by, item.answered_by) if name]
    people += [item.made_by for item in rules.decisions if item.made_by]
    return dict.fromkeys(people)
