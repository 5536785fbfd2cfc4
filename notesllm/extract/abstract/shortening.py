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
EDGES = " ;,:.-–—(["
ASIDE = 40  # characters of a bracket that may be dropped
OVER = 0  # words over the limit that a text may have
DECISIVE = 3  # … that a decision may have
FEWEST = 4  # words that a cut leaves at least
PAIRS = tuple(zip('([“„«"', ')]”“»"', strict=True))
SENTENCE = regex(r"[.!?][”»\"')\]]*\s+(?=[\"“«„(\[]?[^\W_a-z])")
NUMBER = regex(r"[$€£]?\d[\d.,]*")
MORE = "…"
JOINING = frozenset(("&", "+", "/", "=", "-", "–", "—", "vs", "vs."))


def clean(text: str) -> str:
    """``text`` without links, markup, leading marks and end punctuation, on one line."""
    if "\\" in text:
        text = ESCAPE.sub("", text)
    if "http" in text:
        text = LINK.sub("", text)
    if "*" in text or "_" in text or "`" in text or not text.isascii() or not text[:1].isalnum():
        text = LABEL.sub("", MARKS.sub("", text))
    text = " ".join(text.split()).strip(" ;,:.-–—")
    return _balanced(text) if "(" in text or ")" in text else text


def _balanced(text: str) -> str:
    """``text`` without a bracket that nothing closes, as a link leaves of "(see https://…", or nothing opens."""
    opened, closed = text.count("("), text.count(")")
    if opened > closed:
        head, _, tail = text.rpartition("(")
        if head:
            return head.rstrip(EDGES) if len(tail) < ASIDE else f"{head.rstrip(EDGES)} – {tail}"
    elif closed > opened and text[-1] == ")":
        return text[:-1].rstrip(EDGES)
    return text


def stop(text: str) -> str:
    """``text`` with a full stop, unless it says that it goes on."""
    return text if text.endswith(MORE) else f"{text}."


class Scissors(NamedTuple):
    """Cuts sentences of one language."""

    seam: re.Pattern[str]
    joint: re.Pattern[str]  # a weaker seam, before what is added to a clause
    dangling: frozenset[str]  # words on which nothing ends
    abbreviations: frozenset[str]
    decisive: frozenset[str]  # words that begin what matters in a decision

    def cut(self, text: str, limit: int, over: int = OVER) -> str:
        """``text`` in about ``limit`` words: whole, or a sentence of it, or up to a seam that leaves enough, with "…".

        A few words more are well spent where they end the text or a clause.
        """
        kept = self.cut_clean(clean(text), limit, over)
        return kept + MORE if text.endswith(":") and not kept.endswith(MORE) else kept

    def cut_clean(self, text: str, limit: int, over: int = OVER) -> str:
        """As ``cut``, for a text that is clean."""
        if text.count(" ") < limit + over:
            return text
        words = text.split()
        head = " ".join(words[: limit + over]) + " "
        least = max(FEWEST, limit * 3 // 5)
        for seam in reversed(list(SENTENCE.finditer(f"{head}{words[limit + over]}"))):
            kept = head[: seam.end()].strip()
            if self._ends(kept) and kept.count(" ") + 1 >= least and not _opened(kept):
                return kept.rstrip(".")
        for pattern in (self.seam, self.joint):
            for seam in reversed(list(pattern.finditer(head))):
                kept = head[: seam.start()].rstrip(EDGES)
                if kept.count(" ") + 1 >= least and not _opened(kept) and not self._dangles(kept):
                    return kept + MORE
        return self._torn(words[:limit])

    def _torn(self, taken: list[str]) -> str:
        """What is left of words with no seam: no open bracket, no number without its unit, nothing that dangles."""
        half, close = len(taken) // 2, ""
        while opened := _opened(" ".join(taken)):
            at, closing = opened
            before = " ".join(taken)[:at].split()
            if len(before) < (2 if closing in ")]" else half):
                close = closing
                break
            taken = before
        while len(taken) > 2 and self._dangles(taken[-1], numbers=True):
            taken = taken[:-1]
        return " ".join(taken).rstrip(EDGES) + MORE + close

    def _dangles(self, text: str, *, numbers: bool = False) -> bool:
        last = text.rpartition(" ")[2].casefold().strip(EDGES)
        return not last or last in self.dangling or last in JOINING or (numbers and bool(NUMBER.fullmatch(last)))

    def _ends(self, text: str) -> bool:
        """Whether a text that ends in a stop ends a sentence: not in an abbreviation, initial or number."""
        if text[-1] != ".":
            return True
        last = text[:-1].rpartition(" ")[2].casefold().lstrip("(\"'“„«")
        return len(last) > 1 and last not in self.abbreviations and not last[-1].isdigit()

    def cut_around(self, text: str, limit: int) -> str:
        """As ``cut``, but with what the decisive word begins: "We discussed PEP 690 … decided to reject it"."""
        words = clean(text).split()
        at = next((i for i, word in enumerate(words) if word.casefold().strip(EDGES) in self.decisive), 0)
        if len(words) <= limit + DECISIVE or at < limit // 2:
            return self.cut(text, limit, DECISIVE)
        head = self.cut(" ".join(words[:at]), limit // 2).rstrip(MORE)
        return f"{head} … {self.cut(' '.join(words[at:]), limit // 2 + 2)}"


def _opened(text: str) -> tuple[int, str] | None:
    """The bracket or quotation mark that nothing closes, and what would close it."""
    for first, last in PAIRS:
        opened = text.count(first)
        if opened % 2 if first == last else opened > text.count(last):
            return text.rfind(first), last
    return None


@lru_cache(maxsize=8)
def scissors(language: str) -> Scissors:
    """The scissors for the notes' language."""
    words = lexicon(language)

    def any_of(name: str) -> str:
        return "|".join(re.escape(seam).replace(r"\ ", r"\s") for seam in words.words[f"abstract_{name}"])

    return Scissors(
        seam=re.compile(rf"\s[-–—]\s|[;:,]\s|\s\(|[!?]\s|\s(?=(?:{any_of('seams')})\s)"),
        joint=re.compile(rf"\s(?=(?:{any_of('joints')})\s)"),
        dangling=frozenset(
            word for name in ("dangling", "joints", "seams") for word in words.words[f"abstract_{name}"]
        ),
        abbreviations=frozenset(words.words["abbreviations"]),
        decisive=frozenset(word for word, cues in words.cues.items() if "weighty" in cues),
    )
