"""The figures of a text: sign, currency, number and scale, so that "$5M" is not proven by "$5K"."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.lexicon import lexicon

CURRENCY = "$€£¥₹"
MARKS = CURRENCY + "-−"
NUMBER = regex(r"\d+(?:[.,:/]\d+)*")
# What stands before a number and behind it. A sign begins a word: "3-5" is a range.
BEFORE = regex(rf"(?:(?:^|[\s(\[*_])(?P<sign>[-−]))?(?P<currency>[{CURRENCY}])?(?P<inner>[-−])?$")
BEHIND = regex(rf"\s?(?P<mark>[{CURRENCY}%])|[ ]?(?P<word>[^\W\d_]+)")
WIDEST = 4  # code points before a number that can matter
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
    start: int
    end: int


@lru_cache(maxsize=8)
def _scales(language: str) -> dict[str, str]:
    lists = lexicon(language).words
    return {word: scale for scale in SCALES for word in lists.get(f"scale_{scale}", ())}


def figures(text: str, language: str) -> list[Figure]:
    """All figures of ``text``."""
    found, scales = [], _scales(language)
    for match in NUMBER.finditer(text):
        start, end = match.span()
        sign = currency = mark = word = None
        negative = False
        if start and text[start - 1] in MARKS:
            before = BEFORE.search(text[max(0, start - WIDEST) : start])
            assert before  # noqa: S101 - each part of the pattern is optional
            sign, currency, inner = before.group("sign", "currency", "inner")
            negative = bool(sign or (currency and inner))
        if behind := BEHIND.match(text, end):
            mark, word = behind.group("mark", "word")
        if mark and mark != "%":
            currency = currency or mark
        scale = "percent" if mark == "%" else scales.get(word.casefold(), "") if word else ""
        if behind and scale:
            end = behind.end()
        number = match.group()
        found.append(Figure(number, THOUSANDS.sub("", number), negative, currency or "", scale, start, end))
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
