"""The name of the meeting, without its date."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_title(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """The name of the meeting, without its date."""
    return draft
