"""What was asked, by whom, and what was answered: Q&A sections, ``Q:``/``A:`` pairs, lists of open questions."""

from notesllm.extract.questions.finding import find_questions

__all__ = ["find_questions"]
