"""What was asked, and who answered what."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_questions(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """What was asked, and who answered what."""
    return draft
