"""Subjects that headings name."""

from collections.abc import Iterator, Sequence

from notesllm.document import Kind
from notesllm.extract.context import LEAD_IN
from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading
from notesllm.extract.topics.subject import ELSEWHERE, Subject, names_subject, title_of, untouched
from notesllm.lexicon import phrase_key

PREFACE = 3  # blocks at the head of the notes that introduce them
ENOUGH = 3  # blocks of its own that make a subject of a section with sub-sections


def headed(reading: Reading, draft: Draft) -> Iterator[Subject]:
    """Sections that hold discussion; what stands under "Background" or "Issue 808" belongs to the section above."""
    document = reading.document
    titles = [title_of(section.title) for section in document.sections]
    owners = _owners(reading, draft, titles)
    content: dict[int, list[int]] = {}
    for index, (block, zone) in enumerate(zip(document.blocks, reading.zones, strict=True)):
        owner = owners[block.section]
        if owner >= 0 and zone not in ELSEWHERE and block.kind is not Kind.HEADING:
            content.setdefault(owner, []).append(index)
    containers = {document.sections[owner].parent for owner in content}
    for owner in sorted(content):
        section, told = document.sections[owner], content[owner]
        if owner in containers and (section.first <= PREFACE or len(told) < ENOUGH):
            continue
        if all(untouched(reading, document.blocks[index]) for index in told):
            continue
        heading = document.blocks[section.heading]
        yield Subject(titles[owner], (heading.start, heading.end), told)


def _owners(reading: Reading, draft: Draft, titles: Sequence[str]) -> list[int]:
    """For each section the one that names its subject, itself or one above; -1 where none does."""
    meeting = phrase_key(draft.title or "")
    owners: list[int] = []
    for number, section in enumerate(reading.document.sections):
        key = phrase_key(titles[number])
        if section.heading < 0 or (key and meeting and (meeting in key or key in meeting)):
            owners.append(-1)
        elif section.level >= LEAD_IN or not names_subject(reading, section.title, key):
            owners.append(owners[section.parent] if section.parent >= 0 else -1)
        else:
            owners.append(-1 if _apart(reading, number) else number)
    return owners


def _apart(reading: Reading, number: int) -> bool:
    """Whether a section is a list of people, actions, links: nothing that was discussed."""
    section = reading.document.sections[number]
    first = section.first
    if first >= section.last or reading.document.blocks[first].section != number:
        return False
    return reading.zones[first] in ELSEWHERE
