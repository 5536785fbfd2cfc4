"""Who is who: names as the notes write them, resolved to the fullest form where exactly one person fits."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from notesllm.extract.names import ASIDE, fold, looks_like_person, name_key, word_set
from notesllm.extract.owners import owners_in
from notesllm.lexicon import lexicon, phrase_key
from notesllm.summary import Owner

__all__ = ["Person", "Roster", "looks_like_person"]


FEW = 3  # who talk call each other by a letter
PAIR = 2


class Person(NamedTuple):
    """One person: the fullest name, and every other form that the notes give (handle, nick, initials)."""

    name: str
    aliases: tuple[str, ...] = ()
    attending: bool = True


@lru_cache(maxsize=1024)
def _short_forms(name: str, particles: frozenset[str]) -> frozenset[str]:
    """What people call somebody of this name: first or last name, "Ana L", "A. Lopez", "alopez"."""
    parts = [key for part in ASIDE.sub(" ", name).split() if (key := name_key(part))]
    if len(parts) < 2:
        return frozenset(parts[0].split()[:1]) if parts else frozenset()
    first, last = parts[0], parts[-1]
    forms = {part for part in parts if len(part) > 1 and part not in particles}
    forms |= {form for form in (first.split()[0], " ".join(parts[1:])) if len(form) > 1}
    forms |= {f"{first} {last}", f"{last} {first}", " ".join(parts[:2])}
    forms |= {f"{first} {last[0]}", f"{first[0]} {last}", f"{first}{last[0]}", f"{first[0]}{last}", "".join(parts)}
    return frozenset(forms)


@lru_cache(maxsize=1024)
def _initials(name: str) -> frozenset[str]:
    letters = [fold(part)[0] for part in ASIDE.sub(" ", name).replace("-", " ").split() if part[0].isalpha()]
    return frozenset(("".join(letters), letters[0] + letters[-1])) if len(letters) > 1 else frozenset()


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a meeting, indexed by every form of their names."""

    people: tuple[Person, ...] = ()
    language: str = "en"
    _full: Mapping[str, set[int]] = field(init=False, repr=False, compare=False)
    _short: Mapping[str, set[int]] | None = field(init=False, repr=False, compare=False)  # made when first asked for
    _initials: Mapping[str, set[int]] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        full: dict[str, set[int]] = {}
        for number, person in enumerate(self.people):
            for name in (person.name, *person.aliases):
                key = name_key(name)
                full.setdefault(key, set()).add(number)
                full.setdefault(key.replace(" ", ""), set()).add(number)
        object.__setattr__(self, "_full", full)
        object.__setattr__(self, "_short", None)
        object.__setattr__(self, "_initials", None)

    def _by_short_form(self) -> Mapping[str, set[int]]:
        if self._short is None:
            particles = word_set(self.language, "particles")
            object.__setattr__(self, "_short", self._index(lambda name: _short_forms(name, particles)))
        return self._short or {}

    def _by_initials(self) -> Mapping[str, set[int]]:
        if self._initials is None:
            object.__setattr__(self, "_initials", self._index(_initials))
        return self._initials or {}

    def _index(self, forms: Callable[[str], Iterable[str]]) -> Mapping[str, set[int]]:
        found: dict[str, set[int]] = {}
        for number, person in enumerate(self.people):
            for name in (person.name, *person.aliases):
                for form in forms(name):
                    found.setdefault(form, set()).add(number)
        return found

    def resolve(self, name: str) -> str | None:
        """The full name of the one person that ``name`` fits, else None.

        By full name, first or last name, handle or initials; case, accents and "Last, First" aside.
        Those who attend go before those who are only mentioned.
        """
        person = self.person(name)
        return person.name if person else None

    def person(self, name: str) -> Person | None:
        """The one person that ``name`` fits."""
        fitting = self.fitting(name)
        return fitting[0] if len(fitting) == 1 else None

    def fitting(self, name: str) -> tuple[Person, ...]:
        """All whom ``name`` may mean: of those who bear it in full, else in short, else as initials."""
        key = name_key(name)
        if not key or not self.people:
            return ()
        numbers = self._full.get(key) or self._by_short_form().get(key)
        if not numbers and name.strip(" .:").replace(".", "").isupper():
            numbers = self._by_initials().get(key.replace(" ", "")) or self._by_letter(key)
        if not numbers:
            return self.fitting(key.removesuffix(" s")) if key.endswith(" s") else ()
        fitting = tuple(self.people[number] for number in sorted(numbers))
        return tuple(person for person in fitting if person.attending) or fitting

    def _by_letter(self, key: str) -> set[int] | None:
        """Those whose name begins with the one letter, as two or three who talk write themselves: "M: book it"."""
        if len(key) != 1 or key in word_set(self.language, "not_names"):
            return None
        few = [number for number, person in enumerate(self.people) if person.attending]
        if not 1 < len(few) <= FEW:
            return None
        return {number for number in few if name_key(self.people[number].name).startswith(key)} or None

    def owners(self, text: str, *, trusted: bool = False) -> tuple[Owner, ...]:
        """The owners that a field, a cell or the start of an entry names ("Sarah + Backend team", "@ana, Tom (QA)").

        Empty where the text names nobody ("TBD", "-", a sentence). ``trusted``: the text stands where only
        owners do, so an unknown word in small letters is somebody's nick.
        """
        if phrase_key(text) in word_set(self.language, "both"):
            two = tuple(Owner(name=person.name) for person in self.people if person.attending)
            return two if len(two) == PAIR else ()
        return owners_in(text, lexicon(self.language), self.resolve, trusted=trusted)
