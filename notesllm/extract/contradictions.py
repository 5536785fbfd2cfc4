"""Where the notes contradict themselves."""

from collections.abc import Iterator
from dataclasses import replace

from notesllm.dates import find_dates, weekday_conflict
from notesllm.extract.dating import Sources
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.likeness import LikenessIndex, key_words, likeness
from notesllm.extract.reading import DIGIT, Reading
from notesllm.summary import ActionItem, Evidence, Warning

DONE = frozenset({"done", "cancelled"})
SAME_TASK = 0.8


def find_contradictions(reading: Reading, draft: Draft) -> Draft:
    """Weekdays that are not their date's, days that do not agree, deadlines in the past, tasks with two owners."""
    found = (
        *_dates_of_the_meeting(reading, draft),
        *_weekdays(reading, draft),
        *_past_deadlines(draft),
        *_two_owners(draft),
    )
    return replace(draft, warnings=with_distinct_ids((*draft.warnings, *found)))


def _warning(code: str, message: str, *evidence: Evidence) -> Warning:
    return Warning(id=item_id("wa", code, message), code=code, message=message, evidence=evidence)


def _dates_of_the_meeting(reading: Reading, draft: Draft) -> Iterator[Warning]:
    """The file's name and the text give different days for the meeting, or two fields do."""
    if draft.kind == "postmortem":  # its title has the incident's day
        return
    sources = Sources(reading)
    told = [*sources.fields(), *sources.titles(), *sources.of_name()]
    chosen = next((day for day in told if day.date == draft.date), None)
    for day in told:
        if chosen is None or day.date == chosen.date:
            continue
        spans = [reading.evidence(d.start, d.end) for d in (chosen, day) if d.start >= 0]
        place = "the file's name" if day.place == "name" else f"a {day.place}"
        yield _warning("date-conflict", f"The notes date the meeting {chosen.date}, {place} says {day.date}.", *spans)
        return


def _weekdays(reading: Reading, draft: Draft) -> Iterator[Warning]:
    """Such as "Friday, 12 March 2024" where that was a Tuesday."""
    both = DIGIT | reading.bits["weekday"]
    for block, cues in zip(reading.document.blocks, reading.cues, strict=True):
        if cues & both != both:
            continue
        for mention in find_dates(block.text, reading.lexicon, draft.date):
            if mention.has_year and weekday_conflict(mention) and mention.date:
                actual = f"{mention.date} is a {mention.date:%A}"
                yield _warning("weekday-mismatch", f"“{mention.text}”: {actual}.", reading.evidence_of(block))


def _past_deadlines(draft: Draft) -> Iterator[Warning]:
    """What is still open was due before the meeting."""
    for item in draft.action_items:
        if draft.date and item.due and item.due.date and item.due.date < draft.date and item.status not in DONE:
            status = item.status.replace("_", " ")
            message = f"“{item.task}” is still {status}, but was due {item.due.date}, before the meeting."
            yield _warning("due-before-meeting", message, *item.evidence)


def _two_owners(draft: Draft) -> Iterator[Warning]:
    """The same task is given to different people in different places."""
    index = LikenessIndex()
    for item in draft.action_items:
        words = key_words(item.task)
        for other in index.candidates(words, limit=8):
            if likeness(words, index.words(other)) >= SAME_TASK and _differ(item, draft.action_items[other]):
                first = draft.action_items[other]
                names = " and ".join(_names(one) for one in (first, item))
                yield _warning("two-owners", f"“{first.task}” is given to {names}.", *first.evidence, *item.evidence)
                break
        index.add(words)


def _names(item: ActionItem) -> str:
    return ", ".join(owner.name for owner in item.owners)


def _differ(one: ActionItem, other: ActionItem) -> bool:
    """Whether both name owners, and share none."""
    ours, theirs = ({owner.name for owner in item.owners} for item in (one, other))
    return bool(ours and theirs and not ours & theirs)
