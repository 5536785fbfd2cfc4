"""A subject: its title as the notes write it, and the blocks under it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document import Block
from notesllm.extract.cues import WORD
from notesllm.extract.reading import Reading
from notesllm.extract.salience import DESCRIBING
from notesllm.lexicon import lexicon, phrase_key

# Under these nothing is discussed, or what is has rules of its own.
ELSEWHERE = frozenset(
    {"people", "absent", "agenda", "next_meeting", "log", "actions", "review", "decisions", "metrics", "questions"}
)
MINUTES = regex(
    r"\s*[(\[][^()\[\]]{0,12}\d\s*(?:m|min|mins|minutes|h|minuten|votes)\b[^()\[\]]{0,12}[)\]]", re.IGNORECASE
)
NUMBERING = regex(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)]|top\s*\d{1,2}:?|#+)\s+", re.IGNORECASE)
PLACEHOLDER = regex(r"^[\[<{(][^\[\]<>{}()]*[\]>})]$")
EXAMPLE = regex(r"\s*\((?:e\.g\.|see|cf\.|z\.B\.|https?:)[^()]*\)|\s*https?://\S+")
MARKS = " :.,;*_–—-"
EMOJI = MARKS + "".join(map(chr, (*range(0x1F300, 0x1FB00), *range(0x2600, 0x27C0), 0xFE0F)))
OPENING = frozenset("[<{(")
BRIEFLY = 16  # words in which notes say that something was not discussed
LINK = regex(r"https?://\S+|^[\w-]+/[\w-]+$")


class Subject(NamedTuple):
    """What was discussed."""

    title: str
    place: tuple[int, int]  # where the title stands in the source
    blocks: Sequence[int]


def title_of(text: str) -> str:
    """A title without its number, minutes, links and examples."""
    if "(" in text or "[" in text:
        text = MINUTES.sub("", text)
    if "(" in text or "http" in text:
        text = EXAMPLE.sub("", text)
    if not text[:2].isalpha() or text[:3].casefold() == "top":
        text = NUMBERING.sub("", text)
    return text.strip(MARKS) if text.isascii() else text.strip(EMOJI)


def names_subject(reading: Reading, title: str, key: str) -> bool:
    """Whether a title names a subject: it is no link, template, clock time, bare date or "Discussion"."""
    generic = listed(reading.document.language, "topic_generic")
    if key in generic or ("/" in title and LINK.search(title)) or (title[:1] in OPENING and PLACEHOLDER.match(title)):
        return False
    if reading.lexicon.zones.get(key.partition(" ")[0]) in {"agenda", "log"}:  # "Agenda for the call of 16 May"
        return False
    words = reading.lexicon
    if ":" in title and words.labels.get(phrase_key(title.partition(":")[0])) in DESCRIBING:
        return False
    for word in WORD.findall(key):
        if not (word in generic or word in words.months or word in words.weekdays) and sum(map(str.isalpha, word)) > 2:
            return True
    return False


def untouched(reading: Reading, block: Block) -> bool:
    """Whether a block only says that there was no time: "Not discussed (no time left)"."""
    if block.text.count(" ") >= BRIEFLY:
        return False
    said = f"{phrase_key(block.text.strip(MARKS + '([)]'))} "
    return any(said.startswith(f"{words} ") for words in listed(reading.document.language, "topic_untouched"))


@lru_cache(maxsize=32)
def listed(language: str, name: str) -> frozenset[str]:
    """A word list of the lexicon, in the form of headings."""
    return frozenset(phrase_key(word) for word in lexicon(language).words[name])
