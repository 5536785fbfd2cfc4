"""The meetings of a file that holds several, each under a dated heading."""

import datetime as dt
from typing import NamedTuple

from notesllm.dates import find_dates
from notesllm.document import Block, Kind
from notesllm.extract.dating import Sources
from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading

FEWEST = 2  # days that make a file one of several meetings
EDGES = " ()[]*_:,;.-–—#"
FARTHEST = dt.timedelta(days=400)


class Days(NamedTuple):
    """The first and the last day of a file's meetings."""

    first: dt.date
    last: dt.date


def days_of_sessions(reading: Reading, draft: Draft) -> Days | None:
    """From which day to which the meetings of a file took place; None where it holds one.

    Only headings count that are a date, or name a meeting beside it: "2024-03-05", "Stand-up (Mar 5)", and not
    "Release 1.2 (March 5)".
    """
    if draft.date is None or draft.kind == "postmortem":
        return None
    levels: dict[int, set[dt.date]] = {}
    by_start = {block.start: block for block in reading.document.blocks if block.kind is Kind.HEADING}
    for day in Sources(reading).headings():
        heading = by_start.get(day.start)
        if heading and _is_session(reading, draft, heading, day.text):
            levels.setdefault(heading.level, set()).add(day.date)
    told = max(levels.values(), key=len, default=set())
    if len(told) < FEWEST or draft.date not in told or max(told) - min(told) > FARTHEST:
        return None
    return Days(min(told), max(told))


def _is_session(reading: Reading, draft: Draft, heading: Block, day: str) -> bool:
    text = heading.text.strip(EDGES)
    mentions = find_dates(text, reading.lexicon, draft.date, day_first=reading.day_first)
    if len(mentions) > 1 or any(mention.last != mention.date for mention in mentions):
        return False  # "Sprint of March 5 to 9"
    if not (text.startswith(day) or text.endswith(day)):
        return False  # "Announcement for the 4/27 meeting"
    beside = [word.strip(EDGES).casefold() for word in text.replace(day, " ").split()]
    beside = [word for word in beside if word and word not in reading.lexicon.weekdays]
    return not beside or any(word.endswith(reading.lexicon.words["meeting_words"]) for word in beside)
