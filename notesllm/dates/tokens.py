"""The words of a text as they are looked up, to spare patterns that could not match."""

from collections.abc import Iterable
from functools import cache

from notesllm._regex import regex
from notesllm.dates.terms import lowered, terms
from notesllm.lexicon import unaccented

TOKEN = regex(r"[^\W\d_]+")
FIGURE = regex(r"\d")
FIGURES = b"0123456789"
LETTERS = bytes(byte | 32 if chr(byte).isalpha() and byte < 128 else 32 for byte in range(256))  # all else is a gap


def tokens(text: str) -> list[str]:
    """The runs of letters, small."""
    if text.isascii():
        return text.encode().translate(LETTERS).decode().split()
    return TOKEN.findall(lowered(text))


def has_figure(text: str) -> bool:
    """Whether there is any figure."""
    if text.isascii():
        return len(text.encode().translate(None, FIGURES)) != len(text)
    return FIGURE.search(text) is not None


def triggers(*words: Iterable[str]) -> frozenset[str]:
    """The longest token of each phrase, its rarest as a rule; with and without accents."""
    return _with_unaccented(
        max(reversed(found), key=len) for group in words for phrase in group if (found := TOKEN.findall(phrase))
    )


@cache
def first_tokens(language: str, *parts: str) -> frozenset[str]:
    """The first token of each phrase of the named parts of ``[due]``."""
    return _at(0, language, parts)


@cache
def last_tokens(language: str, *parts: str) -> frozenset[str]:
    """The last token of each phrase of the named parts of ``[due]``."""
    return _at(-1, language, parts)


def ends_with(low: str, start: int, end: int, words: frozenset[str]) -> bool:
    """Whether the last token between the two places is one of the words."""
    found = tokens(low[start:end])
    return bool(found) and found[-1] in words


def _at(place: int, language: str, parts: tuple[str, ...]) -> frozenset[str]:
    due = terms(language).due
    return _with_unaccented(
        found[place] for part in parts for phrase in due.get(part, ()) if (found := TOKEN.findall(phrase))
    )


def _with_unaccented(words: Iterable[str]) -> frozenset[str]:
    plain = frozenset(words)
    return plain | {unaccented(word) for word in plain if not word.isascii()}
