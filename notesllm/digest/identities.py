"""Who is who across meetings: two people of one name are two until something else says that they are one.

An address says so, or a role that both have (where no organisation contradicts it). Who is told without a role is the
one of that name in the same series of meetings or among the same people, if there is just one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from notesllm.digest.mention import Told
from notesllm.digest.series import series_of
from notesllm.extract.likeness import key_words
from notesllm.summary import Owner

COMPANY = 2  # people that two meetings must share


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


@dataclass(frozen=True)
class _Appearance:
    meeting: str
    series: str
    name: str
    role: str | None
    organization: str | None
    email: str | None
    company: frozenset[str]


@dataclass(frozen=True)
class Identities:
    """Who a name means in a meeting."""

    people: tuple[Identity, ...]
    _numbers: Mapping[tuple[str, str], int]

    def of(self, meeting: str, name: str) -> int | None:
        """The number in ``people`` of whom ``name`` means in a meeting; None for teams and names that it lacks."""
        return self._numbers.get((meeting, name.casefold()))


def identities(told: Sequence[Told]) -> Identities:
    """Everybody who attends a meeting or owns something there."""
    named: defaultdict[str, list[_Appearance]] = defaultdict(list)
    for each in told:
        for appearance in _appearances(each):
            named[appearance.name.casefold()].append(appearance)
    people: list[Identity] = []
    numbers: dict[tuple[str, str], int] = {}
    for key, appearances in named.items():
        own: list[Identity] = []
        # Those whom something tells apart from others of the name come first; the rest then finds its place.
        for appearance in sorted(appearances, key=lambda one: not (one.email or one.role)):
            person = _match(appearance, own)
            if person is None:
                person = Identity(appearance.name)
                own.append(person)
            _add(person, appearance)
            numbers[appearance.meeting, key] = len(people) + own.index(person)
        people += own
    return Identities(tuple(people), numbers)


def _appearances(told: Told) -> Iterator[_Appearance]:
    meeting, summary = told
    series = series_of(told)
    owners = {owner.name for owner in _owners(summary.action_items, summary.risks) if owner.kind == "person"}
    attendees = {attendee.name for attendee in summary.attendees}
    everybody = frozenset(name.casefold() for name in owners | attendees if " " in name)
    for attendee in summary.attendees:
        yield _Appearance(
            meeting.id,
            series,
            attendee.name,
            attendee.role,
            attendee.organization,
            attendee.email,
            everybody - {attendee.name.casefold()},
        )
    for name in sorted(owners - attendees):
        yield _Appearance(meeting.id, series, name, None, None, None, everybody - {name.casefold()})


def _owners(*kinds: Iterable[object]) -> Iterator[Owner]:
    for items in kinds:
        for item in items:
            yield from getattr(item, "owners", ())


def _match(one: _Appearance, known: Sequence[Identity]) -> Identity | None:
    """The one person of that name who this must be; None where nobody or several could be."""
    sure = [person for person in known if _is_sure(one, person)]
    if sure:
        return sure[0]
    if one.role or one.email:
        likely = [person for person in known if not person.role and not person.email and _among_the_same(one, person)]
    else:
        likely = [person for person in known if _among_the_same(one, person)]
    likely = [person for person in likely if _agree(one.organization, person.organization)]
    return likely[0] if len(likely) == 1 else None


def _is_sure(one: _Appearance, person: Identity) -> bool:
    if one.email and person.email:
        return one.email.casefold() == person.email.casefold()
    if not _agree(one.organization, person.organization) or not (one.role and person.role):
        return False
    return _same_role(one.role, person.role) and bool(" " in one.name or one.series in person.series)


def _same_role(one: str, other: str) -> bool:
    mine, theirs = set(key_words(one)), set(key_words(other))
    return mine <= theirs or theirs <= mine


def _agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one.casefold() == other.casefold()


def _among_the_same(one: _Appearance, person: Identity) -> bool:
    return one.series in person.series or (" " in one.name and len(one.company & person.company) >= COMPANY)


def _add(person: Identity, one: _Appearance) -> None:
    person.role = person.role or one.role
    person.organization = person.organization or one.organization
    person.email = person.email or one.email
    person.meetings.append(one.meeting)
    person.series.add(one.series)
    person.company |= one.company
