"""The words before a day that make it a deadline: "due by", "no later than"; or rule it out: "since", "last"."""

import datetime as dt
import re
from functools import cache

from notesllm._regex import regex
from notesllm.dates.mention import Deadline
from notesllm.dates.phrase import STOP, Meaning
from notesllm.dates.reading import Reading
from notesllm.dates.terms import terms
from notesllm.dates.tokens import ends_with, first_tokens, last_tokens

BEFORE = 40  # code points in which a lead-in stands
NEAR = 8  # … and white space before punctuation
BY, ON = 2, 1


FILLERS = ("filler", "the", "day_end", "next", "coming", "this")
KINDS = (("past", ("past", "week_of")), ("before", ("before",)), ("by", ("by",)), ("on", ("on", "to", "day_end")))
OPENS = regex(r"[\s,]*(?:[\d@]|([^\W\d_]+))")  # what the hour after a day opens with


@cache
def _lead(language: str) -> re.Pattern[str]:
    words = terms(language)
    filler = rf"(?:{words.part(*FILLERS)}(?:\s+|(?<='))){{0,3}}"
    colon = r"(?P<colon>\s*\**:\**)?"
    named = "|".join(rf"(?P<{kind}>{words.part(*names)})" for kind, names in KINDS)
    return re.compile(
        rf"(?<![\w-])(?:{named})"
        rf"{colon}(?:\s+|(?<=')){filler}\(?$"
    )


@cache
def _lead_ends(language: str) -> frozenset[str]:
    return last_tokens(language, *FILLERS, *(name for _, names in KINDS for name in names))


@cache
def _tail(language: str) -> re.Pattern[str]:
    words = terms(language)
    at = rf"(?:{words.part('by', 'on')}\s+|@\s*)?(?:{words.part('clock')}\s*)?"
    clock = rf"{at}\d{{1,2}}(?:[:.h]\d\d)?\s*{words.part('hour_mark')}"
    evening = rf"(?:{words.part('on', 'by')}\s+)?{words.part('day_end')}"
    return re.compile(rf"[\s,]*(?:{clock}|{evening}|(?P<latest>{words.part('latest')}))(?!\w)")


def _followed(end: int, reading: Reading) -> re.Match[str] | None:
    """What belongs to a day after it: the hour, "at the latest"."""
    language = reading.terms.language
    opens = OPENS.match(reading.low, end)
    if not opens or (opens[1] and opens[1] not in first_tokens(language, "by", "on", "clock", "day_end", "latest")):
        return None
    return _tail(language).match(reading.low, end)


def led(start: int, end: int, meaning: Meaning, reading: Reading) -> Deadline | None:
    """The phrase with its lead-in and what follows of it, or None where it is no deadline."""
    language, low = reading.terms.language, reading.low
    strength, date = meaning.strength, meaning.date
    for _ in range(2):  # "due: by Friday" has two
        first = max(0, start - BEFORE)
        if not ends_with(low, first, start, _lead_ends(language)):
            break
        match = _lead(language).search(low, first, start)
        if not match:
            break
        if match["past"] and not meaning.ranged:  # "from the 3rd to the 5th" is no day past
            return None
        strength = max(strength, BY if match["by"] or match["before"] else ON)
        if match["before"] and meaning.first:
            date = meaning.first - dt.timedelta(1)
        if match["colon"]:
            break
        start = match.start()
    match = _followed(end, reading)
    if match:
        end = match.end()
        strength = BY if match["latest"] else strength
    if strength < meaning.needs:
        return None
    if not strength and _alone(start, end, reading):
        strength = ON
    return Deadline(start, end, reading.text[start:end], date, meaning.precision, strength)


def _alone(start: int, end: int, reading: Reading) -> bool:
    """Whether punctuation sets the phrase apart: "Ship it (Oct 31)", "Ship it - Oct 31"."""
    set_off = reading.low[max(0, start - NEAR) : start].rstrip()[-1:] in set("([,:-–—|*→>")
    return set_off and STOP.match(reading.low, end) is not None
