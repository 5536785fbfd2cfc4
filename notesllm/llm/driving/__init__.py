"""Doing what plans and exchanges want: in threads for those who wait, in tasks for those who await.

Both drivers know one plan, any exchange, and nothing of what is asked.
"""

from notesllm.llm.driving.awaiting import adriven
from notesllm.llm.driving.blocking import driven
from notesllm.llm.driving.terms import Terms

__all__ = ["Terms", "adriven", "driven"]
