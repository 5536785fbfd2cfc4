"""Owners by what they are: "the chairman", "la tesorera", "City Clerk", where the attendee list says who that is."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from notesllm.extract.actions.patterns import Patterns
from notesllm.lexicon import phrase_key
from notesllm.span import Span
from notesllm.summary import Attendee, Evidence

AFTER = re.compile(r"\s*\(([^()\n]{2,60})\)")
BEFORE = re.compile(r"(?:^|[,:;(\n]|\band\b)\s*((?:[A-Z][\w’'-]+\s+){1,4})$")
PARTS = re.compile(r"\s*(?:[,;/&()]|\band\b|\bund\b|\bet\b|\by\b)\s*")
NUMBERED = re.compile(r"^\d+\s*\.?\s*")
LONGEST = 40  # code points of a role
FEWEST = 3  # of what is no abbreviation


def named_in(attendees: Iterable[Attendee]) -> dict[str, Evidence]:
    """Attendee -> the first passage that names them."""
    found = {}
    for attendee in attendees:
        proof = next((passage for passage in attendee.evidence if attendee.name in passage.quote), None)
        if proof is not None:
            found[attendee.name] = proof
    return found


def roles_of(named: Mapping[str, Evidence], attendees: Iterable[Attendee], known: Patterns) -> dict[str, str]:
    """Role, as it is looked up -> its only holder."""
    held: defaultdict[str, set[str]] = defaultdict(set)
    for attendee in attendees:
        if attendee.name not in named:
            continue
        quote = named[attendee.name].quote
        at = quote.index(attendee.name)
        before, after = _beside(quote, at, at + len(attendee.name))
        for key in (*_keys(attendee.role or "", known), *_title(after, known), *_title(before, known)):
            held[key].add(attendee.name)
    return {key: next(iter(holders)) for key, holders in held.items() if len(holders) == 1}


def span_of(name: str, named: Mapping[str, Evidence]) -> Span | None:
    """Where an attendee is named."""
    proof = named.get(name)
    if proof is None:
        return None
    start = proof.start + proof.quote.index(name)
    return Span(start, start + len(name))


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
    return key[0].isalnum() and key not in known.no_roles and (key in known.titles or key not in known.departments)
