"""Dated steps of a plan."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_milestones(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """Dated steps of a plan."""
    return draft
