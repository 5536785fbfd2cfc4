"""Subjects that no heading names: entries of an agenda with notes under them."""

from collections.abc import Iterator

from notesllm.document import Block, Kind
from notesllm.extract.reading import Reading
from notesllm.extract.topics.subject import ELSEWHERE, LINK, Subject, names_subject, title_of, untouched
from notesllm.lexicon import phrase_key

LONGEST = 200  # characters of an entry that may be a subject
ANYWHERE = ELSEWHERE - {"agenda"}


def entries(reading: Reading) -> Iterator[Subject]:
    """Entries of the first level with something under them."""
    blocks = reading.document.blocks
    head = -1
    told: list[int] = []
    for index, block in enumerate(blocks):
        starts = block.kind is Kind.ITEM and block.depth == 0 and block.parent < 0
        if starts or block.kind is Kind.HEADING:
            if told and not all(untouched(reading, blocks[at]) for at in told):
                yield _subject(blocks[head], told)
            head, told = (index if starts and _may_head(reading, index) else -1), []
        elif head >= 0 and reading.zones[index] not in ANYWHERE:
            told.append(index)
    if told and not all(untouched(reading, blocks[at]) for at in told):
        yield _subject(blocks[head], told)


def _may_head(reading: Reading, index: int) -> bool:
    text = reading.document.blocks[index].text
    if len(text) > LONGEST or reading.zones[index] in ANYWHERE or LINK.match(text) or text.startswith(("[", "http")):
        return False
    return names_subject(reading, title_of(text), phrase_key(title_of(text)))


def _subject(head: Block, told: list[int]) -> Subject:
    return Subject(title_of(head.text), (head.start, head.end), told)
