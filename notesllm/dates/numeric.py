"""Dates in figures (first version)."""

from notesllm.lexicon import Lexicon


def day_first(text: str, lexicon: Lexicon) -> bool:
    """Whether 5/10 is the fifth of October in this document."""
    return lexicon.language != "en"
