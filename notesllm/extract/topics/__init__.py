"""The meeting's subjects, in the order of the notes."""

from notesllm.extract.topics.finding import find_topics

__all__ = ["find_topics"]
