"""Whom the initials in a list of people stand for, where brackets tell: "Tovah Marek (TM)", "TM (Tovah Marek)"."""

import re
from collections.abc import Iterable, Iterator

from notesllm.extract.names import looks_like_person
from notesllm.extract.people.marks import is_initials
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.reading import Reading

NAME = r"[A-ZÀ-Þ][\w’'-]{1,20}(?: [A-ZÀ-Þ][\w’'-]{1,20}){0,2}"
MOST = 12  # initials in one list


def spelled_out(reading: Reading, names: Iterable[str]) -> Iterator[Sighting]:
    """The full names of those of ``names`` that are two or three capitals."""
    source = reading.document.source
    shorts = [name for name in names if name.isupper() and name.isalpha() and 1 < len(name) <= 3]
    for short in shorts[:MOST]:
        if f"({short})" not in source and f"{short} (" not in source:
            continue
        match = re.search(rf"\b({NAME})[*_]* \({short}\)|\b{short} \(({NAME})\)", source)
        full = (match[1] or match[2]) if match else ""
        if match and is_initials(short, full) and looks_like_person(full, reading.lexicon):
            yield Sighting(full, aliases=(short,), start=match.start(), end=match.end())
