"""A folder of notes as a database: summaries kept in SQLite, found by words, corrected by hand."""

from notesllm.archive.edits import Edit
from notesllm.archive.searching import Found
from notesllm.archive.store import Archive

__all__ = ["Archive", "Edit", "Found"]
