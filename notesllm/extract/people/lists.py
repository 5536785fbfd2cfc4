"""People in lists: what stands under "Attendees", and fields such as "Present: Ana, Ben" or "Chair: Ana"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from notesllm.document import Block, Kind
from notesllm.extract.names import is_no_team, looks_like_person, natural_order, word_set
from notesllm.extract.people.entry import EDGES, is_certain, people_in
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.people.tables import people_of_table
from notesllm.extract.reading import Reading
from notesllm.extract.zones import zone_of
from notesllm.lexicon import phrase_key
from notesllm.summary.items import Presence

ZONES = frozenset({"people", "absent"})
FIELDS = frozenset({"people", "absent", "host", "scribe"})
# Where "Present:" or "Lead:" speak of something else than this meeting.
FOREIGN = frozenset({"actions", "review", "decisions", "risks", "metrics", "milestones", "next_meeting", "questions"})
ENTRIES = frozenset({Kind.ITEM, Kind.PARAGRAPH, Kind.FIELD, Kind.QUOTE})
COUNT = re.compile(r"(\d{1,5})(?:\s*/\s*\d+|\s+of\s+\d+|\+)?\s+(?:[^\W\d_]+\s+){0,3}?([^\W\d_]+)")
COUNTED_HEADING = re.compile(r"\((\d{1,4})(?:\s+\w+)?\)\s*:?$")
LONGEST = 300  # a longer passage proves each of its people by the name alone
LONGEST_ROLE = 60
LINE = re.compile(r"\S[^\n]*")
SHARE = 0.6  # of entries that must be people where only a section further up speaks of people


class Listing(NamedTuple):
    """What the lists say; ``led`` are those whom a field calls chair or scribe, ``number`` is of "47 people"."""

    people: tuple[Sighting, ...]
    led: tuple[Sighting, ...]
    number: int | None


class _Group(NamedTuple):
    """Entries that stand together under one announcement."""

    zone: str
    roll: bool  # it is a list of attendance
    member: bool  # it is one of the group's members
    own: bool  # its own heading or lead-in speaks of people, not only one further up
    blocks: tuple[int, ...]


def listed(reading: Reading) -> Listing:
    """The people of all lists and fields, in the order of the notes."""
    found: list[Sighting] = []
    led: list[Sighting] = []
    count: int | None = None
    blocks, zones, labels = reading.document.blocks, reading.zones, reading.lexicon.labels
    for index, block in enumerate(blocks):
        if not block.label or not block.value or block.kind in (Kind.ROW, Kind.UTTERANCE) or zones[index] in FOREIGN:
            continue
        kind = labels.get(phrase_key(block.label)) or zone_of(block.label, reading.lexicon.language)
        if kind in FIELDS:
            people = tuple(_of_field(reading, block, kind))
            (led if kind in ("host", "scribe") else found).extend(people)
            if kind == "people" and count is None and (not people or block.value[0].isdigit()):
                count = _count(reading, block.value)
    for group in _groups(reading):
        found += _of_group(reading, group)
        heading = blocks[group.blocks[0]].section
        if count is None and (counted := COUNTED_HEADING.search(reading.document.sections[heading].title)):
            count = int(counted[1])
    return Listing((*found, *people_of_table(reading)), tuple(led), count)


def _of_field(reading: Reading, block: Block, kind: str) -> Iterator[Sighting]:
    """The people of "Present: Ana Lopez (chair), Ben Wu"."""
    words, value = reading.lexicon, block.value
    if kind in ("host", "scribe"):
        people = people_in(value, words)
    elif len(parts := _lines(reading, block)) > 1:
        people = tuple(person for part in parts for person in people_in(part, words, is_list=True))
    else:
        people = people_in(value, words, is_list=True)
    for person in people:
        absent = kind == "absent" or person.presence == "absent"
        yield _placed(
            reading,
            block,
            person._replace(presence="absent" if absent else "present", host=kind == "host" or person.host),
        )


def _lines(reading: Reading, block: Block) -> list[str]:
    """The lines of a field's value, where each is an entry."""
    raw = reading.document.source[block.value_start : block.end]
    lines = [line.strip(" \t*_-•") for line in raw.splitlines()]
    return [line for line in lines if line] if not any("," in line or ";" in line for line in lines) else [raw]


def _placed(reading: Reading, block: Block, person: Sighting) -> Sighting:
    """``person`` with its evidence: the line, the entry, or in a long passage the name."""
    if person.start >= 0:
        return person
    start, end = block.start, block.end
    if end - start > LONGEST and (at := reading.document.source.find(person.name, start, end)) >= 0:
        start, end = at, at + len(person.name)
    return person._replace(start=start, end=end)


def _count(reading: Reading, text: str) -> int | None:
    """How many people "47 people" and "47/52 team members" speak of."""
    match = COUNT.match(text)
    if match is None:
        return int(text) if text.strip().isdigit() and len(text) < 5 else None
    return int(match[1]) if phrase_key(match[2]) in word_set(reading.lexicon.language, "counted") else None


def _groups(reading: Reading) -> Iterator[_Group]:
    """The entries under each heading or lead-in of people, those under a person's own entry left out."""
    document, language = reading.document, reading.lexicon.language
    own = [
        zone_of(section.title, language) in ZONES if section.heading >= 0 else False for section in document.sections
    ]
    groups: dict[tuple[int, int, str], list[int]] = {}
    taken: set[int] = set()
    lead = -1
    for index, block in enumerate(document.blocks):
        zone = reading.zones[index]
        if block.kind is Kind.PARAGRAPH and zone not in ZONES and block.text.endswith(":"):
            lead = index if zone_of(re.split(r"[.!?]\s", block.text)[-1], language) in ZONES else -1
        elif block.kind is not Kind.ITEM and zone not in ZONES:
            lead = -1
        if lead >= 0 and index > lead and not zone:
            zone = "people"
        if zone not in ZONES or block.kind not in ENTRIES or index == lead:
            continue
        if block.parent in taken:
            continue  # what is noted under a person's entry
        announced = (
            block.parent if block.parent >= 0 and document.blocks[block.parent].kind is not Kind.HEADING else lead
        )
        groups.setdefault((block.section, announced, zone), []).append(index)
        if people_in(block.text, reading.lexicon):
            taken.add(index)
    for (section, announced, zone), indexes in groups.items():
        title = document.blocks[announced].text if announced >= 0 else document.sections[section].title
        key = phrase_key(re.sub(r"\(.*", "", title))
        above = _announced_above(reading, section)
        member = key in word_set(language, "membership") and not above
        roll = above or not (member or key in word_set(language, "side_groups"))
        yield _Group(zone, roll, member, announced >= 0 or own[section], tuple(indexes))


def _announced_above(reading: Reading, section: int) -> bool:
    """Whether a section around this one speaks of people: this one is a group of those who came."""
    sections = reading.document.sections
    above = sections[section].parent if section > 0 else 0
    while above > 0:
        if zone_of(sections[above].title, reading.lexicon.language) == "people":
            return True
        above = sections[above].parent
    return False


def _of_group(reading: Reading, group: _Group) -> list[Sighting]:
    """The people of a group; nothing where it turns out to be prose under a heading further up."""
    words, blocks = reading.lexicon, [reading.document.blocks[index] for index in group.blocks]
    texts = [block.text.strip(EDGES) for block in blocks]
    turned = sum(natural_order(text, words) != text for text in texts)
    last_first = turned > 1 and 2 * turned >= len(texts)
    roll_call = any(block.checked for block in blocks)
    found: list[Sighting] = []
    named = 0
    for block in blocks:
        people = _of_entry(block, group.zone, reading, last_first=last_first)
        named += bool(people)
        if not people and block.kind is Kind.PARAGRAPH and named and len(block.text) > 100:
            break  # the list is over, what follows is about something else
        for person in people:
            absent = group.zone == "absent" or (roll_call and block.checked is False) or person.presence == "absent"
            presence: Presence = "absent" if absent else "present"
            found.append(
                _placed(reading, block, person._replace(presence=presence, roll=group.roll, member=group.member))
            )
    return found if group.own or named >= SHARE * len(blocks) else []


def _of_entry(block: Block, zone: str, reading: Reading, *, last_first: bool) -> tuple[Sighting, ...]:
    """The people of one entry of a list."""
    words = reading.lexicon
    if block.label and block.value:
        return _of_labelled(block, zone, reading)
    text = block.text
    if block.kind is Kind.PARAGRAPH and "\n" in reading.document.source[block.start : block.end]:
        return tuple(_of_lines(block, reading, last_first=last_first))
    if text.endswith(":") or (text.endswith((".", "?", "!")) and text.count(" ") > 5 and "," not in text):
        return ()
    return _in_line(text, reading, is_list=block.kind is not Kind.ITEM and "," in text, last_first=last_first)


def _of_lines(block: Block, reading: Reading, *, last_first: bool) -> Iterator[Sighting]:
    """The people of a paragraph with an entry a line; of its whole text where commas run over the lines' ends."""
    raw = reading.document.source[block.start : block.end]
    lines = list(LINE.finditer(raw))
    if any(line[0].rstrip().endswith((",", ";")) for line in lines) or "." in raw:
        yield from people_in(block.text, reading.lexicon, is_list=True, last_first=last_first)
        return
    for line in lines:
        start, end = block.start + line.start(), block.start + line.end()
        for person in _in_line(line[0], reading, is_list="," in line[0], last_first=last_first):
            yield person._replace(start=start, end=end)


def _in_line(text: str, reading: Reading, *, is_list: bool, last_first: bool) -> tuple[Sighting, ...]:
    """The people of a line; white space may part a nick from the name."""
    nick, gap, name = text.strip().partition("\t") if "\t" in text else text.strip().partition("   ")
    if gap and " " not in nick and is_certain(name.strip(), reading.lexicon):
        people = people_in(name.strip(), reading.lexicon)
        return tuple(person._replace(aliases=(*person.aliases, nick)) for person in people)
    text = " ".join(text.split())
    return people_in(text, reading.lexicon, is_list=is_list, last_first=last_first)


def _of_labelled(block: Block, zone: str, reading: Reading) -> tuple[Sighting, ...]:
    """The people of "Google: Ana, Ben", "President: Ana Lopez", "Ana Lopez: Acme"."""
    words, key = reading.lexicon, phrase_key(block.label)
    kind = words.labels.get(key) or zone_of(block.label, words.language)
    if kind in FIELDS:
        return ()  # told as a field already
    certain_label = is_certain(block.label, words)
    described = len(block.value) <= LONGEST_ROLE and not any(c.isdigit() for c in block.value)
    if looks_like_person(block.label, words) and kind == "" and (certain_label or described):
        values = people_in(block.value, words, is_list=True)
        if certain_label or not any(is_certain(person.name, words) for person in values):
            return people_in(block.text, words)
    people = people_in(block.value, words, is_list=True)
    is_role = any(word in word_set(words.language, "roles") for word in key.split())
    if is_role:
        return tuple(person._replace(role=person.role or block.label) for person in people)
    in_group = is_no_team(block.label, words) and zone == "people" and not kind
    return tuple(p._replace(organization=p.organization or (block.label if in_group else None)) for p in people)
