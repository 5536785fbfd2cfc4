"""Which of the cited lines may tell of an item: true words of another thing's line prove nothing of this one."""

from collections.abc import Sequence

from notesllm.document import Kind
from notesllm.extract.likeness import key_words, likeness
from notesllm.llm.applying.fields import Cited
from notesllm.llm.applying.notes import KINDS, TEXTS, Notes
from notesllm.summary import Evidence, Item

WHO_CAME = frozenset({"people", "absent", "host", "scribe"})  # zones and labels
NEAR = 6  # lines: a turn or two, blank lines between them
ALIKE = 0.5  # of the words: the rules' own telling of the same
ENTRIES = frozenset({Kind.ITEM, Kind.ROW})
TELLING = ("action_items", "decisions", "risks", "questions", "milestones")  # of somebody, or of a day


def bearing(notes: Notes, kind: str, text: str, cited: Cited, item: Item | None = None) -> Cited:
    """The passages that may tell of what ``text`` says, an item of ``kind`` (a field of the summary).

    Those that share a word of it; and those near to these, or the heading above, that are not of another item, of a
    list of those who came, or of the next meeting. ``item``: the finding that is corrected.
    """
    said = key_words(text)
    own = frozenset(said)
    others = [
        each
        for one in (TELLING if item and kind in TELLING else (kind,))
        for each in getattr(notes.rules, one)
        if (item is None or each.id != item.id) and not _tells_again(notes, said, item, each, TEXTS[one])
    ]
    rivals = [each for each in (others if item else getattr(notes.rules, kind)) if KINDS[type(each)] == kind]
    about = [passage for passage in cited if not own.isdisjoint(key_words(passage.quote))]
    most = max((_shared(passage, own) for passage in about), default=0)
    foreign = [
        passage
        for passage in about
        if not (item and _is_of_any(passage, [item]))
        and (item or _shared(passage, own) < most)
        and _is_rather_of(passage, own, rivals)
    ]
    about = [passage for passage in about if passage not in foreign]
    places = [passage.line for passage in (*about, *(item.evidence if item else ()))]
    return tuple(
        passage
        for passage in cited
        if passage in about
        or not (
            passage in foreign
            or _is_of_any(passage, others)
            or (kind in TELLING and (_is_aside(notes, passage) or not _is_beside(notes, passage, places)))
        )
    )


def _tells_again(notes: Notes, said: Sequence[str], item: Item | None, other: Item, text: str) -> bool:
    """Whether another item is the same told again; entries of one list are different ones, however alike."""
    if item and not lists_of(notes, item).isdisjoint(lists_of(notes, other)):
        return False
    return likeness(said, key_words(getattr(other, text))) >= ALIKE


def lists_of(notes: Notes, item: Item) -> set[tuple[int, int]]:
    """The lists in which an item stands."""
    blocks = [block for passage in item.evidence if (block := notes.block_of(passage))]
    return {(block.section, block.parent) for block in blocks if block.kind in ENTRIES}


def _shared(passage: Evidence, own: frozenset[str]) -> int:
    return len(own.intersection(key_words(passage.quote)))


def _is_rather_of(passage: Evidence, own: frozenset[str], rivals: Sequence[Item]) -> bool:
    """Whether a passage is that of an item of which it has more words than it has of ``own``."""
    return any(
        _is_of_any(passage, [rival]) and _shared(passage, frozenset(key_words(_text_of(rival)))) > _shared(passage, own)
        for rival in rivals
    )


def _text_of(item: Item) -> str:
    return str(getattr(item, TEXTS[KINDS[type(item)]]))


def _is_beside(notes: Notes, passage: Evidence, lines: Sequence[int]) -> bool:
    """Whether a passage stands near one of the lines, or is a heading, which may tell of all below it."""
    block = notes.block_of(passage)
    heads = block is not None and block.kind is Kind.HEADING
    return heads or not lines or any(abs(passage.line - line) <= NEAR for line in lines)


def _is_of_any(passage: Evidence, items: Sequence[Item]) -> bool:
    return any(passage.start < one.end and one.start < passage.end for item in items for one in item.evidence)


def _is_aside(notes: Notes, passage: Evidence) -> bool:
    """Whether a passage lists who came, or tells of the next meeting."""
    coming = notes.rules.next_meeting
    at = notes.index_of(passage)
    if at >= 0 and notes.reading.zones[at] in WHO_CAME:
        return True
    label = notes.reading.lexicon.labels.get(passage.quote.partition(":")[0].strip(" *_").casefold())
    return label in WHO_CAME or (coming is not None and _is_of_any(passage, [coming]))
