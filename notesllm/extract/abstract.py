"""What an executive reads first: abstract and highlights."""

from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading


def find_abstract(reading: Reading, draft: Draft) -> Draft:  # noqa: ARG001 - to be written
    """What an executive reads first: abstract and highlights."""
    return draft
