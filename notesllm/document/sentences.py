"""Sentences inside a block, with their spans in the source."""

import re
from typing import NamedTuple

from notesllm.document.inline import clean
from notesllm.document.model import Block, Document, Kind

END = re.compile(r"[.!?…]+[*_\"”’')\]]*(?=\s+[\"“‘'(\[*_#@$€£]*[A-Z0-9À-ÞĀ-ŽА-Я@#]|\s*$)")
_ABBREVIATIONS = (
    "dr mr mrs ms st prof jr sr vs etc e.g i.e eg ie cf no nr approx inc ltd co corp dept fig vol ca bzw z.b "
    "d.h u.a p.s a.k.a jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri resp incl excl est "
    "min max tel ext ref sec art"
)
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
# After these a sentence may well begin; the others stand before a name or a number.
FINAL = frozenset(("etc", "inc", "ltd", "co", "corp"))


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
        if match.end() < len(raw) and not _ends(raw, match):
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
    if text:
        found.append(Sentence(base + at, base + at + len(body), text))


def _ends(raw: str, match: re.Match[str]) -> bool:
    if match[0][0] != "." or match[0].startswith(".."):
        return True
    head = raw[max(0, match.start() - 14) : match.start()]
    word = head.split()[-1].lstrip("(\"'“*_[").lower() if head.split() else ""
    if word in FINAL:
        return True
    if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    # "1." at the start of a passage counts, "No. 5" and "3. March" don't.
    return not (word.isdigit() and len(word) <= 2 and raw[: match.start()].strip() == word)
