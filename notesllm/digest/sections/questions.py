"""Questions that no meeting answered."""

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention, mentions
from notesllm.digest.comparing.threads import Thread, threads
from notesllm.digest.comparing.tracing import trace, with_own_ids
from notesllm.digest.comparing.wording import alike, told_apart
from notesllm.digest.model import Citation, QuestionLine
from notesllm.summary import Question

SAME = 0.66  # how alike two wordings of one question are


def question_threads(context: Context) -> list[Thread[Question]]:
    """All questions through all meetings, answered or not."""
    told = mentions(context.told, lambda summary: summary.questions, lambda item: item.text)
    return threads(told, _likeness)


def questions(context: Context) -> tuple[QuestionLine, ...]:
    """One line a question that is still open: those asked first come first."""
    lines = [_line(context, thread) for thread in question_threads(context) if not is_answered(thread)]
    return with_own_ids(lines)


def is_answered(thread: Thread[Question]) -> bool:
    """Whether one of the meetings gave an answer."""
    return any(mention.item.answer for mention in thread)


def answers(context: Context) -> dict[tuple[str, str], tuple[Citation, ...]]:
    """For each question that was answered, by the meetings and items that asked it, the words that answer it."""
    found: dict[tuple[str, str], tuple[Citation, ...]] = {}
    for thread in question_threads(context):
        if is_answered(thread):
            proof = tuple(citation for mention in thread if mention.item.answer for citation in mention.citations)
            found.update({(mention.meeting.id, mention.item.id): proof for mention in thread})
    return found


def _likeness(thread: Thread[Question], mention: Mention[Question]) -> float:
    last = thread[-1]
    if told_apart(last.gist, mention.gist):
        return 0.0
    score = alike(last.gist, mention.gist, mention.language)
    return score if score >= SAME else 0.0


def _line(context: Context, thread: Thread[Question]) -> QuestionLine:
    asked = next((mention.item.asked_by for mention in reversed(thread) if mention.item.asked_by), None)
    return QuestionLine(**trace(context, thread), text=thread[-1].item.text, asked_by=asked)
