"""How messengers say who wrote what and when: ``[12/03/2024, 09:15:22] Ana: x``, ``ana — Today at 10:02`` above it."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from notesllm.document.speakers import speaker_name

SPACE = "[ \t\xa0\u202f]"
CLOCK = rf"\d{{1,2}}:\d\d(?::\d\d)?(?:{SPACE}?[AaPp]\.?{SPACE}?[Mm]\.?)?"
DAY = r"(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?\.?|\d{1,2}[ -][^\W\d_]{3,9}\.?[ -]\d{2,4})"
STAMP = rf"{DAY},?(?:{SPACE}+[^\W\d_]{{1,3}})?{SPACE}+{CLOCK}"
DATED = r"—|\(@|\d[./-]\d|\d[ -][^\W\d_]{3,9}\.?[ -]\d\d"  # what a messenger's stamp has, and a mere clock lacks
MARKS = "\u200e\u200f\u202a\u202c\u2068\u2069\ufeff"  # that messengers put around names and notices
MARK = f"[{MARKS}]{{0,3}}"
SPEAKER = r"\S[^\n]{0,47}?"
RELATIVE = r"[^\W\d_][\w’']{2,11}(?:[ ][^\W\d_]{1,4}){1,2}[ ]"  # "Today at", "hoy a las"
# These are compiled when they are first used, which few notes do.
ASIDE = r"[ \t]*(?:[\[(][^\[\]()\n]*/[^\[\]()\n]*[\])]|#\d{4})$"  # "[she/her]", "#1234"
OMITTED = r"<[^<>\n]{3,60}>$|\S{3,60}\.\w{3,4} \([^()\n]{4,40}\)$"
EDITED = r"[ \t]*\u200e?<[^<>\n]{3,60} [^<>\n]{3,60}>$"
REACTIONS = r"(?::[a-z0-9_+-]{1,30}:(?:[ \t]*\d{1,3})?[ \t]*)+$|\[[^\[\]\n]{1,60} reacted [^\[\]\n]{1,60}\]$"
ALONE = rf"(?:{DAY},?[ ]+|{RELATIVE})?{CLOCK}$"
PLAIN = r"[^\W_]|[¡¿\"'“«:@(]"
MESSENGERS = frozenset(("dated", "headed"))  # voices of those who break no line without a reason
LONGEST = 48
SPACES = 3  # in a name; more is a sentence
LEAST = 5  # turns under names that stand alone


class Message(NamedTuple):
    """Who writes; the words begin at ``offset``, or below where the line ends there."""

    name: str
    clock: str
    offset: int
    voice: str


@cache
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    stamp = rf"(?P<clock>{STAMP})"
    return (
        (
            "dated",
            re.compile(
                rf"{MARK}(?:\[{stamp}\]:?|(?P<bare>{STAMP}){SPACE}[-–—]){SPACE}+"
                rf"(?P<name>[^\s:][^:\n]{{0,47}}?)[ \t]*:(?:{SPACE}+|$)"
            ),
        ),
        ("headed", re.compile(rf"{MARK}\[{stamp}\][ \t]+(?P<name>[^\s:][^:\n]{{0,47}})$")),
        ("headed", re.compile(rf"(?P<name>{SPEAKER}),?[ \t]+\[{stamp}\]:?$")),
        (
            "headed",
            re.compile(
                rf"(?P<name>{SPEAKER})(?:[ \t]+[—–|·-][ \t]+|,?[ \t]{{2,}}|,[ \t]+)"
                rf"(?P<clock>{STAMP}|(?:{RELATIVE}|(?<=—[ ])){CLOCK})$"
            ),
        ),
        (
            "headed",
            re.compile(
                rf"(?P<name>{SPEAKER})[ \t]+[(<]?@[\w.=/+-]{{1,60}}:[\w.-]{{2,60}}[)>]?,?[ \t]+"
                rf"[(\[]?(?P<clock>{STAMP}|{CLOCK})[)\]]?:?$"
            ),
        ),
    )


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(rf"{MARK}(?:\[{STAMP}\]|{STAMP}{SPACE}[-–—]){SPACE}")


def message_of(text: str) -> Message | None:
    """The message that ``text`` opens."""
    if re.search(DATED, text) is None:
        return None
    for voice, pattern in _shapes():
        match = pattern.match(text)
        if match is None:
            continue
        name = re.sub(ASIDE, "", match["name"].strip(MARKS + "~ \t*"))
        if not name or (name.count(" ") > SPACES and name[0] != "+"):
            continue
        clock = match["clock"] or match["bare"]
        return Message(name, clock, match.end(), voice)
    return None


def is_notice(text: str) -> bool:
    """Whether a stamped line without a writer tells what the messenger did: ``12/03/24, 09:15 - Ana left``."""
    return _notice().match(text) is not None


def said_in(body: str) -> str:
    """What a message says, without marks; empty for a picture that the export left out."""
    if body.startswith("\u200e") or re.match(OMITTED, body) is not None:
        return ""
    return re.sub(EDITED, "", body) if body[-1:] == ">" else body


def names_above_clocks(texts: list[str]) -> Counter[str]:
    """The lines that stand right above a clock alone on its line."""
    found: Counter[str] = Counter()
    above = ""
    for text in texts:
        line = text.strip()
        if above and is_clock(line):
            found[above] += 1
        above = line if is_name_line(line) else ""
    return found


def is_clock(line: str) -> bool:
    """Whether a line is a time of day, or a day and a time, and nothing else."""
    return re.match(ALONE, line) is not None


def is_reaction(line: str) -> bool:
    """Whether a line only counts the pictures that others put under a message: ``:heart: 4``."""
    return re.match(REACTIONS, line) is not None


def is_name_line(line: str) -> bool:
    """Whether a line may hold a name and nothing else."""
    return 0 < len(line) <= LONGEST and line.count(" ") <= SPACES and (line[0].isalpha() or line[0] == "@")


def words_below(texts: list[str], heads: dict[str, list[str]]) -> bool:
    """Whether names stand alone on their lines (``Ana:``), the words below; these are then told under ``heads``."""
    bare = {head for head, lines in heads.items() if len(lines) > 1 and sum(_is_bare(head, line) for line in lines) > 1}
    if len(bare) < 2:
        return False
    told: dict[str, list[str]] = {}
    head = ""
    for text in texts:
        line = text.strip()
        if not line:
            continue
        if head and re.match(PLAIN, line) is not None and line[-1] != ":":
            told.setdefault(head, []).append(f"{head}: {line}")
        before, colon, _ = line.partition(":")
        head = before if colon and before in bare and _is_bare(before, line) else ""
    if sum(map(len, told.values())) < LEAST:
        return False
    for name, lines in told.items():
        heads[name] = [line for line in heads[name] if not _is_bare(name, line)] + lines
    return True


def _is_bare(head: str, line: str) -> bool:
    return len(line) <= len(head) + 5 and line.rstrip("*_ ") == head + ":"


def bare_name(text: str) -> str:
    """The name of ``Ana:`` or ``**Ana:**``."""
    bare = text.strip("*_ ")
    return speaker_name(bare[:-1]) if bare[-1:] == ":" else ""
