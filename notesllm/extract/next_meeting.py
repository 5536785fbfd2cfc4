"""When the group meets again."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_next_meeting(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """When the group meets again."""
    return draft
