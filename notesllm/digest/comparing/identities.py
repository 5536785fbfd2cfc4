"""Who is who across meetings: two people of one name are two until something else says that they are one.

An address says so, or a role that both have (where no organisation contradicts it). Who is told without a role is the
one of that name in the same series of meetings or among the same people, if there is just one. A first name is the
full name in the same series that it fits, if it fits just one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from notesllm.digest.comparing.mention import Told
from notesllm.digest.comparing.namesakes import Appearance, Identity, Namesakes, agree, is_short
from notesllm.digest.comparing.series import series_of
from notesllm.summary import Owner


@dataclass(frozen=True)
class Identities:
    """Who a name means in a meeting."""

    people: tuple[Identity, ...]
    _numbers: Mapping[tuple[str, str], int | None]

    def of(self, meeting: str, name: str) -> int | None:
        """The number in ``people`` of whom ``name`` means in a meeting; None if it has none, or two, of it."""
        return self._numbers.get((meeting, name.casefold()))


@dataclass
class _Register:
    people: list[Identity] = field(default_factory=list)
    numbers: dict[tuple[str, str], int | None] = field(default_factory=dict)

    def put(self, one: Appearance, number: int) -> None:
        if number == len(self.people):
            self.people.append(Identity(one.name))
        person = self.people[number]
        person.add(one)
        for name in {one.name.casefold(), person.name.casefold()}:
            key = one.meeting, name
            self.numbers[key] = number if self.numbers.get(key, number) == number else None


def identities(told: Sequence[Told]) -> Identities:
    """Everybody who attends a meeting or owns something there."""
    named: defaultdict[str, list[Appearance]] = defaultdict(list)
    for each in told:
        for appearance in _appearances(each):
            named[appearance.name.casefold()].append(appearance)
    register = _Register()
    short = {name: found for name, found in named.items() if is_short(name)}
    for name, found in named.items():
        if name not in short:
            _tell_apart(register, found)
    fitting = _by_words(register.people)
    for found in short.values():
        rest = []
        for appearance in found:
            number = _in_full(register, fitting, appearance)
            if number is None:
                rest.append(appearance)
            else:
                register.put(appearance, number)
        _tell_apart(register, rest)
    return Identities(tuple(register.people), register.numbers)


def _tell_apart(register: _Register, appearances: Iterable[Appearance]) -> None:
    """Put people of one name down; those whom something tells apart from others come first."""
    known = Namesakes()
    for one in sorted(appearances, key=lambda one: not (one.email or one.role)):
        match = known.match(one, register.people)
        number = len(register.people) if match is None else match
        known.put(one, number)
        register.put(one, number)


def _by_words(people: Sequence[Identity]) -> Mapping[tuple[str, str], list[int]]:
    """People by series and first or last name."""
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        words = person.name.casefold().split()
        for series in person.series:
            for word in {*words[:1], *words[-1:]}:
                found[series, word].append(number)
    return found


def _in_full(register: _Register, fitting: Mapping[tuple[str, str], list[int]], one: Appearance) -> int | None:
    """The one person in the series whose full name a short one must mean."""
    first, *initial = one.name.casefold().replace(".", " ").split() or [one.name]
    numbers = fitting.get((one.series, first), ())
    if initial:
        numbers = [n for n in numbers if register.people[n].name.casefold().split()[-1].startswith(initial[-1])]
    if len(numbers) != 1:
        return None
    person = register.people[numbers[0]]
    return numbers[0] if agree(one, person) and one.meeting not in person.in_meetings else None


def _appearances(told: Told) -> Iterator[Appearance]:
    meeting, summary = told
    series = series_of(meeting, summary.provenance.source.language)
    owners = {owner.name for owner in _owners(summary.action_items, summary.risks) if owner.kind == "person"}
    attendees = {attendee.name for attendee in summary.attendees}
    everybody = frozenset(name.casefold() for name in owners | attendees if not is_short(name))
    for attendee in summary.attendees:
        name, company = attendee.name, everybody - {attendee.name.casefold()}
        role, organization, email = attendee.role, attendee.organization, attendee.email
        yield Appearance(meeting.id, series, name, role, organization, email, company)
    known = {name.casefold() for name in attendees}
    for name in sorted(owners):
        if name.casefold() not in known:
            known.add(name.casefold())
            yield Appearance(meeting.id, series, name, None, None, None, everybody - {name.casefold()})


def _owners(*kinds: Iterable[object]) -> Iterator[Owner]:
    for items in kinds:
        for item in items:
            yield from getattr(item, "owners", ())
