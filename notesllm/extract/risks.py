"""Risks, concerns, blockers and issues that are still open."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_risks(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """Risks, concerns, blockers and issues that are still open."""
    return draft
