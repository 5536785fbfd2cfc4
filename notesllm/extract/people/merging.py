"""Sightings of the same person made one: by full name, by the short forms that fit only one, by near spellings."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from notesllm.extract.identity import item_id
from notesllm.extract.names import name_key
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.reading import Reading
from notesllm.extract.roster import Person, Roster
from notesllm.summary import Attendee, Evidence

MOST_EVIDENCE = 3
MANY = 300  # with more people near spellings are as likely others
FEW = 3  # a list of fewer names is hardly complete


@dataclass(slots=True)
class Gathering:
    """The people so far, in the order of the notes; each as his sightings."""

    language: str
    people: list[list[Sighting]] = field(default_factory=list)
    _forms: list[set[str]] = field(default_factory=list)  # of each, all that the sightings call him
    _by_key: dict[str, int] = field(default_factory=dict)
    _roster: Roster | None = None  # of the people so far; None once somebody or a further form of a name has come

    def add_listed(self, sightings: Iterable[Sighting]) -> None:
        """Add entries of lists: two entries are one person where their full names or handles are the same."""
        for seen in sightings:
            keys = [name_key(seen.name), *map(name_key, seen.aliases)]
            number = next((self._by_key[key] for key in keys if key in self._by_key), None)
            if number is None:
                number = len(self.people)
                self.people.append([])
                self._forms.append(set())
            self._append(number, seen)
            for key in keys:
                self._by_key.setdefault(key, number)

    def add(self, sightings: Iterable[Sighting], mentioned: Sequence[str] = ()) -> None:
        """Add people who are named in passing or who speak, the fullest names first: short ones may mean them.

        A name that fits nobody so far is completed where exactly one of the ``mentioned`` full names does.
        """
        ranked: defaultdict[int, list[Sighting]] = defaultdict(list)
        for seen in sightings:
            ranked[sum(len(word) > 1 for word in name_key(seen.name).split())].append(seen)
        if not ranked:
            return
        complete = FEW <= len(self.people) <= MANY
        others: Roster | None = None
        for rank in sorted(ranked, reverse=True):
            roster: Roster | None = None  # as it is when the rank begins
            for seen in ranked[rank]:
                if (known := self._by_key.get(name_key(seen.name))) is not None:
                    self._append(known, seen)
                    continue
                roster = roster or self.roster()
                fitting = roster.fitting(seen.name)
                if len(fitting) == 1:
                    self._append(self._by_key[name_key(fitting[0].name)], seen)
                elif not fitting and (number := self._half_known(seen.name)) is not None:
                    self._append(number, seen)
                elif not fitting and not (complete and self._near(seen.name)):
                    others = others or Roster(tuple(map(Person, mentioned)), self.language)
                    self.add_listed([_completed(seen, others)])

    def _append(self, number: int, seen: Sighting) -> None:
        known = self._forms[number]
        if seen.email or not known.issuperset((seen.name, *seen.aliases)):
            self._roster = None
            known.update((seen.name, *seen.aliases))
        self.people[number].append(seen)

    def _half_known(self, name: str) -> int | None:
        """The one person of whom so far only the first or the last name of ``name`` is known."""
        parts = name_key(name).split()
        return self._by_key.get(parts[0], self._by_key.get(parts[-1])) if len(parts) > 1 else None

    def _near(self, name: str) -> bool:
        """Whether ``name`` is another spelling of somebody's: Kristen Chapman of Kris Chapman, Klegg of Clegg."""
        first, _, last = name_key(name).partition(" ")
        for sightings in self.people:
            known, _, family = name_key(sightings[0].name).partition(" ")
            if len(last) == 1 and known == first:
                return True
            if last and family:
                same_first = known[:3] == first[:3] or _alike(known, first)
                if same_first and (last == family or _alike(last, family)):
                    return True
            elif min(len(known), len(first)) > 3 and (known.startswith(first[:4]) or _alike(known, first)):
                return True
        return False

    def present(self) -> int:
        """How many came, as far as the first sightings tell."""
        return sum(sightings[0].presence == "present" for sightings in self.people)

    def roster(self, mentioned: Iterable[str] = ()) -> Roster:
        """All by whom names can be resolved; ``mentioned`` are the full names of people who do not attend."""
        if self._roster is None:
            known = [Person(self._fullest(sightings), self._aliases(sightings)) for sightings in self.people]
            self._roster = Roster(tuple(known), self.language)
        others = tuple(Person(name, attending=False) for name in mentioned)
        return Roster((*self._roster.people, *others), self.language) if others else self._roster

    @staticmethod
    def _fullest(sightings: list[Sighting]) -> str:
        names = [seen.name for seen in sightings]
        first = names[0]
        if " " in first:
            return first
        if first.isupper() and (full := next((s.name for s in sightings if first in s.aliases), None)):
            return full
        return next((n for n in names if " " in n and name_key(first) in name_key(n).split()), first)

    def _aliases(self, sightings: list[Sighting]) -> tuple[str, ...]:
        name = self._fullest(sightings)
        found = {
            n: None for seen in sightings for n in (seen.name, *seen.aliases, (seen.email or "").partition("@")[0]) if n
        }
        found.pop(name, None)
        return tuple(found)

    def attendees(self, reading: Reading) -> tuple[Attendee, ...]:
        """The people as the summary shows them."""
        return tuple(self._attendee(reading, sightings) for sightings in self.people)

    def _attendee(self, reading: Reading, sightings: list[Sighting]) -> Attendee:
        name = self._fullest(sightings)
        spans = dict.fromkeys((seen.start, seen.end) for seen in sightings if seen.start >= 0)
        evidence: tuple[Evidence, ...] = tuple(reading.evidence(*span) for span in list(spans)[:MOST_EVIDENCE])
        present = [seen.presence for seen in sightings if not seen.member] or ["present"]
        return Attendee(
            id=item_id("at", name),
            name=name,
            role=next((seen.role for seen in sightings if seen.role), None),
            email=next((seen.email for seen in sightings if seen.email), None),
            organization=next((seen.organization for seen in sightings if seen.organization), None),
            presence=present[0],
            host=any(seen.host for seen in sightings),
            evidence=evidence,
        )


def _alike(a: str, b: str) -> bool:
    """Whether two words, both in small letters without accents, may be one name misheard."""
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 3 or (a[0] != b[0] and a[-2:] != b[-2:]):
        return False
    return SequenceMatcher(None, a, b).ratio() >= 0.75


def _completed(seen: Sighting, others: Roster) -> Sighting:
    """Give "Ana" or "Ana L" as the "Ana Lopez" of whom the notes speak elsewhere."""
    full = others.resolve(seen.name)
    if full is None or name_key(full).split()[0] != name_key(seen.name).split()[0]:
        return seen
    return seen._replace(name=full, aliases=(*seen.aliases, seen.name))
