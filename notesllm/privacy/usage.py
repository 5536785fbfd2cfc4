"""Whether a word that is also a name is used as one: "Will will ask May", but not "we will ask in May"."""

import re

from notesllm._regex import regex
from notesllm.privacy.words import words

NEXT = regex(r"(?:[ \t]+|-)([^\W\d_]+)")
PREVIOUS = regex(r"([^\W\d_]+)(?:[ \t]+|-)\Z")
BEGINS = regex(r"(?:^|[\n.!?:]|[-*•>#|–—]\s|\d[.)]|\]|[\"“„«])[\s\"“„«*_>#|•-]*\Z")
DATED = regex(
    r"(?:\b(?:in|by|until|till|before|after|of|since|early|mid|late|end|from|to|next|last|this|for|im|am|bis|ab|en|au|à|fin|de|di|a|em|eind|per"
    r"|through|and|or|und|et|y|e|on|the)|\d(?:st|nd|rd|th|\.)?|[/–-])[ -]?\Z",
    re.IGNORECASE,
)
DAY = regex(r"[ \t.]*(?:\d|[/–-]\s?\w{3,9}\b)")
FIGURE = regex(r"\s?[$€£]?\d")  # "Rose to 7%"
MARKS = ":)],|/&’'"


def is_used_as_name(text: str, start: int, end: int, names: frozenset[str]) -> bool:
    """Judged by its capital and its neighbours; ``names`` are all words of names, in small letters."""
    word = text[start:end]
    before = text[max(0, start - 24) : start]
    if not word[0].isupper():
        joined = PREVIOUS.search(before) if before.endswith("-") else None  # "Dae-jung"
        if text[end : end + 1] in {":", ">"} and (not before or before[-1] in "\n<"):
            return True  # who speaks, in a chat
        return before.endswith("@") or bool(joined and _is_name(joined[1], names))
    following = NEXT.match(text, end)
    previous = PREVIOUS.search(before)
    if (following and _is_name(following[1], names)) or (previous and _is_name(previous[1], names)):
        return True
    if word.casefold() in words("months") and (DATED.search(before) or DAY.match(text, end)):
        return False
    if word.isupper() and len(word) > 2:
        return text[end : end + 1] == ":"
    if before and not BEGINS.search(before):
        return True
    rest = text[end : end + 2].strip(" ")
    if not rest or rest[0] in MARKS or rest[0] in "\r\n-–—":
        return True
    return bool(following and following[1] in words("deeds") and not FIGURE.match(text, following.end()))


def is_beside_name(text: str, start: int, end: int, names: frozenset[str]) -> bool:
    """Whether a word with a capital follows a name, or is joined to one by a hyphen."""
    if not text[start].isupper():
        return False
    previous = PREVIOUS.search(text[max(0, start - 24) : start])
    following = NEXT.match(text, end) if text[end : end + 1] == "-" else None
    return any(found is not None and _is_name(found[1], names) for found in (previous, following))


def _is_name(word: str, names: frozenset[str]) -> bool:
    return word[0].isupper() and word.casefold() in names
