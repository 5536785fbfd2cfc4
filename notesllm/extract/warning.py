"""Warnings, each made the same way."""

from collections.abc import Iterable

from notesllm.extract.identity import item_id
from notesllm.summary import Evidence, Warning


def warning(code: str, message: str, evidence: Iterable[Evidence]) -> Warning:
    """A warning whose id derives from what it says."""
    return Warning(id=item_id("w", code, message), code=code, message=message, evidence=tuple(evidence))
