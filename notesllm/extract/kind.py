"""What sort of meeting it was."""

from dataclasses import replace
from functools import cache
from typing import get_args

from notesllm.document import Kind
from notesllm.extract.draft import Draft
from notesllm.extract.header import field_of, file_stem, front_matter, top
from notesllm.extract.phrasing import PhraseSet, lower
from notesllm.extract.reading import Reading
from notesllm.lexicon import lexicon
from notesllm.summary import MeetingKind

KINDS: tuple[MeetingKind, ...] = get_args(MeetingKind)


@cache
def _phrases(language: str) -> tuple[PhraseSet, dict[str, MeetingKind]]:
    """The phrases of all kinds, and the kind of each: of one that two kinds have, the first."""
    words = lexicon(language).words
    kinds: dict[str, MeetingKind] = {}
    for kind in KINDS:
        for phrase in words.get(f"kind_{kind}", ()):
            kinds.setdefault(lower(phrase), kind)
    return PhraseSet(kinds), kinds


def find_kind(reading: Reading, draft: Draft) -> Draft:
    """What sort of meeting the title calls it, else a field, the headings at the top or the file's name."""
    matter = front_matter(reading)
    blocks = [block for _, block in top(reading)]
    texts = [
        draft.title or "",
        *(block.value for block in blocks if field_of(reading, block) == "kind"),
        matter.get("type", ""),
        next((block.text for block in blocks if block.kind is Kind.HEADING), ""),
        file_stem(reading).replace("-", " "),
    ]
    phrases, kinds = _phrases(reading.lexicon.language)
    for text in texts:
        if places := list(phrases.finditer(text)):
            longest = max(places, key=lambda place: place.end - place.start)  # "incident review" is more than "review"
            return replace(draft, kind=kinds[longest.phrase])
    return draft
