"""What an executive reads first: abstract and highlights."""

from dataclasses import replace

from notesllm.extract.abstract.choosing import choose
from notesllm.extract.abstract.composing import abstract_of, highlights_of
from notesllm.extract.abstract.gathering import facts_of
from notesllm.extract.draft import Draft
from notesllm.extract.likeness import key_words
from notesllm.extract.reading import Reading

WORDS = 200  # of abstract and highlights together
LABELS = 14  # words that the lines' own labels and the next meeting take


def find_abstract(reading: Reading, draft: Draft) -> Draft:
    """The abstract, and the highlights that fit beside it."""
    abstract = abstract_of(reading, draft)
    after = draft.next_meeting.text.count(" ") + 1 if draft.next_meeting else 0
    budget = WORDS - abstract.count(" ") - 1 - LABELS - min(after, 14)
    facts = choose(facts_of(reading, draft), budget, frozenset(key_words(abstract)))
    return replace(draft, abstract=abstract, highlights=highlights_of(reading, draft, facts))
