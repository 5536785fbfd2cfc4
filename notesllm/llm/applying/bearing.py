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
        if (item is None or each.id != item.id) and likeness(said, key_words(getattr(each, TEXTS[one]))) < ALIKE
    ]
    about = [
        passage
        for passage in cited
        if not own.isdisjoint(key_words(passage.quote)) and not (item and _is_rather_of(passage, own, item, others))
    ]
    places = [passage.line for passage in (*about, *(item.evidence if item else ()))]
    return tuple(
        passage
        for passage in cited
        if passage in about
        or not (
            _is_of_any(passage, others)
            or (kind in TELLING and (_is_aside(notes, passage) or not _is_beside(notes, passage, places)))
        )
    )


def _is_rather_of(passage: Evidence, own: frozenset[str], item: Item, others: Sequence[Item]) -> bool:
    """Whether a passage is that of another item of the same kind, of which it has more words than of ``item``."""
    if _is_of_any(passage, [item]):
        return False
    there = frozenset(key_words(passage.quote))
    rivals = [other for other in others if type(other) is type(item) and _is_of_any(passage, [other])]
    return any(len(there.intersection(key_words(_text_of(other)))) > len(there & own) for other in rivals)


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
