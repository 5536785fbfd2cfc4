"""Document -> what a meeting yielded: one rule per file, run in the order of one table."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading
from notesllm.extract.rules import RULES, extract

__all__ = ["RULES", "Draft", "Reading", "extract"]
