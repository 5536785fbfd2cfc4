"""When in the day and where."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from notesllm._regex import regex
from notesllm.dates import find_dates
from notesllm.document import Block, Kind
from notesllm.extract.draft import Draft
from notesllm.extract.header import as_written, field_of, front_matter, row_pairs, top
from notesllm.extract.reading import Reading

_HOUR = r"\d{1,2}(?:[:.]|\s?h\s?)\d\d(?!\d|[./]\d)(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?"
_ZONE = r"(?:UTC|GMT)(?:[+-]\d{1,2}(?::\d\d)?)?|(?-i:[A-Z]{1,4}T\b|[A-Z][a-z]+ [Tt]ime\b)"
CLOCK = regex(
    rf"(?<![\w.])(?:{_HOUR}|\d{{4}}(?=\s*UTC))(?:\s*(?:[-–—]|to|until|bis|à|al?|tot|às?)\s*(?:{_HOUR}))?"
    rf"(?:\s*\((?:{_ZONE})\)|\s*(?:{_ZONE}))?",
    re.IGNORECASE,
)
# How long it took, which is no time of day.
LENGTH = regex(
    r"(?:[\d.,]+\s*h\w*\.?\s*)?\d+\s*min\w*\.?|[\d.,]+\s*(?:hours?|hrs?|Std\w*|Stunden?|heures?|horas?|ore|uur)\.?"
)
LINK = regex(r"\[(?P<md>[^\[\]\n]{1,80})\]\([^()\s]{1,400}\)|<a\s[^<>]{1,400}>(?P<html>[^<>]{1,80})</a>", re.IGNORECASE)
EMPTY = regex(r"\(\s*\)|\[\s*\]")
LONGEST = 160
ANY_YEAR = dt.date(2024, 1, 1)  # lets dates without a year be found


def find_place(reading: Reading, draft: Draft) -> Draft:
    """When in the day and where, as the fields at the top say it."""
    times: list[str] = []
    places: list[str] = []
    labels = reading.lexicon.labels
    fields = [(labels.get(key, ""), value) for key, value in front_matter(reading).items()]
    for _, block in top(reading):
        if block.label and block.value:
            field = field_of(reading, block)
            fields.append((field, _unlinked(reading, block) if field == "time" else block.value))
    fields += [(pair.field, pair.value) for pair in row_pairs(reading)]
    for field, value in fields:
        if field == "time" and any(c.isdigit() for c in value) and len(value) <= LONGEST:
            if LENGTH.fullmatch(value.strip()):
                continue
            times.insert(0, match[0] if (match := CLOCK.search(value)) and len(value) > 60 else value)
        elif field in ("date", "due") and (match := CLOCK.search(_without_dates(value, reading))):
            times.append(match[0].strip())
        elif field == "location" and len(value) <= LONGEST:
            places.append(value)
    if not times:
        times += _of_title(reading, draft)
    return replace(draft, time=times[0] if times else None, location=places[0] if places else None)


def _of_title(reading: Reading, draft: Draft) -> Iterator[str]:
    """The time that stands beside the day in the notes' first heading: "2021-05-09 17:00 - 20:00 Team"."""
    heading = next((block for _, block in top(reading) if block.kind is Kind.HEADING), None)
    if heading is None:
        return
    written = as_written(heading)
    rest = _without_dates(written, reading, draft.date or ANY_YEAR)
    if rest != written and (match := CLOCK.search(rest)):
        yield match[0].strip()


def _unlinked(reading: Reading, block: Block) -> str:
    """A time without the text of links that only lead on: "17:00 UTC [convert](…)"."""
    value = block.value
    for link in LINK.finditer(reading.document.source, block.start, block.end):
        text = " ".join((link["md"] or link["html"]).split())
        if not any(c.isdigit() for c in text):
            value = value.replace(text, "", 1)
    return " ".join(EMPTY.sub(" ", value).split()).strip(" ,;–—-|") if value != block.value else value


def _without_dates(text: str, reading: Reading, anchor: dt.date = ANY_YEAR) -> str:
    """``text`` without its dates: "13.03" of a date is no clock."""
    for mention in reversed(find_dates(text, reading.lexicon, anchor, day_first=reading.day_first)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text
