"""What sort of meeting it was."""

import re
from dataclasses import replace
from functools import cache
from typing import get_args

from notesllm.document import Kind
from notesllm.extract.draft import Draft
from notesllm.extract.header import field_of, file_stem, front_matter, top
from notesllm.extract.reading import Reading
from notesllm.lexicon import lexicon
from notesllm.summary import MeetingKind

KINDS: tuple[MeetingKind, ...] = get_args(MeetingKind)


@cache
def _patterns(language: str) -> tuple[tuple[MeetingKind, re.Pattern[str]], ...]:
    """The phrases of each kind, in the order of the lexicon's kinds."""
    words = lexicon(language).words
    phrases = [(kind, words.get(f"kind_{kind}", ())) for kind in KINDS]
    return tuple(
        (kind, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE))
        for kind, listed in phrases
        if listed
    )


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
    for text in texts:
        hits = [
            (match.end() - match.start(), kind)
            for kind, pattern in _patterns(reading.lexicon.language)
            if (match := pattern.search(text))
        ]
        if hits:
            return replace(draft, kind=max(hits, key=lambda hit: hit[0])[1])  # "incident review" is more than "review"
    return draft
