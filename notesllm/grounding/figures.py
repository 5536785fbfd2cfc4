"""The figures of a text: sign, currency, number and scale, so that "$5M" is not proven by "$5K"."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.lexicon import lexicon

CURRENCY = "$€£¥₹"
FIGURE = regex(
    rf"(?:(?<![^\s(\[*_{CURRENCY}])(?P<sign>[-−]))?(?P<before>[{CURRENCY}])?(?P<inner>[-−])?"
    rf"(?P<number>\d+(?:[.,:/]\d+)*)(?:\s?(?P<after>[{CURRENCY}%])|[ ]?(?P<scale>[^\W\d_]+))?"
)
PARTS = regex(r"[/:]")  # of "47/52" and "10:30"
THOUSANDS = regex(r",(?=\d{3}(?!\d))")  # "1,200" is 1200, "1,5" is one and a half
SCALES = ("percent", "thousand", "million", "billion")


class Figure(NamedTuple):
    """One figure; ``written`` is its number as the text has it."""

    written: str
    number: str
    negative: bool
    currency: str
    scale: str


@lru_cache(maxsize=8)
def _scales(language: str) -> dict[str, str]:
    lists = lexicon(language).words
    return {word: scale for scale in SCALES for word in lists.get(f"scale_{scale}", ())}


def figures(text: str, language: str) -> list[Figure]:
    """All figures of ``text``."""
    found, scales = [], _scales(language)
    for match in FIGURE.finditer(text):
        sign, before, inner, number, after, scale = match.group("sign", "before", "inner", "number", "after", "scale")
        currency = before or (after if after and after != "%" else "")
        size = "percent" if after == "%" else scales.get((scale or "").casefold(), "")
        negative = bool(sign or (before and inner))
        found.append(Figure(number, THOUSANDS.sub("", number), negative, currency, size))
    return found


def unproven_numbers(value: str, passage: str, language: str = "en") -> tuple[str, ...]:
    """The numbers of ``value`` that ``passage`` does not have, or has with another sign, currency or scale."""
    stated = figures(value, language)
    if not stated:
        return ()
    known = figures(passage, language)
    return tuple(figure.written for figure in stated if not _is_among(figure, known))


def _is_among(figure: Figure, known: Iterable[Figure]) -> bool:
    for other in known:
        if figure.number == other.number:
            same = figure.negative == other.negative and figure.scale == other.scale
            if same and (figure.currency == other.currency or not (figure.currency and other.currency)):
                return True
        elif figure.number in PARTS.split(other.number):
            return True
    return False
