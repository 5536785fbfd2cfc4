"""One look over all lines before any is read: which habits the notes have."""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document.messages import names_above_clocks, words_below
from notesllm.document.speakers import Labels
from notesllm.document.voices import CHAT, FIRST, may_open, turn_of
from notesllm.lexicon import Lexicon

WRAP_LEAST, WRAP_MOST = 50, 130  # widths at which people wrap
RAGGED = 11  # how far wrapped lines end before the margin, mostly
OPENERS = frozenset("<[(*\\`&-")
BRACKETS = frozenset("[(")
MARKS = frozenset("#=-~^<")
ORG = regex(r"^(?:#\+[A-Za-z_]{2,20}:|\*{1,6} (?:TODO|DONE|NEXT|WAITING) )", re.MULTILINE)
BELOW = frozenset(("below",))  # the voice of "Ana:" alone on a line
COLON_WITHIN = 60  # a speaker's colon stands within these


class Survey(NamedTuple):
    """What the notes as a whole show."""

    marked: bool  # headings have marks (#, =, underlines, tags)
    wrap: int  # the column at which lines were broken; 0 where they were not
    voices: frozenset[str]  # of notesllm.document.voices
    speakers: frozenset[str]  # labels that are people who speak
    format: str  # "markdown", "text", "transcript", "chat"


def survey(texts: list[str], source: str, words: Lexicon) -> Survey:
    """Look over ``texts``, the lines of ``source``."""
    marked = filled = alone = 0
    widths: list[int] = []
    before = 0
    labels = Labels()
    heads = labels.heads
    turns: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        line = text.strip()
        if not line:
            before = 0
            continue
        filled += 1
        first = line[0]
        if first in MARKS:
            marked += _marks(line, first, before)
        colon = line.find(":", 1, COLON_WITHIN)
        if colon > 0 or first in OPENERS:
            if first in FIRST or (colon > 0 and (line[colon - 1].isdigit() or line.find("(@", 0, colon) > 0)):
                turn = turn_of(line) if may_open(line, first) else None
                if turn is not None:
                    turns[turn.voice][turn.speaker] += 1
                    before = 0
                    continue
                alone += first.isdigit() and len(line) < 12
            if colon > 0:
                heads[line[:colon]].append(line)
            elif first in BRACKETS or line[2:3] in BRACKETS:
                labels.see(line)
        if before and (first.isalnum() or text[0] in " \t"):
            widths.append(before)
        before = len(text)
    long = sum([len(text) > WRAP_MOST for text in texts])
    if _is_org(source):
        return Survey(True, _wrap(widths, long), frozenset(), labels.speakers(source, words), "org")  # noqa: FBT003
    if alone > 2:
        turns["between"] = names_above_clocks(texts)
    below = BELOW if words_below(texts, heads) else frozenset[str]()
    voices, speakers, shape = _voices(turns, labels, source, words, filled)
    voices |= below if speakers else frozenset()
    return Survey(marked >= 2, _wrap(widths, long), voices, speakers, shape or ("markdown" if marked else "text"))


def _voices(
    turns: defaultdict[str, Counter[str]], labels: Labels, source: str, words: Lexicon, filled: int
) -> tuple[frozenset[str], frozenset[str], str]:
    """The voices in use, who speaks, and whether all is a "chat" or a "transcript"."""
    voices = frozenset(voice for voice, names in turns.items() if _used(voice, names))
    nicks = frozenset(name for voice in voices & CHAT for name in turns[voice])
    speakers = labels.speakers(source, words) | nicks
    if nicks:
        speakers |= labels.nicks(words)
    said = sum(sum(turns[voice].values()) for voice in voices)
    talk = sum(labels.count(name) for name in speakers)
    if said + talk < 0.25 * filled:
        return voices, speakers, ""
    return voices, speakers, "chat" if nicks else "transcript"


def _marks(line: str, first: str, before: int) -> bool:
    if first == "#":
        return line.startswith(("# ", "##"))
    if first == "<":
        return line[1:2] in ("h", "H") and line[2:3].isdigit()
    if first == "=" and line.lstrip("=").startswith(" "):
        return True
    return bool(before) and len(line) >= 4 and line.count(first) == len(line)


def _used(voice: str, names: Counter[str]) -> bool:
    # Programmes are written "10:00 Welcome: Ana" too, but there nobody has the floor twice.
    total = sum(names.values())
    if voice in ("nick", "stamped", "zoom_chat", "caption", "dated"):
        return total >= 2
    return total >= 3 and total > len(names)


def _wrap(widths: list[int], long: int) -> int:
    # Lines that others follow end near the margin where text was wrapped, anywhere where it was not.
    lines = len(widths)
    widths = sorted(width for width in widths if width >= WRAP_LEAST)
    if len(widths) < 3:
        return 0
    best = most = first = 0
    for last, width in enumerate(widths):
        while widths[first] < width - RAGGED:
            first += 1
        if width <= WRAP_MOST and last - first + 1 >= most:
            most, best = last - first + 1, width
    return best if most >= max(0.45 * len(widths), 0.3 * lines, 1.5 * long) else 0


def _is_org(source: str) -> bool:
    """Whether the notes are written in Org mode."""
    likely = ("#" in source and "#+" in source) or "* TODO " in source or "* DONE " in source
    return likely and ORG.search(source) is not None
