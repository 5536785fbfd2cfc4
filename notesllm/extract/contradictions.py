"""Where the notes contradict themselves."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_contradictions(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """Where the notes contradict themselves."""
    return draft
