"""How one line says who speaks: with a clock, with a nick in angle brackets, alone above the words."""

import re
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document.messages import MESSENGERS, message_of

CLOCK = r"(?:\d{4}-\d\d-\d\d[T ]{1,2})?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d{1,6})?(?:Z|[ ]?[AaPp]\.?[Mm]\.?)?"
NAME = r"[^\W\d_][\w.'’\-]*+(?:[ ]+\(?[\w.'’\-@/&]++[,)]?){0,5}?"
SURNAME_FIRST = r"[^\W\d_a-z][\w'’-]+(?:[ ][^\W\d_a-z][\w'’-]+)?,[ ][^\W\d_a-z][\w.'’-]*(?:[ ][^\W\d_a-z][\w.'’-]*)?"
NICK = r"[@+%~&! ]?[\w\[\]{}|`^.\-]{1,40}"


class Turn(NamedTuple):
    """Who takes the floor; the words begin at ``offset`` of the line (its end where they stand below)."""

    speaker: str
    clock: str
    offset: int
    voice: str


# Name of the voice, its pattern, and whether a chat (not a recording) is written so. The first that matches counts.
VOICES: tuple[tuple[str, re.Pattern[str], bool], ...] = (
    ("caption", regex(r"<v(?:\.[^\s>]*)?[ \t]+(?P<name>[^<>\n]{1,60})>[ \t]*(?P<clock>)"), False),
    (
        "nick",
        regex(
            rf"(?:[\[(]?(?P<clock>{CLOCK})[\])]?[ \t]+)?[*`]{{0,2}}(?:\\?<|&lt;)"
            rf"(?P<name>{NICK})(?:\\?>|&gt;)[*`]{{0,2}}:?(?:[ \t]+|$)"
        ),
        True,
    ),
    (
        "zoom_chat",
        regex(
            rf"(?P<clock>{CLOCK})[ \t]+From[ \t]+"
            rf"(?P<name>[^:\n]{{1,60}}?)(?:[ \t]+to[ \t]+[^:\n]{{1,60}}?)?[ \t]*:[ \t]*"
        ),
        True,
    ),
    (
        "stamped",
        regex(
            rf"[\[(](?P<clock>{CLOCK})[\])]:?[ \t]*[-–]?[ \t]*(?:\*\*|__)?"
            rf"(?P<name>{SURNAME_FIRST}(?=:[ \t])|{NAME})(?:[ \t]*:(?:\*\*|__)?|\*\*:?|$)[ \t]*"
        ),
        False,
    ),
    (
        "named",
        regex(
            rf"(?:\*\*|__|\#+[ ])?(?P<name>{NAME})(?:\*\*|__)?:?[ \t]*"
            rf"[\[(](?P<clock>{CLOCK})[\])](?:\*\*|__)?[ \t]*(?::(?:\*\*|__)?|[-–]|$)[ \t]*"
        ),
        False,
    ),
    (
        "alone",
        regex(rf"(?:\*\*|__)?(?P<name>{NAME})(?:\*\*|__)?[ \t,|·–-]+[*_]{{0,2}}(?P<clock>{CLOCK})[*_]{{0,2}}$"),
        False,
    ),
    ("log", regex(rf"(?P<clock>{CLOCK})[ \t]+(?P<name>{NICK})(?::|[ ]\|)[ \t]+"), True),
    (
        "clocked",
        regex(rf"(?P<clock>{CLOCK})[ \t]*[-–|]?[ \t]*(?:\*\*|__)?(?P<name>{NAME})[ \t]*:(?:\*\*|__)?(?:[ \t]+|$)"),
        False,
    ),
    ("above", regex(rf"(?P<clock>{CLOCK})[ \t]+(?:\*\*|__)?(?P<name>{NAME})(?:\*\*|__)?$"), False),
    ("said", regex(rf"[\[(](?P<clock>{CLOCK})[\])][ \t]+(?P<name>)(?=\S)"), False),
)
_TAGS = "ul ol li table tr td th thead tbody div br hr html head body details summary center section article p"
TAGS = frozenset(_TAGS.split())  # of HTML, which look like nicks
NOBODY = regex(r"\b(?:19|20)\d\d$|^[AaPp]\.?[Mm]\.?$")  # "4 May 2024", and the end of a clock
CHAT = frozenset(name for name, _, chat in VOICES if chat) | MESSENGERS
FIRST = frozenset("[(<*`&\\_#0123456789")
PARTED = regex(
    rf"(?:[\[(]?{CLOCK}[\])]?[ \t]+)?(?:\*{{1,3}}|-!-|--?>|<--?|←|→|⇐|⇒|==?=?|=-=|•|---|\\\*{{1,3}})"
    r"[ \t]*\S{1,60}[ \t](?:[\[(][^\])]{0,80}[\])][ \t]*)?"
    r"(?:has[ ]|have[ ]|is[ ]now[ ]|sets?[ ]mode|changed?[ ]the[ ]topic|joined|quit|left|parted|was[ ]kicked)",
)


def turn_of(text: str) -> Turn | None:
    """The turn that ``text`` opens, whatever the habit of the notes."""
    for voice, pattern, _ in VOICES:
        match = pattern.match(text)
        if match is not None:
            name = match["name"].strip()
            if len(name) <= 48 and not name.endswith(",") and NOBODY.search(name) is None and name not in TAGS:
                return Turn(name.removesuffix(":"), (match["clock"] or "").strip(), match.end(), voice)
    message = message_of(text)
    return None if message is None else Turn(*message)


def may_open(text: str, first: str) -> bool:
    """A cheap look that spares most lines the patterns."""
    if first in "<*`&\\":
        return "<" in text or "&lt;" in text or (first == "*" and ":" in text)
    at = text.find(":", 0, 72)
    if at > 0 and text.find("(@", 0, at) > 0:
        return True
    return at > 0 and text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()


RECORDER = regex(r"\S.{0,60} (?:started|stopped) (?:the )?(?:transcription|recording)\.?$")
BARE = regex(
    rf"[\[(]?(?P<clock>{CLOCK})[\])]?[ \t]+(?:\*[ \t]+(?P<nick>[^\s:]{{1,30}})[ \t]+)?(?=\S)"
)  # "10:02 * ana nods"
