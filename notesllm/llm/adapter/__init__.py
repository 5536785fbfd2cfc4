"""The one door to models: nothing outside this package knows openai, instructor or another vendor.

Importing it loads none of them; :func:`connect` does.
"""

from notesllm.llm.adapter.backend import ModelBackend
from notesllm.llm.adapter.connecting import connect

__all__ = ["ModelBackend", "connect"]
