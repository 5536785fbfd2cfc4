"""Cutting the notes' words to length at a seam, never in the middle of a phrase if that can be helped."""

import re
from collections.abc import Set as AbstractSet

SEAM = re.compile(
    r"\s[-–—]\s|[;:,(]\s?|[.!?]\s|\s(?=(?:because|so that|which|while|in order|due to|as well as|weil|damit|porque|omdat)\s)"
)
LINK = re.compile(r"\s*[(\[<]?https?://[^\s)\]>]+[)\]>]?")
ESCAPE = re.compile(r"\\(?=[^\w\s])")
MARKS = re.compile(r"(?<!\w)[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)|^[\s>•–—\-+*#]+|[\U0001F300-\U0001FAFF☀-➿]")
LABEL = re.compile(r"^\s*[\[(]?(?:#?\w{2,12})[\])]:?\s(?=\S)|^#\w{2,14}:?\s")
HANDLE = re.compile(r"^@[\w-]+(?:\s*[-–:])\s+")
MARKED = frozenset("*_`")
FEWEST = 4  # words that a seam must leave


def clean(text: str) -> str:
    """``text`` without links, markup, leading marks and end punctuation, on one line."""
    if "\\" in text:
        text = ESCAPE.sub("", text)
    if "http" in text:
        text = LINK.sub("", text)
    if not text.isascii() or not MARKED.isdisjoint(text) or not text[:1].isalnum():
        text = LABEL.sub("", MARKS.sub("", text))
    text = " ".join(text.split()).strip(" ;,:.-–—")
    return text.removesuffix(" (").strip()


def shorten(text: str, limit: int, dangling: AbstractSet[str]) -> str:
    """``text`` in at most ``limit`` words: cut at the last seam that leaves enough, else with an ellipsis."""
    text = clean(text)
    words = text.split()
    if len(words) <= limit:
        return text
    head = " ".join(words[:limit])
    for seam in reversed(list(SEAM.finditer(head + " "))):
        cut = head[: seam.start()].strip(" ;,:.-–—(")
        if cut.count(" ") + 1 >= max(FEWEST, limit * 3 // 5) and cut.count("(") == cut.count(")"):
            return cut
    kept = words[:limit]
    while len(kept) > FEWEST and kept[-1].casefold().strip(",;:(") in dangling:
        kept.pop()
    return " ".join(kept).strip(" ;,:.-–—(") + "…"


def shorten_around(text: str, limit: int, dangling: AbstractSet[str], cues: AbstractSet[str]) -> str:
    """``text`` in about ``limit`` words, with what its cue word begins: "We discussed PEP 690 … decided to reject it"."""
    text = clean(text)
    words = text.split()
    at = next((i for i, word in enumerate(words) if word.casefold().strip(".,;:()") in cues), 0)
    if len(words) <= limit or at < limit // 2:
        return shorten(text, limit, dangling)
    head = shorten(" ".join(words[:at]), limit // 2, dangling).rstrip("…")
    return f"{head} … {shorten(' '.join(words[at:]), limit // 2 + 2, dangling)}"
