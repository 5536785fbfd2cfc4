"""When the group meets again."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from notesllm._regex import regex
from notesllm.dates import find_dates, resolve_due, resolve_due_value
from notesllm.document import Block, Kind, sentences
from notesllm.extract.draft import Draft
from notesllm.extract.header import field_of, row_pairs
from notesllm.extract.identity import item_id
from notesllm.extract.names import word_set
from notesllm.extract.reading import Reading
from notesllm.extract.zones import zone_of
from notesllm.lexicon import lexicon, phrase_key
from notesllm.summary import Evidence, NextMeeting

STATUS = regex(r"\s*[*_]*[(\[](?P<status>[^()\[\]]{2,24})[)\]][*_]*\s*[.!]?$")
LABEL = regex(r"^\s*[*_]*\\?[\[(]?(?P<label>[^\W\d_]{2,16}(?: [^\W\d_]{1,12})?)\\?(?:[\])][*_]*:?|[*_]*:)[*_]*\s+")
SIGNS = regex(r"^(?::[a-z0-9_+-]{1,30}:|[\W_])+|[\W_]+$")  # pictures around a title
MOST_BLOCKS = 4  # of a section that say when
FARTHEST = dt.timedelta(days=400)
LONGEST = 240
LONGEST_LEAD = 12  # characters before a date that stands alone: "on Tuesday,"
MOST_WORDS = 4  # between "next" and the colon
REPLIES = 3  # utterances after a proposal that may move it
OPENING = 4  # words of a reply in which it says so
SHORTEST = 3  # letters of what may be a word and no weekday: "sun"
WEEK, HALF_WEEK = 7, 3
LONGEST_SHORT = 5  # letters of a body's abbreviation


def find_next_meeting(reading: Reading, draft: Draft) -> Draft:
    """When the group meets again: by a section or field, by a sentence, by a date before the word "meeting"."""
    undated: NextMeeting | None = None
    for teller in (_of_fields, _of_sections, _of_sentences, _of_dated_words):
        found = list(teller(reading, draft))
        dated = [meeting for meeting in found if meeting.date]
        if dated:
            return replace(draft, next_meeting=dated[-1] if teller is _of_sentences else dated[0])
        undated = undated or (found[0] if found else None)
    return replace(draft, next_meeting=undated)


def _is_over(reading: Reading, block: Block) -> bool:
    """Whether an entry is marked as done or dropped: it tells of a meeting that has been."""
    mark = STATUS.search(block.text)
    status = reading.lexicon.statuses.get(phrase_key(mark["status"])) if mark else None
    return block.checked is True or status in {"done", "cancelled"}


def _without_label(reading: Reading, text: str) -> str:
    """``text`` without what only says what kind of entry it is, and how far."""
    label, mark = LABEL.match(text), STATUS.search(text)
    if mark and phrase_key(mark["status"]) in reading.lexicon.statuses:
        text = text[: mark.start()]
    if label and (phrase_key(label["label"]) in reading.lexicon.labels) and not _is_next(label["label"], reading):
        text = text[label.end() :]
    return text


def _meeting(text: str, date: dt.date | None, *evidence: Evidence) -> NextMeeting:
    return NextMeeting(id=item_id("nm", text), date=date, text=text, evidence=evidence)


def _after(draft: Draft, date: dt.date | None) -> dt.date | None:
    """``date`` if it lies after the meeting, and not by years."""
    if date is None or draft.date is None:
        return date
    return date if draft.date < date <= draft.date + FARTHEST else None


def _valued(reading: Reading, draft: Draft, text: str) -> dt.date | None:
    """The day that a field or entry gives."""
    if date := _dated(reading, draft, text):
        return date
    found = resolve_due_value(text, reading.lexicon, draft.date, day_first=reading.day_first)
    return _after(draft, found.date) if found and found.precision == "day" else None


def _is_open(reading: Reading, text: str) -> bool:
    """Whether the text says that no day is fixed yet."""
    key = phrase_key(text)
    return any(key.startswith(word) for word in reading.lexicon.words.get("no_date_yet", ()))


def _of_fields(reading: Reading, draft: Draft) -> Iterator[NextMeeting]:
    """Fields: "Next meeting: December 12", "Prochain CA : jeudi 27 février"."""
    for _, block in reading.blocks(cue="next"):
        if not block.label or not block.value:
            continue
        alone = _is_next(block.label, reading)  # "Next: May 21"; without a day it may be anything
        if not alone and not _announces(reading, block):
            continue
        date = _valued(reading, draft, block.value)
        if not alone or (date and _may_meet(reading, draft, block.value)):
            yield _meeting(block.value[:LONGEST], date, reading.evidence_of(block))
    for pair in row_pairs(reading):
        if pair.field == "next_meeting":
            evidence = reading.evidence(pair.start, pair.end)
            yield _meeting(pair.value[:LONGEST], _valued(reading, draft, pair.value), evidence)


def _announces(reading: Reading, block: Block) -> bool:
    """Whether a label speaks of the next meeting: by its words, or as "next" before a word or abbreviation for one."""
    field = field_of(reading, block)
    if field:
        return field == "next_meeting"
    first, _, rest = block.label.strip("*_ ").partition(" ")
    return _is_next(first, reading) and 0 < len(rest.split()) <= MOST_WORDS and _is_meeting(rest.split()[-1], reading)


def _is_next(word: str, reading: Reading) -> bool:
    return word.casefold() in word_set(reading.lexicon.language, "next_words")


def _is_meeting(word: str, reading: Reading) -> bool:
    """Whether a word is one for a meeting, ends in one as in "Vorstandssitzung", or is a body's abbreviation."""
    short = word.isupper() and 1 < len(word) <= LONGEST_SHORT
    return short or phrase_key(word).endswith(reading.lexicon.words["next_nouns"])


def _may_meet(reading: Reading, draft: Draft, text: str) -> bool:
    """Whether what the mere word "next" announces may be a meeting: a date, or a word for one; nothing due."""
    said = phrase_key(text).split()
    if not word_set(reading.lexicon.language, "next_due").isdisjoint(said):
        return False
    if any(word.rstrip(".,;:)").endswith(reading.lexicon.words["next_nouns"]) for word in said):
        return True
    days = find_dates(text, reading.lexicon, draft.date, day_first=reading.day_first)
    if not days or days[0].start > LONGEST_LEAD:
        return not days and len(said) <= MOST_WORDS
    behind = text[days[-1].end :].split(None, 1)[:1]
    return not behind or not behind[0][0].isalpha() or len(behind[0]) <= SHORTEST


def _of_sections(reading: Reading, draft: Draft) -> Iterator[NextMeeting]:
    """What stands under "Next meeting"."""
    sections: dict[int, list[Block]] = {}
    for _, block in reading.blocks(zone="next_meeting"):
        if block.kind is not Kind.HEADING:
            sections.setdefault(block.section, []).append(block)
    all_blocks, language = reading.document.blocks, reading.lexicon.language
    for index, block in reading.blocks(cue="next"):  # an entry or line that is a heading in all but form
        is_line = block.kind in (Kind.ITEM, Kind.PARAGRAPH)
        if is_line and zone_of(block.text.rstrip(":"), language) == "next_meeting":
            sections.setdefault(-1 - index, list(all_blocks[index + 1 : index + 3]))
    sections |= _next_alone(reading, draft)
    for section, blocks in sections.items():
        for block in blocks[:MOST_BLOCKS]:
            if date := _valued(reading, draft, block.text):
                yield _meeting(block.text[:LONGEST], date, reading.evidence_of(block))
        title = reading.document.blocks[reading.document.sections[section].heading] if section > 0 else None
        if title is not None and (date := _valued(reading, draft, title.text)):
            yield _meeting(title.text, date, reading.evidence_of(title))
        elif blocks and _is_open(reading, blocks[0].text):
            yield _meeting(blocks[0].text[:LONGEST], None, reading.evidence_of(blocks[0]))


def _next_alone(reading: Reading, draft: Draft) -> dict[int, list[Block]]:
    """Sections under the mere word "Next"; without a day they may hold anything."""
    blocks, found = reading.document.blocks, dict[int, list[Block]]()
    for number, section in enumerate(reading.document.sections):
        if section.last == section.first or not _is_next(SIGNS.sub("", section.title), reading):
            continue
        first = blocks[section.first].text
        if _valued(reading, draft, first) and _may_meet(reading, draft, first):
            found[number] = [blocks[section.first]]
    return found


@cache
def _phrases(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What announces a next meeting ("next board meeting", "meet again"), and the words that may follow its date."""
    words = lexicon(language).words
    nouns = "|".join(map(re.escape, words["next_nouns"]))
    following = rf"(?:{'|'.join(words['next_words'])}) (?P<between>(?:[\w’'-]{{1,30}} ){{0,3}}?)\w{{0,20}}(?:{nouns})"
    phrases = "|".join(map(re.escape, words["next_meeting_phrases"]))
    meets = "|".join(map(re.escape, words["meets"]))
    return (
        re.compile(rf"(?<!\w)(?:{following}|{phrases})(?!\w)", re.IGNORECASE),
        re.compile(rf"\s*(?:{meets})(?!\w)", re.IGNORECASE),
    )


def _of_sentences(reading: Reading, draft: Draft) -> Iterator[NextMeeting]:
    """Sentences: "Let's reconvene next Monday", "our next meeting on April 28th will …"."""
    pattern, _ = _phrases(reading.lexicon.language)
    no_name = word_set(reading.lexicon.language, "sentence")
    for index, block in reading.blocks(cue="next"):
        if block.kind in (Kind.CODE, Kind.ROW) or not pattern.search(block.text) or _is_over(reading, block):
            continue
        for sentence in sentences(reading.document, block):
            match = pattern.search(sentence.text)
            if not match or not no_name.isdisjoint((match["between"] or "").casefold().split()):
                continue
            told = sentence.text[match.start() :]
            found = resolve_due(told, reading.lexicon, draft.date, day_first=reading.day_first)
            date = found.date if found and found.precision == "day" else None
            date = _after(draft, date) or _dated(reading, draft, sentence.text)
            if date:
                said = _without_label(reading, sentence.text)[:LONGEST]
                yield _meeting(said, date, reading.evidence(sentence.start, sentence.end))
                yield from _moved(reading, index, date)


def _moved(reading: Reading, index: int, proposed: dt.date) -> Iterator[NextMeeting]:
    """The other weekday on which speakers agree right after one has proposed a day: "Tuesday then"."""
    words = reading.lexicon
    then = word_set(words.language, "then_words")
    for block in reading.document.blocks[index + 1 : index + 1 + REPLIES]:
        said = [phrase_key(word) for word in block.text.split(" ", OPENING)[:OPENING]]
        if block.kind is not Kind.UTTERANCE or then.isdisjoint(said):
            continue
        weekday = next((words.weekdays[word] for word in said if word in words.weekdays and len(word) > SHORTEST), None)
        if weekday is not None and weekday != proposed.weekday():
            days = (weekday - proposed.weekday() + HALF_WEEK) % WEEK - HALF_WEEK
            yield _meeting(block.text[:LONGEST], proposed + dt.timedelta(days), reading.evidence_of(block))
            return


def _dated(reading: Reading, draft: Draft, text: str) -> dt.date | None:
    for mention in find_dates(text, reading.lexicon, draft.date, day_first=reading.day_first):
        if mention.precision == "day" and (date := _after(draft, mention.date)):
            return date
    return None


def _of_dated_words(reading: Reading, draft: Draft) -> Iterator[NextMeeting]:
    """Dates before the word: "Announcement for the 4/27 meeting"."""
    _, meets = _phrases(reading.lexicon.language)
    if draft.date is None:
        return
    for _, block in reading.blocks(cue="meet"):
        if not any(c.isdigit() for c in block.text):
            continue
        for mention in find_dates(block.text, reading.lexicon, draft.date, day_first=reading.day_first):
            date = _after(draft, mention.date) if mention.precision == "day" else None
            if date and meets.match(block.text, mention.end):
                yield _meeting(block.text[:LONGEST], date, reading.evidence_of(block))
