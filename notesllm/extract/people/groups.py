"""The lists of people in the notes: which entries stand under which announcement."""

from collections.abc import Iterator
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document import Block, Kind
from notesllm.extract.names import ASIDE, looks_like_person, word_set
from notesllm.extract.people.entry import is_certain, people_in
from notesllm.extract.people.kinds import FIELDS, ZONES, kind_of
from notesllm.extract.people.marks import mark_of
from notesllm.extract.reading import Reading
from notesllm.lexicon import phrase_key

ENTRIES = frozenset({Kind.ITEM, Kind.PARAGRAPH, Kind.FIELD, Kind.QUOTE})
PARAGRAPH, FIELD = Kind.PARAGRAPH, Kind.FIELD  # may announce a list themselves
COLUMN = ("  ", "\t", " - ", " – ", " — ")  # before a mark of presence
SENTENCE = regex(r"[.!?]\s")
LONGEST = 80  # code points of an entry that is a name and what it is
SMALLEST = 3  # level of a heading that may be one of the names under "Attendees"


class Group(NamedTuple):
    """Entries that stand together under one announcement."""

    kind: str  # of FIELDS
    roll: bool  # it is a list of attendance
    member: bool  # it is one of the group's members
    own: bool  # its own heading or lead-in speaks of people, not only one further up
    title: str
    blocks: tuple[int, ...]
    organization: str | None = None  # whose entry the people stand under


class _Place(NamedTuple):
    """Where an entry stands: entries of one place make a group."""

    section: int
    lead: int  # the block that announces the list, -1 where the section's heading does
    kind: str


def groups(reading: Reading) -> Iterator[Group]:
    """The groups in the order of the notes; what is noted under a person's own entry is left out."""
    document = reading.document
    announced = _announced(reading)
    places: dict[_Place, list[int]] = {}
    taken: set[int] = set()
    leads: dict[int, tuple[int, str]] = {}  # section -> the last lead-in in it, and what it announces
    for index, (block, zone) in enumerate(zip(document.blocks, reading.zones, strict=True)):
        known = announced[block.section] or zone in ZONES or block.section in leads
        if not known and block.text[-1:] != ":" and block.value[:1] != "(":
            continue  # it announces nothing itself
        kind = announced[block.section] if block.parent < 0 else ""
        kind = kind or (zone if zone in ZONES else "")
        lead = leads.get(block.section)
        if lead and (block.kind is Kind.ITEM or kind or lead[1] != "people") and (not zone or zone in ZONES):
            kind = lead[1]
        elif lead and not kind:
            del leads[block.section]
        if block.kind is FIELD and (told := _empty_field(reading, block)):
            leads[block.section] = (index, told)
            continue
        if block.kind is PARAGRAPH and (told := _lead_in(reading, block, within=bool(kind))):
            leads[block.section] = (index, told)
            continue
        if not kind or block.parent in taken or not _may_be_entry(reading, block):
            continue
        section = document.sections[block.section].parent if block.kind is Kind.HEADING else block.section
        above = block.parent if block.parent >= 0 and document.blocks[block.parent].kind is not Kind.HEADING else -1
        place = _Place(section, above if above >= 0 else lead[0] if lead else -1, kind)
        places.setdefault(place, []).append(index)
        has_notes = index + 1 < len(document.blocks) and document.blocks[index + 1].parent == index
        if has_notes and _is_organization(reading, index):
            places[place].pop()
        elif has_notes and people_in(block.text, reading.lexicon):
            taken.add(index)
    for place, indexes in places.items():
        yield _group(reading, place, tuple(indexes), own=place.lead >= 0 or bool(announced[place.section]))


def _is_organization(reading: Reading, index: int) -> bool:
    """Whether an entry names those who sent the people below it: each entry below is certainly somebody."""
    blocks, words = reading.document.blocks, reading.lexicon
    if is_certain(_bare(blocks[index].text), words):
        return False
    below = index + 1
    while below < len(blocks) and blocks[below].parent == index:
        name = _bare(blocks[below].text)
        if " " not in name or not is_certain(name, words):
            return False
        below += 1
    return below > index + 1


def _bare(text: str) -> str:
    """The name in an entry, without what stands beside it."""
    return ASIDE.sub(" ", text).split(",")[0].strip(" :") if len(text) <= LONGEST else ""


def _announced(reading: Reading) -> list[str]:
    """What each section's heading says of people, "" for nothing.

    An empty "Attending:" speaks for the heading right below it, and for "Others:" after that.
    """
    document, language = reading.document, reading.lexicon.language
    groups = word_set(language, "membership") | word_set(language, "side_groups")
    announced = [kind_of(s.title, language) if s.heading >= 0 else "" for s in document.sections]
    for number, section in enumerate(document.sections[1:], 1):
        before = document.sections[number - 1]
        if announced[number] or announced[number - 1] not in ZONES or section.parent != before.parent:
            continue
        last = phrase_key(section.title).rpartition(" ")[2]
        if (before.first == before.last and kind_of(before.title, language)) or last in groups:
            announced[number] = announced[number - 1]
    return announced


def _may_be_entry(reading: Reading, block: Block) -> bool:
    if block.kind is Kind.HEADING:
        section = reading.document.sections[block.section]
        named = is_certain if section.last > section.first else looks_like_person  # a name has no text below
        names = block.text.split(", ")
        if len(names) > 1:
            return all(is_certain(name, reading.lexicon) for name in names)
        listed = block.level >= SMALLEST or bool(block.ordinal)
        return listed and not block.label and named(block.text, reading.lexicon)
    return block.kind in ENTRIES


def _empty_field(reading: Reading, block: Block) -> str:
    """What a field announces that names nobody itself: "Attendees: (please add yourself)"."""
    kind = kind_of(block.label, reading.lexicon.language) if block.value[:1] == "(" else ""
    return kind if kind and not people_in(block.value, reading.lexicon) else ""


def _lead_in(reading: Reading, block: Block, *, within: bool) -> str:
    """What a paragraph announces: "… so that we know who was there. Attendees:", or "Chair" inside the attendance."""
    language = reading.lexicon.language
    if block.text.endswith(":"):
        return kind_of(SENTENCE.split(block.text)[-1], language)
    if within and len(block.text) <= 30:
        if _is_called(reading, block):
            return ""
        kind = kind_of(block.text, language)
        return kind if kind in FIELDS and not is_certain(block.text, reading.lexicon) else ""
    return ""


def _is_called(reading: Reading, block: Block) -> bool:
    """Whether a line is a name and what it answered to the roll, in columns: "Stavros     Absent"."""
    name, _, mark = block.text.rpartition(" ")
    if not name or not mark_of(mark, reading.lexicon):
        return False
    raw = reading.document.source[block.start : block.end]
    return is_certain(name, reading.lexicon) or raw[: raw.rfind(mark)].endswith(COLUMN)


def _group(reading: Reading, place: _Place, blocks: tuple[int, ...], *, own: bool) -> Group:
    language, document = reading.lexicon.language, reading.document
    parent = document.blocks[blocks[0]].parent if blocks else -1
    title = document.blocks[place.lead].text if place.lead >= 0 else document.sections[place.section].title
    key = phrase_key(title.partition("(")[0])
    above = _announced_above(reading, place.section)
    member = key in word_set(language, "membership") and not above
    roll = above or not (member or key in word_set(language, "side_groups"))
    sent = place.lead >= 0 and place.lead == parent and _is_organization(reading, parent)
    return Group(place.kind, roll, member, own, title, blocks, title.rstrip(":") if sent else None)


def _announced_above(reading: Reading, section: int) -> bool:
    """Whether a section around this one speaks of people: this one is a group of those who came."""
    sections = reading.document.sections
    above = sections[section].parent if section > 0 else 0
    while above > 0:
        if kind_of(sections[above].title, reading.lexicon.language) == "people":
            return True
        above = sections[above].parent
    return False
