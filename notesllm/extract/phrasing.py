"""Lists of phrases as patterns, and as the single words without which a sentence holds none of them."""

import re
from collections.abc import Iterable

from notesllm.extract.likeness import WORD

NEVER = r"(?!)"


def alternation(words: tuple[str, ...]) -> str:
    """One of ``words``, the longest first, as a pattern without borders."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or NEVER


def phrase(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of ``words`` as whole words, in any case."""
    return re.compile(rf"(?<![\w'’-])(?:{alternation(words)})(?![\w'’-])", re.IGNORECASE)


def small_words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return WORD.findall(text.casefold().replace("’", "'"))


def triggers(words: Iterable[str]) -> frozenset[str]:
    """The longest word of each phrase: without one of them a sentence holds none of the phrases."""
    told = (small_words(word) for word in words)
    return frozenset(max(parts, key=len) for parts in told if parts)
