"""From the questions and what came of them to the summary: the rules' where there is no answer, and it says so."""

from collections.abc import Sequence
from typing import Literal

from notesllm.grounding import coverage_of
from notesllm.llm.accounting import prompts_of, usage_of
from notesllm.llm.applying.composing import composed
from notesllm.llm.applying.desk import Desk, Standing
from notesllm.llm.applying.extracting import extracted
from notesllm.llm.applying.finishing import finished
from notesllm.llm.applying.notes import TEXTS, Notes
from notesllm.llm.applying.restoring import restored
from notesllm.llm.applying.reviewing import reviewed
from notesllm.llm.findings import Findings
from notesllm.llm.questions import Asking
from notesllm.llm.settling import Question
from notesllm.llm.wire import ComposeAnswer, ExtractAnswer, ReviewAnswer
from notesllm.merge import merge
from notesllm.summary import Degraded, MeetingSummary, Provenance

OPENING = ("abstract", "highlights")


def assembled(questions: Sequence[Question], opening: Question | None, asking: Asking, notes: Notes) -> MeetingSummary:
    """The summary after what has come of ``questions`` so far, and of the ``opening`` of a long document."""
    outcomes = [each for question in (*questions, *filter(None, (opening,))) for each in question.outcomes]
    if not outcomes:
        return notes.rules
    answered = any(question.answer for question in questions)
    standing = _standing(questions, asking, notes) if answered else Standing(notes.rules)
    if opening and isinstance(opening.answer, ComposeAnswer):
        shown = Findings.of(_opened(standing, notes)).items
        standing = composed(standing, restored(opening.answer, asking.restore), shown, notes)
    summary, review = (finished(standing, notes) if answered else standing)[:2]
    return summary.model_copy(
        update={
            "provenance": Provenance(
                engine=_engine(questions),
                model=asking.setting.model,
                strategy="extract" if asking.extracts else "review",
                privacy=asking.setting.privacy,
                prompts=prompts_of(outcomes),
                source=notes.rules.provenance.source,
                coverage=coverage_of(summary, notes.document),
                usage=usage_of(outcomes, asking.setting),
                review=review,
                degraded=_degraded(questions, opening),
            )
        }
    )


def before_opening(questions: Sequence[Question], asking: Asking, notes: Notes) -> MeetingSummary:
    """The summary of whose items the opening of a long document is made."""
    return _opened(_standing(questions, asking, notes), notes)


def _opened(standing: Standing, notes: Notes) -> MeetingSummary:
    return finished(standing._replace(abstract=None, chosen=()), notes).summary


def _standing(questions: Sequence[Question], asking: Asking, notes: Notes) -> Standing:
    """What stands after the answers, in the order of the notes, whatever the order in which they came."""
    ordered = sorted(questions, key=lambda question: question.chunk or (0, 0))
    work = _extracted if asking.extracts else _reviewed
    standing = Standing(notes.only() if asking.extracts else notes.rules)
    for question in ordered:
        standing = work(standing, question, asking, notes)
    if asking.extracts:
        standing = standing._replace(summary=merge(standing.summary, _without_items(notes.rules)))
    return standing if len(questions) == 1 else standing._replace(abstract=None, chosen=())


def _reviewed(before: Standing, question: Question, asking: Asking, notes: Notes) -> Standing:
    if question.chunk is None or not isinstance(question.answer, ReviewAnswer):
        return before
    desk = Desk(notes, before.summary, *question.chunk)
    findings = asking.findings(question.chunk).items
    return reviewed(desk, restored(question.answer, asking.restore), findings, before.review)


def _extracted(before: Standing, question: Question, asking: Asking, notes: Notes) -> Standing:
    if question.chunk is None:
        return before
    if isinstance(question.answer, ExtractAnswer):
        desk = Desk(notes, before.summary, *question.chunk)
        return extracted(desk, restored(question.answer, asking.restore), before.review)
    own = asking.findings(question.chunk).within(*question.chunk).items.values()
    items = {kind: tuple(item for item in getattr(notes.rules, kind) if item in own) for kind in TEXTS}
    return before._replace(summary=merge(before.summary, notes.only(**items)))


def _without_items(rules: MeetingSummary) -> MeetingSummary:
    """What there is only once, which stands where a model did not say."""
    return rules.model_copy(update=dict.fromkeys((*TEXTS, "highlights"), ()) | {"abstract": ""})


def _engine(questions: Sequence[Question]) -> Literal["rules", "llm", "mixed"]:
    answers = [question.answer is not None for question in questions]
    return "llm" if all(answers) else "mixed" if any(answers) else "rules"


def _degraded(questions: Sequence[Question], opening: Question | None) -> tuple[Degraded, ...]:
    """What failed, in the order of the notes; without lines where that is all of them."""
    ordered = sorted(questions, key=lambda question: question.chunk or (0, 0))
    told: list[Degraded] = []
    for question in (*ordered, *filter(None, (opening,))):
        failure = question.failure
        if failure is None:
            continue
        first, last = question.chunk if question.chunk and len(ordered) > 1 else (None, None)
        lacking = "" if question.chunk else "abstract and highlights: "
        told.append(Degraded(code=failure.code, message=f"{lacking}{failure}", first_line=first, last_line=last))
    return tuple(told)
