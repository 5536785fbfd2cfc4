"""Cutting the notes' words to length at a seam, never in the middle of a phrase if that can be helped."""

import re
from dataclasses import dataclass
from functools import lru_cache

from notesllm.lexicon import lexicon

LINK = re.compile(r"\s*(?:\(https?://[^\s)]+\)|\[https?://[^\s\]]+\]|<https?://[^\s>]+>|https?://[^\s)\]>]+)")
ESCAPE = re.compile(r"\\(?=[^\w\s])")
MARKS = re.compile(r"(?<!\w)[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)|^[\s>•–—\-+*#]+|[\U0001F300-\U0001FAFF☀-➿\uFE0F]")
LABEL = re.compile(r"^\s*[\[(]?(?:#?\w{2,12})[\])]:?\s(?=\S)|^#\w{2,14}:?\s")
MARKED = frozenset("*_`")
EDGES = " ;,:.-–—("
ASIDE = 40  # characters of a bracket that may be dropped
FEWEST = 4  # words that a cut leaves at least


def clean(text: str) -> str:
    """``text`` without links, markup, leading marks and end punctuation, on one line."""
    if "\\" in text:
        text = ESCAPE.sub("", text)
    if "http" in text:
        text = LINK.sub("", text)
    if not text.isascii() or not MARKED.isdisjoint(text) or not text[:1].isalnum():
        text = LABEL.sub("", MARKS.sub("", text))
    text = " ".join(text.split()).strip(" ;,:.-–—")
    if text.count("(") > text.count(")"):  # what a link leaves of "(see https://…"
        head, _, tail = text.rpartition("(")
        text = head.rstrip(EDGES) if head and len(tail) < ASIDE else text
    return text


@dataclass(frozen=True, slots=True)
class Scissors:
    """Cuts sentences of one language."""

    seam: re.Pattern[str]
    dangling: frozenset[str]  # words on which nothing ends
    decisive: frozenset[str]  # words that begin what matters in a decision

    def cut(self, text: str, limit: int) -> str:
        """``text`` in at most ``limit`` words: up to the last seam that leaves enough, else with an ellipsis."""
        text = clean(text)
        words = text.split()
        if len(words) <= limit:
            return text
        head = " ".join(words[:limit])
        for seam in reversed(list(self.seam.finditer(head + " "))):
            kept = head[: seam.start()].strip(EDGES)
            if kept.count(" ") + 1 >= max(FEWEST, limit * 3 // 5) and kept.count("(") == kept.count(")"):
                return kept
        taken = words[:limit]
        while len(taken) > FEWEST and taken[-1].casefold().strip(EDGES) in self.dangling:
            taken.pop()
        return " ".join(taken).strip(EDGES) + "…"

    def cut_around(self, text: str, limit: int) -> str:
        """As ``cut``, but with what the decisive word begins: "We discussed PEP 690 … decided to reject it"."""
        words = clean(text).split()
        at = next((i for i, word in enumerate(words) if word.casefold().strip(EDGES) in self.decisive), 0)
        if len(words) <= limit or at < limit // 2:
            return self.cut(text, limit)
        head = self.cut(" ".join(words[:at]), limit // 2).rstrip("…")
        return f"{head} … {self.cut(' '.join(words[at:]), limit // 2 + 2)}"


@lru_cache(maxsize=8)
def scissors(language: str) -> Scissors:
    """The scissors for the notes' language."""
    words = lexicon(language)
    seams = "|".join(re.escape(seam).replace(r"\ ", r"\s") for seam in words.words["abstract_seams"])
    return Scissors(
        seam=re.compile(rf"\s[-–—]\s|[;:,(]\s?|[.!?]\s|\s(?=(?:{seams})\s)"),
        dangling=frozenset(words.words["abstract_dangling"]),
        decisive=frozenset(word for word, cues in words.cues.items() if "weighty" in cues),
    )
