"""When in the day and where."""

import re
from dataclasses import replace

from notesllm.dates import find_dates
from notesllm.extract.draft import Draft
from notesllm.extract.header import field_of, front_matter, row_pairs, top
from notesllm.extract.reading import Reading

CLOCK = re.compile(
    r"\b(?:\d{1,2}[:.h]\d\d(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?|\d{4}(?=\s*UTC))"
    r"(?:\s*(?:[-–—]|to|until|bis|à|al?|tot|às?)\s*(?:\d{1,2}[:.h]\d\d(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?))?"
    r"(?:\s*\(?(?:UTC(?:[+-]\d{1,2})?|GMT|[A-Z]{1,4}T|[A-Z][a-z]+ (?:time|Time))\)?)?",
    re.IGNORECASE,
)
LONGEST = 160


def find_place(reading: Reading, draft: Draft) -> Draft:
    """When in the day and where, as the fields at the top say it."""
    times: list[str] = []
    places: list[str] = []
    labels = reading.lexicon.labels
    fields = [(labels.get(key, ""), value) for key, value in front_matter(reading).items()]
    fields += [(field_of(reading, block), block.value) for _, block in top(reading) if block.label and block.value]
    fields += [(pair.field, pair.value) for pair in row_pairs(reading)]
    for field, value in fields:
        if field == "time" and any(c.isdigit() for c in value) and len(value) <= LONGEST:
            times.insert(0, match[0] if (match := CLOCK.search(value)) and len(value) > 60 else value)
        elif field in ("date", "due") and (match := CLOCK.search(_without_dates(value, reading))):
            times.append(match[0].strip())
        elif field == "location" and len(value) <= LONGEST:
            places.append(value)
    return replace(draft, time=times[0] if times else None, location=places[0] if places else None)


def _without_dates(text: str, reading: Reading) -> str:
    """``text`` without its dates: "13.03" of a date is no clock."""
    for mention in reversed(find_dates(text, reading.lexicon, None)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text
