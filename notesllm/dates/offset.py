"""Spans of time counted from the meeting: "in 3 days", "within two weeks", "a week from today"."""

import re

from notesllm.dates.mention import Precision
from notesllm.dates.phrase import DIGIT, Meaning, Phrase, later, parts
from notesllm.dates.reading import Reading
from notesllm.dates.reckoning import plus, plus_workdays
from notesllm.dates.terms import Terms
from notesllm.dates.tokens import triggers

DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
UNITS = ("workday", "hour", *DAYS, *MONTHS)
ROUGHLY: dict[str, Precision] = {"month": "month", "quarter": "quarter", "year": "year"}
HOURS_A_DAY = 24


def _offset(match: re.Match[str], reading: Reading) -> Meaning | None:
    """A vague number or a range ("1-2 weeks") gives no day, and neither do a few hours."""
    anchor = reading.anchor
    unit = next(name for name in UNITS if match[name])
    if not match["count"] or match["upto"] or match["vague"] or match["about"]:
        return Meaning(None, ROUGHLY.get(unit, "week"), strength=1)
    count = reading.terms.count(match["count"])
    if unit == "hour" and count < HOURS_A_DAY:
        return None
    if not anchor:
        return Meaning(None, strength=1)
    if unit == "workday":
        return Meaning(plus_workdays(anchor, count), strength=1)
    if unit == "hour":
        return Meaning(plus(anchor, -(-count // HOURS_A_DAY)), strength=1)
    return Meaning(plus(anchor, count * DAYS.get(unit, 0), count * MONTHS.get(unit, 0)), strength=1)


def _span(words: Terms) -> str:
    number = rf"(?:\d{{1,3}}|{words.number})"
    count = (
        rf"(?:(?P<about>{words.part('about')})\s+)?"
        rf"(?:(?P<count>{number})(?:\s*(?:[-–]|{words.part('to')})\s*(?P<upto>{number}))?|{words.part('few')})"
    )
    units = "|".join(rf"(?P<{name}>{words.part(name)})" for name in UNITS)
    return rf"{count}\s*(?:{units})(?!\w)(?:\s+(?P<vague>{words.part('approximate')})\b)?"


def _after(words: Terms) -> str:
    tail = rf"(?!\s+{words.part('past_after')}\b)"
    return rf"\b{words.part('within')}\s+{_span(words)}(?:'?\s+{words.part('from_now')}\b)?{tail}"


def _from_now(words: Terms) -> str:
    tail = rf"(?!\s+{words.part('past_after')}\b)"
    return rf"(?<![\w.,-]){_span(words)}'?\s+{words.part('from_now')}\b{tail}"


def offset(words: Terms) -> tuple[Phrase, ...]:
    """The recognisers: "in two weeks", and "two weeks from now"."""
    starts, counted = parts(words, *UNITS), parts(words, "few") | triggers(words.numbers) | {DIGIT}
    return (
        Phrase(starts, later(lambda: _after(words)), _offset, counted),
        Phrase(starts, later(lambda: _from_now(words)), _offset, parts(words, "from_now")),
    )
