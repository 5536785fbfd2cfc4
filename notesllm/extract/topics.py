"""The meeting's subjects, in the order of the notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from notesllm.document import Block, Document, Kind, Section
from notesllm.extract.context import LEAD_IN
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.reading import WORD, Reading
from notesllm.extract.salience import best_sentence, block_weight, unlabelled
from notesllm.lexicon import lexicon, phrase_key
from notesllm.summary import Evidence, Topic

ELSEWHERE = frozenset(
    {"people", "absent", "agenda", "next_meeting", "log", "actions", "review", "decisions", "metrics", "questions"}
)
MOST = 20
FEW = 4  # headings that make do without looking for subjects in lists and speech
GIST, POINT = 30, 24  # words at most
POINTS = 4
LONGEST = 200  # characters of an entry that may be a subject
MINUTES = re.compile(
    r"\s*[(\[][^()\[\]]{0,12}\d\s*(?:m|min|mins|minutes|h|minuten|votes)\b[^()\[\]]{0,12}[)\]]", re.IGNORECASE
)
NUMBERING = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)]|top\s*\d{1,2}:?|#+)\s+", re.IGNORECASE)
PLACEHOLDER = re.compile(r"^[\[<{(][^\[\]<>{}()]*[\]>})]$")
EXAMPLE = re.compile(r"\s*\((?:e\.g\.|see|cf\.|z\.B\.|https?:)[^()]*\)|\s*https?://\S+")
LINK = re.compile(r"https?://\S+|^[\w-]+/[\w-]+$")


class Subject(NamedTuple):
    """A title and the blocks under it."""

    title: str
    place: tuple[int, int]  # where the title stands in the source
    blocks: Sequence[int]


def find_topics(reading: Reading, draft: Draft) -> Draft:
    """Sections that hold discussion; where there are few, entries with notes under them and turns of speech."""
    subjects = list(_headed(reading, draft))
    if len(subjects) < FEW:
        subjects = _better(subjects, list(_entries(reading)))
    if len(subjects) < FEW:
        subjects = _better(subjects, list(_turns(reading)))
    if len(subjects) > MOST:
        subjects = _heaviest(reading, subjects)
    topics = (_topic(reading, subject) for subject in subjects)
    return replace(draft, topics=with_distinct_ids(t for t in topics if t.gist or t.title.count(" ") > 3))


def _better(known: list[Subject], found: list[Subject]) -> list[Subject]:
    return found if len(found) > 2 * len(known) else known


def _heaviest(reading: Reading, subjects: list[Subject]) -> list[Subject]:
    weights = [sum(max(0.0, block_weight(reading, i)) for i in s.blocks) for s in subjects]
    kept = sorted(sorted(range(len(subjects)), key=lambda at: -weights[at])[:MOST])
    return [subjects[at] for at in kept]


def _topic(reading: Reading, subject: Subject) -> Topic:
    blocks = reading.document.blocks
    weighed = sorted(
        ((block_weight(reading, i) + (place == 0), -i) for place, i in enumerate(subject.blocks)), reverse=True
    )
    told = []
    for weight, minus in weighed[: 3 * POINTS]:
        if weight < 0 or len(told) > POINTS:
            break
        passage = best_sentence(reading, blocks[-minus], reading.cues[-minus], GIST if not told else POINT)
        if passage:
            told.append(unlabelled(reading, blocks[-minus], passage))
    evidence: list[Evidence] = [reading.evidence(*subject.place)]
    gist, points = None, ()
    if told:
        gist = told[0].text
        evidence.append(reading.evidence(told[0].start, told[0].end))
        points = tuple(p.text for p in sorted(told[1:], key=lambda p: p.start))
    return Topic(
        id=item_id("t", subject.title), evidence=tuple(evidence), title=subject.title, gist=gist, key_points=points
    )


def _headed(reading: Reading, draft: Draft) -> Iterator[Subject]:
    document = reading.document
    owners = _owners(reading, draft)
    content: dict[int, list[int]] = {}
    for index, block in enumerate(document.blocks):
        owner = owners[block.section]
        if owner >= 0 and block.kind is not Kind.HEADING and reading.zones[index] not in ELSEWHERE:
            content.setdefault(owner, []).append(index)
    containers = {document.sections[owner].parent for owner in content}
    for owner in sorted(content):
        section, told = document.sections[owner], content[owner]
        if owner in containers and (section.first <= 3 or len(told) < 3):
            continue
        heading = document.blocks[section.heading]
        yield Subject(_title(section.title), (heading.start, heading.end), told)


def _owners(reading: Reading, draft: Draft) -> list[int]:
    """For each section, the section that names its subject: itself, or one above where its own title says nothing."""
    document = reading.document
    generic = _words(document.language, "topic_generic")
    meeting = phrase_key(draft.title or "")
    owners: list[int] = []
    for number, section in enumerate(document.sections):
        key = phrase_key(_title(section.title))
        if section.heading < 0 or (key and meeting and (meeting in key or key in meeting)):
            owners.append(-1)
        elif (
            section.level >= LEAD_IN
            or key in generic
            or not _names(reading, section, key, generic)
            or _announces(reading, key)
        ):
            owners.append(owners[section.parent] if section.parent >= 0 else -1)
        elif reading.zones[section.heading + 1 : section.heading + 2] and _apart(document, reading, number):
            owners.append(-1)
        else:
            owners.append(number)
    return owners


def _announces(reading: Reading, key: str) -> bool:
    """Whether a title begins as a heading does that announces a list: "Agenda for the call of 16 May"."""
    return reading.lexicon.zones.get(key.partition(" ")[0]) in {"agenda", "log"}


def _apart(document: Document, reading: Reading, number: int) -> bool:
    """Whether a section is a list of people, actions, links: nothing that was discussed."""
    section = document.sections[number]
    own = reading.zones[section.first] if section.first < section.last else ""
    return own in ELSEWHERE and document.blocks[section.first].section == number


def _names(reading: Reading, section: Section, key: str, generic: frozenset[str]) -> bool:
    """Whether a title names a subject: it is no link, template, clock time or bare date."""
    words = reading.lexicon
    said = [word.strip(".") for word in WORD.findall(key)]
    if LINK.search(section.title) or PLACEHOLDER.match(section.title):
        return False
    return any(
        sum(map(str.isalpha, word)) > 2 and not (word in words.months or word in words.weekdays or word in generic)
        for word in said
    )


def _entries(reading: Reading) -> Iterator[Subject]:
    """Entries with notes under them, in a list of the first level."""
    blocks = reading.document.blocks
    head, told = -1, []
    for index, block in enumerate(blocks):
        starts = block.kind is Kind.ITEM and block.depth == 0 and block.parent < 0
        ends = block.kind is Kind.HEADING
        if starts or ends:
            if told:
                yield _entry(blocks[head], told)
            head, told = (index if starts and _may_head(reading, index) else -1), []
        elif head >= 0 and reading.zones[index] not in ELSEWHERE - {"agenda"}:
            told.append(index)
    if told:
        yield _entry(blocks[head], told)


def _may_head(reading: Reading, index: int) -> bool:
    block = reading.document.blocks[index]
    return (
        len(block.text) <= LONGEST
        and reading.zones[index] not in ELSEWHERE - {"agenda"}
        and not LINK.match(block.text)
        and not block.text.startswith(("[", "http"))
    )


def _entry(head: Block, told: list[int]) -> Subject:
    return Subject(_title(head.text), (head.start, head.end), told)


def _turns(reading: Reading) -> Iterator[Subject]:
    """Turns of speech: "Moving on to SSO - David, …", "#topic Budget"."""
    blocks = reading.document.blocks
    turns, labels = _turn_pattern(reading.document.language), _words(reading.document.language, "topic_labels")
    title, place, told = "", (0, 0), []
    for index, block in enumerate(blocks):
        found = ""
        if block.label and phrase_key(block.label).lstrip("#") in labels and block.value:
            found, where = block.value, (block.start, block.end)
        elif _is_title(blocks, index):
            found, where = block.text, (block.start, block.end)
        elif block.speaker and (match := turns.search(block.text)):
            found = match["title"]
            where = (block.start, block.end)
        found = _title(found)
        if found and len(found) > 2:
            if title:
                yield Subject(title, place, told)
            title, place, told = found[:1].upper() + found[1:], where, [index]
        elif title and block.kind is not Kind.HEADING:
            told.append(index)
    if title:
        yield Subject(title, place, told)


def _is_title(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line stands between speeches as a title does."""
    block = blocks[index]
    if block.speaker or block.kind is not Kind.PARAGRAPH or not 3 < len(block.text) <= 60:
        return False
    follows = index + 1 < len(blocks) and bool(blocks[index + 1].speaker)
    return follows and block.text[0].isupper() and block.text[-1].isalnum() and "http" not in block.text


def _title(text: str) -> str:
    return NUMBERING.sub("", EXAMPLE.sub("", MINUTES.sub("", text))).strip(" :.,;*_–—-")


@lru_cache(maxsize=32)
def _words(language: str, name: str) -> frozenset[str]:
    return frozenset(phrase_key(word) for word in lexicon(language).words[name])


@lru_cache(maxsize=8)
def _turn_pattern(language: str) -> re.Pattern[str]:
    turns = "|".join(
        re.escape(w).replace(r"\ ", r"\s")
        for w in sorted(lexicon(language).words["topic_turns"], key=len, reverse=True)
    )
    return re.compile(
        rf"(?<!\w)(?:{turns})[,:]?\s(?:the\s|our\s|is\s|a\s|-\s)*(?P<title>[^\s,.;:?!–—-][^,.;:?!–—]{{1,60}}?)(?=[,.;:?!–—]|\s-\s|\s*$)",
        re.IGNORECASE,
    )
