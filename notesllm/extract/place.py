"""When in the day and where."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_place(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """When in the day and where."""
    return draft
