"""Who was there, who was absent, who led; and the roster."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_attendees(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """Who was there, who was absent, who led; and the roster."""
    return draft
