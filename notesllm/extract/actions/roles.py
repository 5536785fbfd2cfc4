"""Owners by what they are: "the chairman", "la tesorera", "City Clerk", where the attendee list says who that is."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from notesllm.extract.actions.patterns import Patterns
from notesllm.lexicon import phrase_key
from notesllm.span import Span
from notesllm.summary import Attendee

AFTER = re.compile(r"\s*\(([^()\n]{2,60})\)")
BEFORE = re.compile(r"(?:^|[,:;(\n]|\band\b)\s*((?:[A-Z][\w’'-]+\s+){1,4})$")
PARTS = re.compile(r"\s*(?:[,;/&()]|\band\b|\bund\b|\bet\b|\by\b)\s*")
NUMBERED = re.compile(r"^\d+\s*\.?\s*")
LONGEST = 40  # code points of a role
FEWEST = 3  # of what is no abbreviation


class Holder(NamedTuple):
    """Who holds a role, and where the notes say so."""

    name: str
    span: Span


def roles_of(attendees: Iterable[Attendee], known: Patterns) -> dict[str, Holder]:
    """Role, as it is looked up -> its only holder."""
    held: defaultdict[str, dict[str, Holder]] = defaultdict(dict)
    for attendee in attendees:
        for proof in attendee.evidence[:1]:
            at = proof.quote.find(attendee.name)
            if at < 0:
                continue
            start = proof.start + at
            holder = Holder(attendee.name, Span(start, start + len(attendee.name)))
            before, after = _beside(proof.quote, at, at + len(attendee.name))
            for key in (*_keys(attendee.role or "", known), *_title(after, known), *_title(before, known)):
                held[key].setdefault(attendee.name, holder)
    return {key: next(iter(holders.values())) for key, holders in held.items() if len(holders) == 1}


def _beside(quote: str, start: int, end: int) -> tuple[str, str]:
    """The capitalised words before a name, and what stands in brackets after it."""
    before, after = BEFORE.search(quote, max(0, start - 60), start), AFTER.match(quote, end)
    return before[1] if before else "", after[1] if after else ""


def _title(written: str, known: Patterns) -> Iterator[str]:
    """The titles beside a name: what ends in a word for one, such as "Public Works Director"."""
    for key in _keys(written, known):
        if key.rpartition(" ")[2] in known.titles:
            yield key


def _keys(written: str, known: Patterns) -> Iterator[str]:
    for part in PARTS.split(written):
        key = phrase_key(part)
        for form in {key, NUMBERED.sub("", key)}:
            if FEWEST - part.isupper() <= len(form) <= LONGEST and _is_role(form, known):
                yield form


def _is_role(key: str, known: Patterns) -> bool:
    """Whether one person can be it: no form of address, no department."""
    return key[0].isalnum() and key not in known.no_roles and key not in known.departments
