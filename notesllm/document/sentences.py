"""Sentences inside a block, with their spans in the source."""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document.inline import clean, closed
from notesllm.document.model import Block, Document, Kind
from notesllm.lexicon import lexicon, small_words

END = regex(r"[.!?…]+[*_\"”’')\]]*(?=\s+[\"“‘'(\[*_#@$€£]*[A-Z0-9À-ÞĀ-ŽА-Я@#]|\s*$)")
NEXT = regex(r"\s+[\"“‘'(\[*_#@$€£]*([^\W_]+)")
ORDINAL = regex(r"(?<!\d)(?<!\d[.,:])\d{1,2}$")  # "1." of "bis 1. Juni", "25." of "24./25. Mai"
DAY = regex(r"(?<![\d.])\d{1,2}\.\d{1,2}$")  # of "zum 28.02. 23.418 €"
WINDOW = 14  # code points before a dot in which an abbreviation stands


class _Dots(NamedTuple):
    """What a language writes with a dot inside a sentence."""

    abbreviations: frozenset[str]
    final: frozenset[str]  # the abbreviations that end sentences as well
    numbering: frozenset[str]  # those that are one only before a number
    months: Mapping[str, int]
    starters: frozenset[str] | None  # where ordinals have a dot and nouns capitals: what no ordinal stands before


@cache
def _dots(language: str) -> _Dots:
    words = lexicon(language)
    starters = words.words.get("starters")
    return _Dots(
        abbreviations=frozenset(words.words["abbreviations"]),
        final=frozenset(words.words["final_abbreviations"]),
        numbering=frozenset(words.words["numbering_abbreviations"]),
        months=words.months,
        starters=small_words(language) | frozenset(" ".join(starters).split()) if starters else None,
    )


class Sentence(NamedTuple):
    """``source[start:end]`` is the sentence; ``text`` is what a reader sees of it."""

    start: int
    end: int
    text: str


def sentences(document: Document, block: Block, *, value: bool = False) -> tuple[Sentence, ...]:
    """The sentences of ``block``, or of its value only."""
    start = block.value_start if value and block.value_start >= 0 else block.start
    raw = document.source[start : block.end]
    if block.kind is Kind.CODE or not raw:
        return ()
    found: list[Sentence] = []
    at = 0
    for match in END.finditer(raw):
        if match.end() < len(raw) and not _ends(raw, match, document.language):
            continue
        _add(found, raw, at, match.end(), start, quoted=block.kind is Kind.QUOTE)
        at = match.end()
    _add(found, raw, at, len(raw), start, quoted=block.kind is Kind.QUOTE)
    return tuple(found)


def _add(found: list[Sentence], raw: str, at: int, end: int, base: int, *, quoted: bool) -> None:
    piece = raw[at:end]
    body = piece.strip()
    if not body:
        return
    at += len(piece) - len(piece.lstrip())
    text = clean(body, quoted=quoted)
    if text[:1] in ("*", "_"):
        text = closed(text, raw[end:])
    if text:
        found.append(Sentence(base + at, base + at + len(body), text))


def _ends(raw: str, match: re.Match[str], language: str) -> bool:
    if match[0][0] != "." or match[0].startswith(".."):
        return True
    head = raw[max(0, match.start() - WINDOW) : match.start()].replace("’", "'").split()
    word = head[-1].lstrip("(\"'“„«*_[").lower() if head else ""
    dots = _dots(language)
    if "'" in word:
        word = word.rpartition("'")[2]  # "l'art. 5"
    if word in dots.final:
        return True
    if word in dots.abbreviations or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    if not word[-1:].isdigit() and word not in dots.numbering:
        return True
    following = NEXT.match(raw, match.end())
    after = following[1].lower() if following else ""
    if word in dots.numbering:
        return not after[:1].isdigit()
    if ORDINAL.search(word):
        if after in dots.months or raw[: match.start()].strip() == word:
            return False
        return dots.starters is None or after in dots.starters or after.isdigit() or match.end() - match.start() > 1
    return not (after[:1].isdigit() and DAY.search(word))
