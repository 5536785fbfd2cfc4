"""People of one name: which of them somebody is, who is told in a meeting."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from notesllm.extract.likeness import key_words

COMPANY = 2  # people that two meetings must share
NEAREST = 16  # namesakes that a role, or somebody in company, leads to: the last ones put


class Appearance(NamedTuple):
    """Somebody in one meeting, and whom else it tells."""

    meeting: str
    series: str
    name: str
    role: str | None
    organization: str | None
    email: str | None
    company: frozenset[str]


@dataclass
class Identity:
    """One person, as all meetings tell it."""

    name: str
    role: str | None = None
    organization: str | None = None
    email: str | None = None
    meetings: list[str] = field(default_factory=list)
    series: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)
    in_meetings: set[str] = field(default_factory=set)

    def add(self, one: Appearance) -> None:
        """Take what a meeting tells; what an earlier one told stays."""
        self.role = self.role or one.role
        self.organization = self.organization or one.organization
        self.email = self.email or one.email
        if one.meeting not in self.in_meetings:
            self.meetings.append(one.meeting)
            self.in_meetings.add(one.meeting)
        self.series.add(one.series)
        self.company |= one.company


class Namesakes:
    """Those of one name so far, by what may tell that somebody is one of them."""

    def __init__(self) -> None:
        self._numbers: defaultdict[tuple[str, str], dict[int, None]] = defaultdict(dict)

    def put(self, one: Appearance, number: int) -> None:
        """Let ``number`` be found by what a meeting tells of it."""
        known = number in self._numbers["series", one.series]
        for key in (*_keys(one), *(() if known else _company(one))):
            numbers = self._numbers[key]
            numbers[number] = None
            if len(numbers) > NEAREST:
                del numbers[next(iter(numbers))]

    def match(self, one: Appearance, people: Sequence[Identity]) -> int | None:
        """The number of the one who this must be; None where nobody or several could be."""
        near = self._near(_keys(one))
        sure = [number for number in near if _is_sure(one, people[number])]
        if sure:
            return sure[0]
        likely = [n for n in near if one.series in people[n].series and _may_be(one, people[n])]
        if not likely and not is_short(one.name):
            near = self._near(_company(one))
            likely = [n for n in near if len(one.company & people[n].company) >= COMPANY and _may_be(one, people[n])]
        return likely[0] if len(likely) == 1 else None

    def _near(self, keys: Iterable[tuple[str, str]]) -> list[int]:
        return sorted({number for key in keys for number in self._numbers.get(key, ())})


@lru_cache(maxsize=20_000)
def is_short(name: str) -> bool:
    """Whether a name is a first name, alone or with an initial: "Sarah", "Sarah L."."""
    words = name.replace(".", " ").split()
    return len(words) < 2 or (len(words) == 2 and len(words[1]) == 1)


def agree(one: Appearance, person: Identity) -> bool:
    """Whether nothing that is told of the two contradicts that they are one."""
    if one.email and person.email and one.email.casefold() != person.email.casefold():
        return False
    if one.role and person.role and not _same_role(one.role, person.role):
        return False
    return _same(one.organization, person.organization)


def _keys(one: Appearance) -> Iterator[tuple[str, str]]:
    yield "series", one.series
    if one.email:
        yield "email", one.email.casefold()
    for word in _words(one.role) if one.role else ():
        yield "role", word


def _company(one: Appearance) -> Iterator[tuple[str, str]]:
    for name in one.company:
        yield "company", name


def _is_sure(one: Appearance, person: Identity) -> bool:
    if one.email and person.email:
        return one.email.casefold() == person.email.casefold()
    if not _same(one.organization, person.organization) or not (one.role and person.role):
        return False
    return _same_role(one.role, person.role) and bool(not is_short(one.name) or one.series in person.series)


def _may_be(one: Appearance, person: Identity) -> bool:
    told_apart = (one.role and person.role) or (one.email and person.email)
    return not told_apart and _same(one.organization, person.organization)


def _same_role(one: str, other: str) -> bool:
    mine, theirs = _words(one), _words(other)
    return mine <= theirs or theirs <= mine


@lru_cache(maxsize=10_000)
def _words(role: str) -> frozenset[str]:
    return frozenset(key_words(role))


def _same(one: str | None, other: str | None) -> bool:
    return not one or not other or one.casefold() == other.casefold()
