"""What sort of meeting it was."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_kind(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """What sort of meeting it was."""
    return draft
