"""Minutes with a margin on the right: ``Clerk to write again.          Action: Clerk``."""

import re

from notesllm.document.builder import Builder
from notesllm.document.text import flush, take_text
from notesllm.lexicon import phrase_key

# Compiled when it is first used, which few notes do.
MARGIN = r"(?P<body>.{12,}?\S)[ ]{3,}(?P<tail>(?P<label>[^\W\d_][\w ]{2,14}):[ ]\S[^:]{0,30})$"
SAID_OF = frozenset(("owner", "task"))
ENDS = frozenset(".!?)")


def margin_of(b: Builder, text: str) -> tuple[int, int] | None:
    """Where the words of a line end, and where its margin begins."""
    match = re.match(MARGIN, text)
    if match is None or match["body"][-1] not in ENDS or "   " in match["body"]:
        return None
    key = phrase_key(match["label"])
    if b.words.labels.get(key) not in SAID_OF and b.words.zones.get(key) != "actions":
        return None
    return match.end("body"), match.start("tail")


def take_margin(b: Builder, text: str, start: int, indent: int) -> bool:
    """What stands in the margin is a line of its own."""
    found = margin_of(b, text)
    if found is None:
        return False
    end, tail = found
    take_text(b, text[:end], start, indent)
    add_margin(b, text[tail:], start + tail, indent)
    return True


def add_margin(b: Builder, text: str, start: int, indent: int) -> None:
    """Add the words of the margin, nested under the entry at hand."""
    flush(b)
    b.blank = False
    take_text(b, text, start, indent + 1)
    flush(b)
    b.item = None  # what follows stands below the margin, too
