"""What the meeting settled."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_decisions(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """What the meeting settled."""
    return draft
