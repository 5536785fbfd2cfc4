"""The meeting's own day."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.dates import Mention, find_dates
from notesllm.document import Block, Kind
from notesllm.extract.draft import Draft
from notesllm.extract.header import as_written, field_of, file_stem, front_matter, row_pairs, top
from notesllm.extract.mail import FURTHEST, date_of_sending, day_told, opening
from notesllm.extract.names import WORD
from notesllm.extract.reading import Reading
from notesllm.extract.years import Years
from notesllm.lexicon import phrase_key

WEEK = regex(r"((?:19|20)\d\d)[ -]?(?:kw|w|week|wk)[ -]?(\d{1,2})\b", re.IGNORECASE)
ISO = regex(r"(?<!\d)((?:19|20)\d\d)([-. ]?)(\d\d)\2(\d\d)(?!\d)")
DIGITS = regex(r"\d")
SENTENCE = regex(r"(?<=[^\W\d]{2}[.;])\s+")
STAMP = 40  # code points that a line's stamp takes
LONGEST_LINE = 160  # a longer text at the top is a story, and its date may be any
OTHER_DAYS = frozenset({"due", "next_meeting", "previous", "risk", "task", "owner"})
DATED = frozenset({"date", "time", "due"})  # "When:" is a label of deadlines, at the top it is the meeting's


class Dated(NamedTuple):
    """A day that a part of the notes gives for the meeting; ``start`` is -1 where it is no passage of the text."""

    place: str  # "field", "title", "top", "heading", "name"
    date: dt.date
    text: str
    start: int = -1
    end: int = -1


def find_dating(reading: Reading, draft: Draft) -> Draft:
    """The meeting's own day: as a field or the title give it, else the lines at the top, else the file's name."""
    if draft.date is not None:
        return draft
    found = next(days(reading), None)
    return replace(draft, date=found.date) if found else draft


def days(reading: Reading) -> Iterator[Dated]:
    """The days that the notes give for the meeting, the most telling first."""
    source = Sources(reading)
    yield from source.mail()
    places = (source.fields, source.titles, source.lines, source.log_lines, source.of_name, source.headings)
    for tellers in (*places, source.sentences, source.recorded):
        yield from tellers()


class Sources:
    """The places that may tell the meeting's day."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.blocks = [block for _, block in top(reading)]
        self.stem = file_stem(reading)
        self.matter = front_matter(reading)
        self.sending = date_of_sending(reading, self.blocks)
        self.years = Years(reading, self.blocks, self.stem, tuple(self.matter.values()))

    def in_text(self, text: str, *, weeks: bool = False) -> tuple[Mention, dt.date] | None:
        """The first day in ``text``, else its week; the year, if it has none, from elsewhere at the top."""
        if not DIGITS.search(text):
            return None
        for joint in self.reading.lexicon.words.get("day_joints", ()):
            text = text.replace(f" {joint} ", " de ") if joint in text else text  # "aos 14 dias do mês de maio"
        mentions = find_dates(text, self.reading.lexicon, None, day_first=self.reading.day_first)
        for precision in ("day", "week") if weeks else ("day",):
            for mention in mentions:
                if mention.precision == precision and (date := mention.date or self.years.complete(mention, text)):
                    return mention, date
        return self._iso(text)

    @staticmethod
    def _iso(text: str) -> tuple[Mention, dt.date] | None:
        """An ISO day in company that hides it: "2023-11-18/19", "log.2023-11-18.txt"."""
        match = ISO.search(text)
        if match is None or not match[2]:
            return None
        try:
            date = dt.date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            return None
        return Mention(match.start(), match.end(), match[0], date, "day", has_year=True), date

    def _of_block(self, place: str, block: Block, text: str) -> Iterator[Dated]:
        if found := self.in_text(text, weeks=True):
            yield Dated(place, found[1], found[0].text, block.start, block.end)

    def mail(self) -> Iterator[Dated]:
        """What a mail says of the day, else a field below its head, else the day on which it was sent."""
        found = self.in_text(self.sending.value) if self.sending else None
        if self.sending is None or found is None:
            return
        sent = found[1]
        for block, text in opening(self.reading, self.blocks):
            told = [sentence for sentence in SENTENCE.split(text) if self._says_met(sentence)]
            for sentence in told:
                day = self._before_others(sentence)
                if day and sent - FURTHEST <= day[1] <= sent:
                    yield Dated("top", day[1], day[0].text, block.start, block.end)
            if back := day_told(self.reading, told, sent):
                yield Dated("top", *back, block.start, block.end)
        yield from self.fields()
        yield from (day for day in self.titles() if sent - FURTHEST <= day.date <= sent)
        yield Dated("field", sent, found[0].text, self.sending.start, self.sending.end)

    def fields(self) -> Iterator[Dated]:
        """Fields ("Date: 5 March 2024"), and the same in front matter."""
        for key, value in self.matter.items():
            if self.reading.lexicon.labels.get(key) in DATED and (found := self.in_text(value)):
                yield Dated("field", found[1], found[0].text)
        for block in self.blocks:
            if block.label and block.value and block is not self.sending and field_of(self.reading, block) in DATED:
                yield from self._of_block("field", block, block.value)
        for pair in row_pairs(self.reading):
            if pair.field in DATED and (found := self.in_text(pair.value)):
                yield Dated("field", found[1], found[0].text, pair.start, pair.end)

    def titles(self) -> Iterator[Dated]:
        """Headings at the top, and the title in front matter; further down, numbered ones are points of the agenda."""
        for key in ("title", "name", "description", "subtitle", "permalink"):
            if key in self.matter and (found := self.in_text(self.matter[key], weeks=True)):
                yield Dated("title", found[1], found[0].text)
        begun = False
        for block in self.blocks:
            begun = begun or block.kind is not Kind.HEADING
            if block.kind is not Kind.HEADING or self._is_of_another(block):
                continue
            for told in self._of_block("title", block, as_written(block)):
                if not (begun and block.ordinal) or as_written(block).startswith(told.text):
                    yield told

    def lines(self) -> Iterator[Dated]:
        """Other short lines before the first part, but for those that speak of other meetings."""
        begun = False
        for block in self.blocks:
            if block.kind is Kind.HEADING and begun and not self._is_of_the_top(block):
                return
            begun = begun or block.kind is not Kind.HEADING
            if block.kind is Kind.HEADING or len(block.text) > LONGEST_LINE or self._is_of_another(block):
                continue
            yield from self._of_block("top", block, block.text)

    def _is_of_the_top(self, heading: Block) -> bool:
        """Whether a heading only says that this is about the meeting: "Meeting details"."""
        return phrase_key(heading.text) in self.reading.lexicon.words.get("generic_titles", ())

    def _is_of_another(self, block: Block) -> bool:
        field = field_of(self.reading, block)
        words = {phrase_key(word) for word in block.text.split()[:12]}
        return field in OTHER_DAYS or bool(words.intersection(self.reading.lexicon.words.get("other_meetings", ())))

    def log_lines(self) -> Iterator[Dated]:
        """The first line of a chat or transcript whose lines are stamped with their day."""
        for block in self.reading.document.blocks:
            if block.kind is Kind.UTTERANCE:
                if block.clock and (found := self.in_text(block.clock)):
                    yield Dated("top", found[1], found[0].text, block.turn_start, block.start)
                    return
                line = self.reading.document.lines.span(block.line)
                if found := self.in_text(self.reading.document.source[line.start : line.end][:STAMP]):
                    yield Dated("top", found[1], found[0].text, line.start, line.start + STAMP)
                return

    def of_name(self) -> Iterator[Dated]:
        """The file's name."""
        week, iso = WEEK.search(self.stem), ISO.search(self.stem)
        try:
            if week:
                yield Dated("name", dt.date.fromisocalendar(int(week[1]), int(week[2]), 1), week[0])
                return
            if iso:
                yield Dated("name", dt.date(int(iso[1]), int(iso[3]), int(iso[4])), iso[0])
                return
        except ValueError:
            pass
        if found := self.in_text(self.stem):
            yield Dated("name", found[1], found[0].text)

    def headings(self) -> Iterator[Dated]:
        """The first dated heading of a roll-up."""
        for section in self.reading.document.sections[1:]:
            block = self.reading.document.blocks[section.heading]
            if (DIGITS.search(block.text) or block.ordinal) and not self._is_of_another(block):
                for told in self._of_block("heading", block, as_written(block)):
                    if not block.ordinal or as_written(block).startswith(told.text):
                        yield told

    def sentences(self) -> Iterator[Dated]:
        """A sentence near the top that says when the meeting was: "… met on 5 March 2024"."""
        for block in self.blocks:
            if len(block.text) <= LONGEST_LINE:
                continue
            for sentence in SENTENCE.split(block.text):
                if self._says_met(sentence) and (found := self._before_others(sentence)):
                    yield Dated("top", found[1], found[0].text, block.start, block.end)

    def recorded(self) -> Iterator[Dated]:
        """The line of a transcript that says when it was recorded, which elsewhere is when a file was written."""
        words = set(self.reading.lexicon.words["recorded_words"])
        for block in self.blocks if Kind.UTTERANCE in self.reading.kinds else ():
            if not words.isdisjoint(WORD.findall(block.text[:LONGEST_LINE].casefold())):
                yield from self._of_block("top", block, block.text)

    def _says_met(self, sentence: str) -> bool:
        words, spoken = self.reading.lexicon.words, sentence.casefold()
        if any(word.endswith(words["meeting_words"]) for word in WORD.findall(spoken)):
            return True
        return any(phrase in spoken for phrase in words["gathers"])

    def _before_others(self, sentence: str) -> tuple[Mention, dt.date] | None:
        """The day in a sentence that does not speak of another meeting before it."""
        found = self.in_text(sentence, weeks=True)
        others = self.reading.lexicon.words["other_meetings"]
        return found if found and set(others).isdisjoint(WORD.findall(sentence[: found[0].start].casefold())) else None
