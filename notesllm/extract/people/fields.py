"""People in fields: "Present: Ana, Ben", "Chair: Ana", and the same as rows of a table."""

from collections.abc import Iterator
from functools import lru_cache

from notesllm._regex import regex
from notesllm.document import Block, Kind
from notesllm.extract.header import row_pairs, top
from notesllm.extract.names import ASIDE, WORD, fold, given_names, is_no_team, looks_like_person, word_set
from notesllm.extract.people.entry import is_certain, people_in, segments
from notesllm.extract.people.kinds import FIELDS, ZONES, is_weak, kind_of
from notesllm.extract.people.sighting import Sighting, placed
from notesllm.extract.reading import Reading
from notesllm.lexicon import Lexicon, phrase_key
from notesllm.summary.items import Presence

# Where "Present:" or "Lead:" speak of something else than this meeting.
FOREIGN = frozenset({"actions", "review", "decisions", "risks", "metrics", "milestones", "next_meeting", "questions"})
NOTES = "notes"  # what follows may be who takes them
LONGEST = 80  # code points of the names of those who take notes
COUNT = regex(r"(\d{1,5})(?:\s*/\s*\d+|\s+of\s+\d+|\+)?((?:\s+[^\W\d_]+){1,4})")  # "47 of 52 team members"
BARE_COUNT = regex(r"(\d{1,4})\s*(?:\(|$)")


def of_fields(reading: Reading) -> Iterator[tuple[str, Sighting]]:
    """The people whom fields name, with the field's kind."""
    words = reading.lexicon
    own = word_set(words.language, "first_person")
    for index, field, label_kind in _of_people(reading):
        kind = label_kind if label_kind != NOTES else _who_notes(field, words)
        if not kind or reading.zones[index] in FOREIGN or field.kind is Kind.ROW or field.kind is Kind.UTTERANCE:
            continue
        block = _whole(reading, index, field)
        if kind == "people" and not own.isdisjoint(WORD.findall(block.value.casefold())):
            yield from ((kind, writer._replace(roll=True)) for writer in writers(reading))
        named = _named(reading, block, kind, among=reading.zones[index] in ZONES)
        for person in placed(reading, block, named):
            yield kind, _of_kind(person, kind)
    for pair in row_pairs(reading):
        if pair.field in FIELDS:
            for person in people_in(pair.value, words, is_list=True):
                yield pair.field, _of_kind(person._replace(start=pair.start, end=pair.end), pair.field)


def _of_people(reading: Reading) -> list[tuple[int, Block, str]]:
    """The blocks (index, block, kind) whose label speaks of people, and that say more."""
    blocks, language = reading.document.blocks, reading.lexicon.language
    kinds = [(kind, indexes) for label, indexes in reading.labels.items() if (kind := _label_kind(label, language))]
    return sorted((index, blocks[index], kind) for kind, indexes in kinds for index in indexes if blocks[index].value)


def _whole(reading: Reading, index: int, block: Block) -> Block:
    """The field with the lines on which its list of people goes on, where the page broke it."""
    for after in reading.document.blocks[index + 1 :]:
        gap = reading.document.source[block.end : after.start]
        broken = after.kind is Kind.PARAGRAPH and not after.label and gap.count("\n") == 1 and not gap.strip()
        if not broken or not _goes_on(block.value, after.text, reading.lexicon):
            break
        block = block._replace(value=f"{block.value} {after.text}", end=after.end)
    return block


def _goes_on(value: str, text: str, words: Lexicon) -> bool:
    """Whether ``text`` goes on with the people of ``value``: after a comma, inside a bracket, or with more names."""
    if value.endswith((",", ";", "&", "+")) or text[:1] == "(" or value.count("(") > value.count(")"):
        return True
    parts = [ASIDE.sub(" ", part).strip(" .") for part in segments(text, words)]
    return "," in value and len(parts) > 1 and all(looks_full(part, words) for part in parts[1:])


@lru_cache(maxsize=4096)
def _label_kind(label: str, language: str) -> str:
    return kind_of(label, language) or (NOTES if phrase_key(label) in word_set(language, "note_words") else "")


def _who_notes(block: Block, words: Lexicon) -> str:
    """Give "scribe" for "Notes: Ana Lopez, Ben Wu": where full names alone stand after the word, they take them."""
    if len(block.value) > LONGEST:
        return ""
    parts = [part for part in segments(block.value, words) if part]
    full = all(looks_full(ASIDE.sub(" ", part).strip(), words) for part in parts)
    return "scribe" if full and any(is_certain(part, words) for part in parts) else ""


def writers(reading: Reading) -> Iterator[Sighting]:
    """Who wrote the message that the notes are, for "on the call: Ana, Ben and me"."""
    senders = word_set(reading.lexicon.language, "sender_labels")
    for _, block in top(reading):
        if block.label and phrase_key(block.label) in senders:
            yield from placed(reading, block, people_in(block.value, reading.lexicon))
            return


def _named(reading: Reading, block: Block, kind: str, *, among: bool) -> tuple[Sighting, ...]:
    words = reading.lexicon
    if kind in ("host", "scribe"):
        people = people_in(block.value, words)
        named = [person for person in people if not person.name.islower() or fold(person.name) in given_names()]
        return tuple(named) or people  # "rotating, today Ben": a word in small letters beside a name is no nick
    if not among and is_weak(block.label, words.language):
        member = phrase_key(block.label) in word_set(words.language, "membership")
        people = people_in(block.value, words, is_list=True)
        sure = [person for person in people if _is_sure(person.name, words)]
        described = "(" in block.value and all(looks_full(person.name, words) for person in people)
        if len(people) > 1 and (sure or described):
            sure = [person for person in people if _may_be_beside(person.name, words)]
        return tuple(person._replace(member=member) for person in sure)
    if block.value[0].isdigit() and (aside := ASIDE.search(block.value)):  # "7 of 9 members (Lopez, Wu, Diaz)"
        people = people_in(aside[0].strip(" ()[]"), words, is_list=True)
        if len(people) > 1:
            return people
    raw = reading.document.source[block.value_start : block.end]
    lines = [line for written in raw.splitlines() if (line := written.strip(" \t*_-•"))]
    if len(lines) > 1 and not any("," in line or ";" in line for line in lines):
        return tuple(person for line in lines for person in people_in(line, words, is_list=True))
    return people_in(block.value, words, is_list=True)


def _is_sure(name: str, words: Lexicon) -> bool:
    """Whether it is a person's name, be it in small letters."""
    return is_certain(name, words) or (name.islower() and fold(name) in given_names())


def looks_full(name: str, words: Lexicon) -> bool:
    """Whether it is written like a first and a last name."""
    return " " in name and looks_like_person(name, words)


def _may_be_beside(name: str, words: Lexicon) -> bool:
    """Whether a word beside people's names is one too: a name, a nick, somebody's initials."""
    return looks_like_person(name, words) or (" " not in name and is_no_team(name, words))


def _of_kind(person: Sighting, kind: str) -> Sighting:
    presence: Presence = "absent" if kind == "absent" else person.presence
    is_list = kind in ("people", "absent") and not person.member
    return person._replace(presence=presence, host=person.host or kind == "host", roll=is_list)


def head_count(reading: Reading) -> int | None:
    """How many people "Attendees: 47 people" and "Present: 47/52 members" speak of."""
    language = reading.lexicon.language
    for _, block, kind in _of_people(reading):
        if kind != "people" or not block.value[:1].isdigit():
            continue
        match = COUNT.match(block.value)
        if match and not word_set(language, "counted").isdisjoint(match[2].casefold().split()):
            return int(match[1])
        if bare := BARE_COUNT.match(block.value):
            return int(bare[1])
    return None
