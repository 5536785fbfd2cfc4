"""Notes of several meetings: the day from which a section's deadlines are seen is the one in its heading."""

import datetime as dt

from notesllm.dates import find_dates, resolve_due_value
from notesllm.extract.actions.scene import Scene, as_due
from notesllm.extract.cues import DIGIT
from notesllm.summary import Due

OTHER_WORDS = 5  # in a heading that is the name and the day of a meeting
FEWEST = 2  # sections with a day of their own in notes of several meetings


def days_of_sections(scene: Scene) -> dict[int, dt.date]:
    """Section -> its own day, where the notes tell of several meetings; else nothing."""
    if scene.draft.date is None:
        return {}
    sections = scene.reading.document.sections
    cues = scene.reading.cues
    own = {
        number: day
        for number, section in enumerate(sections)
        if section.heading >= 0 and cues[section.heading] & DIGIT and (day := _own_day(section.title, scene))
    }
    if len(set(own.values())) < FEWEST:
        return {}
    days: dict[int, dt.date] = {}
    for number, section in enumerate(sections):
        day = own.get(number) or days.get(section.parent)
        if day:
            days[number] = day
    return days


def _own_day(title: str, scene: Scene) -> dt.date | None:
    if len(title) > 80:
        return None
    for mention in find_dates(title, scene.reading.lexicon, scene.draft.date):
        if mention.precision == "day" and mention.date:
            rest = f"{title[: mention.start]} {title[mention.end :]}"
            if len(rest.split()) > OTHER_WORDS:
                return None
            return mention.date if mention.has_year else _nearest(mention.date, scene)
    return None


def _nearest(day: dt.date, scene: Scene) -> dt.date:
    """The day in the year that brings it nearest to the notes' own day, before or after."""
    own = scene.draft.date or day
    years = [year for year in (own.year - 1, own.year, own.year + 1) if not (day.month == 2 and day.day == 29)]
    return min((day.replace(year=year) for year in years), key=lambda one: abs(one - own), default=day)


def seen_from(due: Due, day: dt.date, scene: Scene) -> Due:
    """The deadline as its words mean it on ``day``."""
    if due.date is None or day == scene.draft.date:
        return due
    found = resolve_due_value(due.text, scene.reading.lexicon, day)
    return as_due(found) if found and found.date else due
