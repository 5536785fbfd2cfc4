"""Whether a passage names somebody: in full, by a part of the name, a handle or initials that nobody else bears."""

from collections.abc import Mapping, Sequence

from notesllm._regex import regex
from notesllm.grounding.passage import WORD, Passage, words
from notesllm.lexicon import given_names
from notesllm.summary import Attendee

PARTING = regex(r"[,;|\n]|:\s")  # what parts people in a list


class Names:
    """The attendees, by the words that notes use for each."""

    def __init__(self, attendees: Sequence[Attendee]) -> None:
        self._attendees = attendees
        self._forms: Mapping[str, frozenset[str]] | None = None  # made when first asked for

    @property
    def forms(self) -> Mapping[str, frozenset[str]]:
        """A full name -> its words, and those that stand beside it where the person is introduced: handles, nicks."""
        if self._forms is None:
            bearers = {attendee.name: frozenset(words(attendee.name)) for attendee in self._attendees}
            self._forms = {
                attendee.name: bearers[attendee.name] | _introduced(attendee, bearers) for attendee in self._attendees
            }
        return self._forms

    def prove(self, name: str, passage: Passage) -> bool:
        """Whether ``passage`` names who is called ``name``."""
        if name in passage.text and passage.has(name):
            return True
        own = words(name)
        forms = self.forms.get(name, frozenset()).union(own, _handles(own))
        written = WORD.findall(passage.text)
        there = [word.casefold().replace("’", "'").removesuffix("'s") for word in written]
        for at, word in enumerate(there):
            if word in forms and not (at and self._another(there[at - 1], written[at - 1], own, word)):
                return True
        initials = "".join(word[0] for word in own).upper()
        return (len(initials) > 1 and initials in written) or passage.has(name)

    def _another(self, before: str, written: str, own: Sequence[str], word: str) -> bool:
        """Whether the word before a last name is the first name of somebody else: "Maria Lopez" is not Ana Lopez."""
        return word in own[1:] and before not in own and written[:1].isupper() and before in given_names()


def _handles(own: Sequence[str]) -> tuple[str, ...]:
    """What people of two names and more call themselves online: "alopez", "anal", "analopez"."""
    return (own[0][0] + own[-1], own[0] + own[-1][0], own[0] + own[-1]) if len(own) > 1 else ()


def _introduced(attendee: Attendee, bearers: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words beside an attendee's name, without those of the others' names."""
    own = bearers[attendee.name]
    beside = {
        word
        for evidence in attendee.evidence[:1]
        for part in PARTING.split(evidence.quote)
        if not own.isdisjoint(there := words(part))
        for word in there
    }
    others = (names for name, names in bearers.items() if name != attendee.name)
    return frozenset(beside.difference(*others))
