"""Where the notes contradict themselves."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from notesllm.dates import Mention, find_dates, weekday_conflict
from notesllm.document import Kind
from notesllm.extract.cues import DIGIT
from notesllm.extract.dating import Sources
from notesllm.extract.draft import Draft
from notesllm.extract.identity import with_distinct_ids
from notesllm.extract.likeness import LikenessIndex, key_words, likeness
from notesllm.extract.reading import Reading
from notesllm.extract.warning import warning
from notesllm.lexicon import phrase_key
from notesllm.summary import ActionItem, Warning

DONE = frozenset({"done", "cancelled"})
SAME_TASK = 0.8
# Not the process locale's: messages are in English.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEAR = dt.timedelta(60)  # a date without a year that is farther from the meeting may be of another year


def find_contradictions(reading: Reading, draft: Draft) -> Draft:
    """Weekdays that are not their date's, days that do not agree, deadlines in the past, tasks with two owners."""
    found = (
        *_dates_of_the_meeting(reading, draft),
        *_weekdays(reading, draft),
        *_past_deadlines(draft),
        *_two_owners(draft),
    )
    return replace(draft, warnings=with_distinct_ids((*draft.warnings, *found)))


def _dates_of_the_meeting(reading: Reading, draft: Draft) -> Iterator[Warning]:
    """The file's name and the text give different days for the meeting, or a field and the title do.

    The dated headings of a roll-up are its sessions' and contradict nothing.
    """
    if draft.kind == "postmortem":  # its title has the incident's day
        return
    sources = Sources(reading)
    titles = list(sources.titles())
    sessions = len({day.date for day in titles}) > 1
    told = [*sources.fields(), *([] if sessions else titles), *sources.of_name()]
    chosen = next((day for day in told if day.date == draft.date), None)
    for day in told:
        if chosen is None or day.date == chosen.date:
            continue
        spans = [reading.evidence(d.start, d.end) for d in (chosen, day) if d.start >= 0]
        place = "the file's name" if day.place == "name" else f"a {day.place}"
        yield warning("date_conflict", f"The notes date the meeting {chosen.date}, {place} says {day.date}.", spans)
        return


def _weekdays(reading: Reading, draft: Draft) -> Iterator[Warning]:
    """Such as "Friday, 12 March 2024" where that was a Tuesday, "Monday stand-up (Oct 21)" where that is a Tuesday."""
    both = DIGIT | reading.bits["weekday"]
    for index in [index for index, cues in enumerate(reading.cues) if cues & both == both]:
        block = reading.document.blocks[index]
        mentions = find_dates(block.text, reading.lexicon, draft.date, day_first=reading.day_first)
        if block.kind is Kind.HEADING and len(mentions) == 1:
            mentions = (_with_leading_weekday(mentions[0], block.text, reading),)
        for mention in mentions:
            if weekday_conflict(mention) and mention.date and _is_of_that_year(mention, draft):
                actual = f"{mention.date} is a {WEEKDAYS[mention.date.weekday()]}"
                yield warning("weekday_mismatch", f"“{mention.text}”: {actual}.", [reading.evidence_of(block)])


def _with_leading_weekday(mention: Mention, title: str, reading: Reading) -> Mention:
    """The day of a heading with the weekday that the heading begins with."""
    weekday = reading.lexicon.weekdays.get(phrase_key(title.split(maxsplit=1)[0]))
    if weekday is None or mention.weekday is not None or mention.last != mention.date:
        return mention
    return mention._replace(weekday=weekday, text=title)


def _is_of_that_year(mention: Mention, draft: Draft) -> bool:
    """Whether a year that the date leaves out can be no other than the one that the meeting's day gives it."""
    if mention.has_year:
        return True
    return mention.date is not None and draft.date is not None and abs(mention.date - draft.date) <= NEAR


def _past_deadlines(draft: Draft) -> Iterator[Warning]:
    """What is still open was due before the meeting."""
    for item in draft.action_items:
        if draft.date and item.due and item.due.date and item.due.date < draft.date and item.status not in DONE:
            status = item.status.replace("_", " ")
            message = f"“{item.task}” is still {status}, but was due {item.due.date}, before the meeting."
            yield warning("due_before_meeting", message, item.evidence)


def _two_owners(draft: Draft) -> Iterator[Warning]:
    """The same task is given to different people in different places."""
    index = LikenessIndex()
    for item in draft.action_items:
        words = key_words(item.task)
        for other in index.candidates(words, limit=8) if item.owners else ():
            first = draft.action_items[other]
            if _differ(item, first) and likeness(words, index.words(other)) >= SAME_TASK:
                names = " and ".join(_names(one) for one in (first, item))
                evidence = (*first.evidence, *item.evidence)
                yield warning("owner_conflict", f"“{first.task}” is given to {names}.", evidence)
                break
        index.add(words)


def _names(item: ActionItem) -> str:
    return ", ".join(owner.name for owner in item.owners)


def _differ(one: ActionItem, other: ActionItem) -> bool:
    """Whether both name owners, and share none."""
    theirs = [owner.name for owner in other.owners]
    return bool(theirs) and not any(owner.name in theirs for owner in one.owners)
