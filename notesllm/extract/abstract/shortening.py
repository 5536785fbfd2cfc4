"""Cutting the notes' words to length at a seam, never in the middle of a phrase if that can be helped."""

import re
from functools import lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.lexicon import lexicon

LINK = regex(r"\s*(?:\(https?://[^\s)]+\)|\[https?://[^\s\]]+\]|<https?://[^\s>]+>|https?://[^\s)\]>]+)")
ESCAPE = regex(r"\\(?=[^\w\s])")
MARKS = regex(  # not of names such as __init__.py
    r"(?<!\w)(?!__\w+__[.(]\w)[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w|[.(]\w)|^[\s>•–—\-+*#]+|[\U0001F300-\U0001FAFF☀-➿\uFE0F]"
)
LABEL = regex(r"^\s*[\[(]?(?:#?\w{2,12})[\])]:?\s(?=\S)|^#\w{2,14}:?\s")
EDGES = " ;,:.-–—("
ASIDE = 40  # characters of a bracket that may be dropped
OVER = 0  # words over the limit that a text may have
DECISIVE = 3  # … that a decision may have
FEWEST = 4  # words that a cut leaves at least


def clean(text: str) -> str:
    """``text`` without links, markup, leading marks and end punctuation, on one line."""
    if "\\" in text:
        text = ESCAPE.sub("", text)
    if "http" in text:
        text = LINK.sub("", text)
    if "*" in text or "_" in text or "`" in text or not text.isascii() or not text[:1].isalnum():
        text = LABEL.sub("", MARKS.sub("", text))
    text = " ".join(text.split()).strip(" ;,:.-–—")
    if text.count("(") > text.count(")"):  # what a link leaves of "(see https://…"
        head, _, tail = text.rpartition("(")
        text = head.rstrip(EDGES) if head and len(tail) < ASIDE else text
    return text


class Scissors(NamedTuple):
    """Cuts sentences of one language."""

    seam: re.Pattern[str]
    joint: re.Pattern[str]  # a weaker seam, before what is added to a clause
    dangling: frozenset[str]  # words on which nothing ends
    decisive: frozenset[str]  # words that begin what matters in a decision

    def cut(self, text: str, limit: int, over: int = OVER) -> str:
        """``text`` in about ``limit`` words: whole, or up to a seam that leaves enough, else with an ellipsis.

        A few words more are well spent where they end the text or a clause.
        """
        return self.cut_clean(clean(text), limit, over)

    def cut_clean(self, text: str, limit: int, over: int = OVER) -> str:
        """As ``cut``, for a text that is clean."""
        if text.count(" ") < limit + over:
            return text
        words = text.split()
        head = " ".join(words[: limit + over])
        least = max(FEWEST, limit * 3 // 5)
        for pattern in (self.seam, self.joint):
            for seam in reversed(list(pattern.finditer(head + " "))):
                kept = head[: seam.start()].strip(EDGES)
                last = kept.rpartition(" ")[2].casefold()
                if kept.count(" ") + 1 >= least and kept.count("(") == kept.count(")") and last not in self.dangling:
                    return kept
        taken = words[:limit]
        while len(taken) > FEWEST and taken[-1].casefold().strip(EDGES) in self.dangling:
            taken.pop()
        return " ".join(taken).strip(EDGES) + "…"

    def cut_around(self, text: str, limit: int) -> str:
        """As ``cut``, but with what the decisive word begins: "We discussed PEP 690 … decided to reject it"."""
        words = clean(text).split()
        at = next((i for i, word in enumerate(words) if word.casefold().strip(EDGES) in self.decisive), 0)
        if len(words) <= limit + DECISIVE or at < limit // 2:
            return self.cut(text, limit, DECISIVE)
        head = self.cut(" ".join(words[:at]), limit // 2).rstrip("…")
        return f"{head} … {self.cut(' '.join(words[at:]), limit // 2 + 2)}"


@lru_cache(maxsize=8)
def scissors(language: str) -> Scissors:
    """The scissors for the notes' language."""
    words = lexicon(language)

    def any_of(name: str) -> str:
        return "|".join(re.escape(seam).replace(r"\ ", r"\s") for seam in words.words[f"abstract_{name}"])

    return Scissors(
        seam=re.compile(rf"\s[-–—]\s|[;:(]\s?|,\s|[.!?]\s|\s(?=(?:{any_of('seams')})\s)"),
        joint=re.compile(rf"\s(?=(?:{any_of('joints')})\s)"),
        dangling=frozenset(words.words["abstract_dangling"]),
        decisive=frozenset(word for word, cues in words.cues.items() if "weighty" in cues),
    )
