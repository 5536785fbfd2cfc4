"""Weeks, months, quarters and years seen from the meeting's: "end of next month", "EOW", "next week"."""

import re

from notesllm._regex import regex
from notesllm.dates.framing import NAMES, framed
from notesllm.dates.mention import Precision
from notesllm.dates.phrase import Meaning, Phrase, later, parts
from notesllm.dates.reading import Reading
from notesllm.dates.reckoning import FRIDAY, current, full_year, in_following_week, months, on_or_after
from notesllm.dates.terms import Terms
from notesllm.dates.tokens import first_tokens, triggers

UNITS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
WHOLE = {"eow": 0, "eom": 1, "eoq": 3, "eoy": 12}


NUMBERED = regex(r"\s*#?\s?\d{1,2}(?![\w%/]|[.:,-]\d|\s*[ap]\.?m\b)")  # "end of week 12" is not this week's


def _end(count: int, following: bool, reading: Reading) -> Meaning:  # noqa: FBT001 - this one or the next
    """The last day of the unit of ``count`` months, or the Friday of the week."""
    if not reading.anchor:
        return Meaning(None, strength=1)
    if not count:
        return Meaning((in_following_week if following else on_or_after)(reading.anchor, FRIDAY), strength=1)
    period = current(reading.anchor, count, int(following))
    return Meaning(period.last if period else None, strength=1)


def _is_numbered(match: re.Match[str], reading: Reading) -> bool:
    """Whether it is the week of a number, no week seen from the meeting's: "end of week 12"."""
    *before, last = match[0].split()
    due = reading.terms.due
    if last not in due["week"] or not NUMBERED.match(reading.low, match.end()):
        return False
    return not before or before[-1] not in (*due["this"], *due["next"], *due["coming"])


def _unit(match: re.Match[str], reading: Reading) -> Meaning | None:
    """Read "end of next month" as a day, "next month" as none."""
    unit = next(name for name in ("week", *UNITS) if match[name])
    count = UNITS.get(unit, 0)
    frame = framed(match.start(), reading)
    following = bool(match["next"] or match["postposed"])
    if frame.part == "end_of":
        if _is_numbered(match, reading):
            return None
        return _end(count, following, reading)._replace(start=frame.start)
    if not (following or match["this"] or match["coming"]):
        return None
    precision: Precision = NAMES[count] if count else "week"
    return Meaning(None, precision, strength=1, start=frame.start)


def _whole(words: Terms, part: str) -> Phrase:
    """One word or phrase for the end of a period: EOW, Monatsende."""

    def read(match: re.Match[str], reading: Reading) -> Meaning | None:
        if match["year"] and part == "eoy":
            period = months(full_year(match["year"]), 1, 12)
            return Meaning(period.last if period else None, strength=1)
        if part == "eow" and _is_numbered(match, reading):
            return None
        return _end(WHOLE[part], bool(match["next"]), reading)

    def pattern() -> str:
        year = rf"(?:\s+(?:{words.part('of')}\s+)?(?P<year>20\d\d)\b)?"
        next_one = rf"(?:(?P<next>{words.part('next')})\s+)?"
        return rf"(?<![\w-]){next_one}{words.part(part)}(?![\w-]){year}"

    return Phrase(parts(words, part), later(pattern), read, first_tokens(words.language, part))


def _week_of(_: re.Match[str], __: Reading) -> Meaning:
    """Read "first week of June", "the week of October 21": they are no day."""
    return Meaning(None, "week", strength=1)


def _unit_pattern(words: Terms) -> str:
    which = "|".join(
        rf"(?P<{name}>{words.part(part)})" for name, part in (("next", "next"), ("coming", "coming"), ("this", "this"))
    )
    unit = "|".join(rf"(?P<{name}>{words.part(name)})" for name in ("week", *UNITS))
    told = rf"(?:\s+(?P<postposed>{words.part('postposed')})(?!\w))?(?:\s+{words.part('approximate')}\b)?"
    return rf"(?<!\w)(?:(?:{which})\s+)?(?:{unit})(?![\w']){told}"


def _week_of_pattern(words: Terms) -> str:
    ends = f"{words.part('ordinal_ends')}?"
    count = rf"(?:(?:{words.number}|{words.part('past')}|\d{ends})\s+)?"
    week = rf"(?:{count}{words.part('week')}\s+{words.part('of')}|{words.part('week_of')})"
    number = rf"\d{{1,2}}{ends}\s*"
    day = rf"(?:{number}(?:{words.part('of')}\s+)?)?{words.month}\b(?:\s*{number})?(?:,?\s+20\d\d)?(?!\d)"
    return rf"\b(?:{words.part('the')}\s+)?{week}\s+{day}"


def units(words: Terms) -> tuple[Phrase, ...]:
    """The recognisers."""
    told = parts(words, "next", "coming", "this", "postposed", "end_of")
    return (
        *(_whole(words, part) for part in WHOLE),
        Phrase(parts(words, "week", *UNITS), later(lambda: _unit_pattern(words)), _unit, told),
        Phrase(
            parts(words, "week", "week_of"), later(lambda: _week_of_pattern(words)), _week_of, triggers(words.months)
        ),
    )
