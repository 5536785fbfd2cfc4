"""Who can be filtered by: people as the digest tells them apart, each under a name of its own."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from notesllm.digest.model import ExecutiveDigest, Person
from notesllm.render.pages.saying import cut, day
from notesllm.render.words import one_line
from notesllm.summary import Owner

STEPS = 20  # of a bar's length


class Load(NamedTuple):
    """A person's row in the table of load. The lengths are twentieths of the longest bar."""

    number: int
    name: str
    about: str
    person: Person
    late: int
    rest: int


class Crowd:
    """The people of a digest, by number."""

    def __init__(self, digest: ExecutiveDigest) -> None:
        self._people = digest.people
        self._days = {meeting.id: meeting.date for meeting in digest.meetings}
        self.names = self._told_apart()
        self._by_line: defaultdict[str, list[int]] = defaultdict(list)
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(self._people):
            self._by_name[person.name.casefold()].append(number)
            for line in person.actions:
                self._by_line[line].append(number)

    def numbers(self, line: str, owners: Iterable[Owner]) -> tuple[int, ...]:
        """Who owns a line; where the digest doesn't say which of two with one name, both."""
        known = self._by_line.get(line)
        return tuple(known) if known else self.named(owner.name for owner in owners)

    def named(self, names: Iterable[str | None]) -> tuple[int, ...]:
        """All who go by one of the names."""
        found = {number for name in names if name for number in self._by_name.get(name.casefold(), ())}
        return tuple(sorted(found))

    def loads(self) -> tuple[Load, ...]:
        """Who has how much to do, in the digest's order."""
        most = max((person.open for person in self._people), default=0) or 1
        return tuple(
            Load(
                number,
                cut(person.name, 80),
                ", ".join(filter(None, map(_shown, (person.role, person.organization, _kind(person))))),
                person,
                late := _length(person.overdue, most),
                max(_length(person.open, most) - late, 0),
            )
            for number, person in enumerate(self._people)
        )

    def _told_apart(self) -> Sequence[str]:
        """Names; with what tells them apart where two are the same."""
        plain = [cut(person.name, 80) for person in self._people]
        same = Counter(plain)
        return [
            f"{name} ({self._difference(person)})" if same[name] > 1 else name
            for name, person in zip(plain, self._people, strict=True)
        ]

    def _difference(self, person: Person) -> str:
        first = self._days.get(person.meetings[0]) if person.meetings else None
        return _shown(person.role or person.organization or person.email) or day(first) or person.kind


def _shown(text: str | None) -> str:
    return cut(one_line(text or ""), 60)


def _kind(person: Person) -> str:
    return "" if person.kind == "person" else person.kind


def _length(number: int, most: int) -> int:
    return -(-STEPS * number // most)
