"""Who does what by when."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_actions(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """Who does what by when."""
    return draft
