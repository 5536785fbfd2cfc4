"""What became of an issue, written like a task: "Action: closed with no change" is a decision, and no work."""

from functools import cache

from notesllm.extract.phrasing import PhraseSet
from notesllm.lexicon import lexicon

SHORT = 9  # words of such an outcome


@cache
def _closed(language: str) -> PhraseSet:
    return PhraseSet(lexicon(language).words.get("decision_closed", ()))


def is_disposition(value: str, language: str) -> bool:
    """Whether a task's text begins with what was done to an issue."""
    return len(value.split()) <= SHORT and _closed(language).match(value) is not None
