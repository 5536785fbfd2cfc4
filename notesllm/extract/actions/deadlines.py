"""Deadlines as these notes mean them: from their own day, and with the day on which the group meets again."""

import datetime as dt
import re
from dataclasses import dataclass, field

from notesllm.dates import Deadline, may_be_due, resolve_due, resolve_due_value
from notesllm.extract.actions.patterns import Patterns
from notesllm.extract.phrasing import lower
from notesllm.extract.reading import Reading

AHEAD = 300  # days: a day that far ahead, written without its year, is one that has just passed
JOINT = re.compile(r",?\s+(?:and|und|et)\s+(?P<next>[^\W\d_]+)")
MEETINGS = ("meeting", "session", "call", "sitzung")
YEAR = re.compile(r"\d{4}|\d\D\d{1,2}\D\d{2}\b")
MEETING = re.compile(
    r"(?:\b(?:at|by|before|for|to|until|in|zur|bis zur|in der)\s+)?(?:(?:the|our)\s+)?"
    r"\b(?P<month>[^\W\d_]{3,9})(?:['’]s)?(?:[ -]|\. )"
    rf"(?:board |council |committee |regular |team )?(?:{'|'.join(MEETINGS)})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Resolves deadlines, each text once."""

    reading: Reading
    known: Patterns
    day: dt.date | None
    next_day: dt.date | None
    seen: dict[str, Deadline | None] = field(default_factory=dict)
    values: dict[str, Deadline | None] = field(default_factory=dict)

    def of_sentence(self, text: str) -> Deadline | None:
        """The deadline that a sentence gives."""
        if text not in self.seen:
            found = resolve_due(text, self.reading.lexicon, self.day, day_first=self.reading.day_first)
            self.seen[text] = self._settled(found and self._alone(found), text)
        return self.seen[text]

    def _alone(self, found: Deadline) -> Deadline:
        """“before the next meeting and respond to the poll”: without the next deed."""
        if found.precision != "condition":
            return found
        for joint in JOINT.finditer(found.text):
            if lower(joint["next"]) in self.known.verbs:
                return found._replace(text=found.text[: joint.start()], end=found.start + joint.start())
        return found

    def may_stand_in(self, text: str) -> bool:
        """Whether there may be one in the text or in any part of it."""
        return may_be_due(text, self.reading.lexicon) or (self.next_day is not None and _names_meeting(text))

    def of_value(self, text: str) -> Deadline | None:
        """The deadline that a cell or field holds."""
        if text not in self.values:
            found = resolve_due_value(text, self.reading.lexicon, self.day, day_first=self.reading.day_first)
            self.values[text] = self._settled(found, text)
        return self.values[text]

    def _settled(self, found: Deadline | None, text: str) -> Deadline | None:
        if found is not None and found.date is not None:
            if found.precision in ("day", "month") and self.next_day and "." in text[found.end : found.end + 1]:
                return self._by_month(text, self.next_day) or found  # "at the Nov. meeting"
            return found._replace(date=self._past(found.date, found.text))
        if self.next_day is None:
            return found
        if found is not None:
            written = lower(found.text)
            meets = any(phrase in written for phrase in self.known.meetings)
            return found._replace(date=self.next_day, precision="day") if meets else found
        return self._by_month(text, self.next_day)

    def _past(self, date: dt.date, written: str) -> dt.date:
        """“06.09.” in notes of 10 September is four days ago, not in a year."""
        if self.day is None or (date - self.day).days <= AHEAD or YEAR.search(written):
            return date
        if not any(c.isdigit() for c in written) or (date.month == 2 and date.day == 29):
            return date
        return date.replace(year=date.year - 1)

    def _by_month(self, text: str, next_day: dt.date) -> Deadline | None:
        """“at the June meeting”, where the next meeting is in June."""
        if not _names_meeting(text):
            return None
        for match in MEETING.finditer(text):
            if self.reading.lexicon.months.get(lower(match["month"])) == next_day.month:
                return Deadline(match.start(), match.end(), match[0], next_day, "day", strength=2)
        return None


def _names_meeting(text: str) -> bool:
    low = lower(text)
    return any(word in low for word in MEETINGS)
