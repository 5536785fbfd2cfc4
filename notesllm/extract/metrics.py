"""Figures with a name."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_metrics(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """Figures with a name."""
    return draft
