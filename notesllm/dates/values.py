"""Deadlines in a place that can hold nothing else: a table's cell, the value of "Due:"."""

import datetime as dt
import re
from functools import cache

from notesllm._regex import regex
from notesllm.dates.deadlines import find_due, rank
from notesllm.dates.mention import Deadline, Precision
from notesllm.dates.phrase import parts
from notesllm.dates.reckoning import day, nearest
from notesllm.dates.terms import lowered, terms
from notesllm.dates.tokens import first_tokens, tokens
from notesllm.lexicon import Lexicon, unaccented

EDGES = " \t\r\n*_`~,;:[]|"
STOP = regex(r"(?<!\d)\.$")  # the stop of a sentence; that of "15.10." belongs to the day
EMPTY = " -–—/."
OPEN_ENDED = ("unclear", "ongoing", "asap", "soon")
CONDITIONS = ("condition", "condition_value", "meeting", "numbered")
DAY_AND_MONTH = regex(r"(?P<day>(?P<padded>\d)?\d)\.(?P<month>(?(padded)\d\d?|\d\d))(?P<stop>\.)?")
LONGEST = 24  # code points in which the first word of a count stands
WHOLE = 60  # a value up to this long is the notes' wording of the deadline as it stands
# A day that is written out and nothing else: most values are one.
WRITTEN_OUT = regex(
    r"(?P<month>[^\W\d_]{3,12}) (?P<day>\d{1,2}), ?(?P<year>\d{4})"
    r"|(?P<iso>\d{4})-(?P<number>\d\d)-(?P<last>\d\d)"
)
NOT_COUNTED = regex(r"\d+\s?%")
LEAD = "due "  # what makes any day a deadline; English lead-ins are known in every language
DAY_LEAD, SPAN_LEAD = "by the ", "in "


@cache
def _nothing(language: str) -> frozenset[str]:
    words = terms(language).due.get("nothing", ())
    return frozenset(form for word in words for form in (word, unaccented(word))) | {""}


@cache
def _open_ended(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{terms(language).part(*OPEN_ENDED)})(?!\w)|^\?+$")


@cache
def _conditions(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{terms(language).part(*CONDITIONS)})\b|\bv\d")


@cache
def _signs(language: str, *names: str) -> frozenset[str]:
    return parts(terms(language), *names)


@cache
def _counts(language: str) -> re.Pattern[str]:
    words = terms(language)
    return re.compile(rf"(?:{words.number}\s|{words.part('few')}\s)")


@cache
def _count_starts(language: str) -> frozenset[str]:
    numbers = (tokens(number)[:1] for number in terms(language).numbers)
    return first_tokens(language, "few").union(*numbers)


def _is_span(low: str, language: str) -> bool:
    """Whether a count opens the value: "2 weeks", "a few days"."""
    if low[0].isdecimal():
        return NOT_COUNTED.match(low) is None
    opens = tokens(low[:LONGEST])[:1]
    return not _count_starts(language).isdisjoint(opens) and _counts(language).match(low) is not None


def resolve_due_value(
    text: str, lexicon: Lexicon, anchor: dt.date | None, *, day_first: bool | None = None
) -> Deadline | None:
    """The deadline in a value that is known to be one; None where it is empty ("-", "N/A")."""
    value = STOP.sub("", text.strip(EDGES))
    if value[:1] + value[-1:] == "()":
        value = value[1:-1].strip(EDGES)
    low = lowered(value)
    language = lexicon.language
    if " ".join(low.split()).strip(EMPTY) in _nothing(language):
        return None
    start = text.index(value)
    if date := _written_out(low, language):
        return Deadline(start, start + len(value), value, date, "day", 2)
    if date := _day_and_month(value, language, anchor):
        return Deadline(start, start + len(value), value, date, "day", 2)
    noun = low in terms(language).due.get("nouns", ())  # "Morgen" is the morning, "morgen" tomorrow
    asked = _spelled_out(low, language) or (value if noun else value[:1].upper() + value[1:])
    leads = (LEAD, DAY_LEAD, SPAN_LEAD) if _is_span(low, language) else (LEAD,)
    for lead in leads:
        found = find_due(lead + asked, lexicon, anchor, day_first=day_first)
        best = max(found, key=rank, default=None)
        if best and (best.date or best.precision not in ("condition", "unclear")):
            return _placed(best, len(lead), start, value)
    precision: Precision = "condition" if _is_condition(low, language) else "unclear"
    return Deadline(start, start + len(value), value, None, precision, 2)


def _day_and_month(value: str, language: str, anchor: dt.date | None) -> dt.date | None:
    """The day that "14.02" can only be where a day is asked for; in English "3.11" may be a version."""
    match = DAY_AND_MONTH.fullmatch(value) if anchor else None
    if match is None or anchor is None or (language == "en" and not (match["stop"] or match["padded"])):
        return None
    number, month = int(match["day"]), int(match["month"])
    return nearest(anchor, month, number) if day(anchor.year, month, number) else None


def _is_condition(low: str, language: str) -> bool:
    """Whether the value names an event, and no state of things like "TBD" or "ongoing"."""
    words = frozenset(tokens(low))
    if words.isdisjoint(_signs(language, *CONDITIONS)) and "v" not in words:
        return False
    if not _conditions(language).search(low):
        return False
    settled = "?" not in low and words.isdisjoint(_signs(language, *OPEN_ENDED))
    return settled or not _open_ended(language).search(low)


def _spelled_out(low: str, language: str) -> str:
    """The full name of a weekday that the value abbreviates: "Fr", which a sentence would not be believed."""
    weekdays = terms(language).weekdays
    number = weekdays.get(low.rstrip("."))
    return "" if number is None else max((name for name, its in weekdays.items() if its == number), key=len)


def _written_out(low: str, language: str) -> dt.date | None:
    """The day of "October 15, 2024" and "2024-10-15"."""
    match = WRITTEN_OUT.fullmatch(low)
    if match is None:
        return None
    if match["iso"]:
        return day(int(match["iso"]), int(match["number"]), int(match["last"]))
    month = terms(language).months.get(match["month"])
    return day(int(match["year"]), month, int(match["day"])) if month else None


def _placed(found: Deadline, lead: int, start: int, value: str) -> Deadline:
    """The deadline at its place in the value, or the whole value as its wording."""
    first, last = max(0, found.start - lead), max(0, found.end - lead)
    if len(value) <= WHOLE:
        first, last = 0, len(value)
    return found._replace(start=start + first, end=start + last, text=value[first:last], strength=2)
