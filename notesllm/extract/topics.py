"""The subjects of the meeting."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_topics(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """The subjects of the meeting."""
    return draft
