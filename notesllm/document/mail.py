"""The mail that an answer carries below it: ``-----Original Message-----``, then its head and its words."""

import re

from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.model import Kind
from notesllm.document.text import flush
from notesllm.lexicon import phrase_key

PARTING = r"-{3,}[ ]?(?P<words>[^-\n]{8,40}?)[ ]?-{3,}$"  # compiled when it is first used, which few notes do


def take_original(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """All that stands below is quoted, unless most of the notes do: then it is the mail that was meant."""
    if text[-3:] != "---" or 2 * b.number <= len(b.texts):
        return False
    match = re.match(PARTING, text)
    if match is None or phrase_key(match["words"]) not in b.words.words.get("original_mail", ()):
        return False
    flush(b)
    b.close_list()
    head = True
    open_: Draft | None = None

    def capture(b: Builder, raw: str, offset: int) -> bool:
        nonlocal head, open_
        line = raw.strip()
        if not line:
            open_ = None
        elif head and ":" in line[:20]:
            pass  # "From: Ana"
        elif open_ is None:
            head = False
            at = offset + raw.index(line[0])
            open_ = b.add(Kind.QUOTE, at, at + len(line))
        else:
            open_.end = offset + raw.index(line[0]) + len(line)
        return True

    b.capture = capture
    return True
