"""Whether a passage names somebody: in full, by a part of the name, a handle or initials that nobody else bears."""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import cached_property, lru_cache

from notesllm._regex import regex
from notesllm.extract.likeness import STOP
from notesllm.grounding.passage import WORD, Passage, words
from notesllm.lexicon import given_names, lexicon
from notesllm.summary import Attendee

PARTING = regex(r"[,;|\n]|:\s")  # what parts people in a list
APART = "(@[/,&+:→*|-"  # before initials that are no other abbreviation


class Names:
    """The attendees, by the words that notes use for each.

    ``strict``: what stands beside a name in their list names somebody only where it is written as a handle or label.
    """

    def __init__(self, attendees: Sequence[Attendee], language: str = "en", *, strict: bool = False) -> None:
        self._strict = strict
        self._attendees = attendees
        self._language = language

    @cached_property
    def _own(self) -> Mapping[str, frozenset[str]]:
        return {attendee.name: frozenset(words(attendee.name)) for attendee in self._attendees}

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all names, without those that are words of the language too."""
        return frozenset().union(*self._own.values()).difference(_common(self._language))

    @cached_property
    def known(self) -> frozenset[str]:
        """The words of all names and of what their bearers call themselves."""
        return self.words.union(*self.forms.values())

    @cached_property
    def full(self) -> tuple[str, ...]:
        """The names, the longest first."""
        return tuple(sorted(self._own, key=len, reverse=True))

    @cached_property
    def forms(self) -> Mapping[str, frozenset[str]]:
        """A full name -> the words that stand beside it where the person is introduced: handles, nicks."""
        beside = {attendee.name: _introduced(attendee, self._own, self._bearers) for attendee in self._attendees}
        told = Counter(word for words_of in beside.values() for word in words_of)
        shared = {word for word, count in told.items() if count > 1}  # of an address: "example.com"
        common = _common(self._language).union(shared)
        return {name: words_of - common for name, words_of in beside.items()}

    @cached_property
    def _bearers(self) -> Mapping[str, list[frozenset[str]]]:
        """A word -> the names in which it stands."""
        bearers: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        for own in self._own.values():
            for word in own:
                bearers[word].append(own)
        return bearers

    @cached_property
    def _initials(self) -> Counter[str]:
        return Counter(_initials_of(words(attendee.name)) for attendee in self._attendees)

    def prove(self, name: str, passage: Passage) -> bool:
        """Whether ``passage`` names who is called ``name``."""
        if passage.has(name):
            return True
        own = words(name)
        telling = [word for word in own if word not in _common(self._language) or _is_name(word)]
        if not telling:  # "The Platform Team": no word of it is a name
            rest = [word for word in own if word not in STOP]
            return bool(rest) and passage.words.issuperset(rest)
        beside = self.forms.get(name, frozenset()).union(_handles(own))
        small = name == name.lower()
        there = _Written(passage)
        shared = {word for word in telling if self._is_shared(word, own)}
        for at, word in enumerate(there.words):
            if word in beside and (not self._strict or there.is_handle(at)):
                return True
            if word in telling and (small or there.is_capital(at)) and not there.is_of_another(at, own):
                following = there.words[at + 1] if at + 1 < len(there.words) else ""
                if word not in shared or any(following and other.startswith(following) for other in own[1:]):
                    return True
        return self._by_initials(own, there)

    def _is_shared(self, word: str, own: Sequence[str]) -> bool:
        """Whether another attendee bears ``word``; a shorter or longer form of the same name is no other."""
        mine = frozenset(own)
        return any(not (other <= mine or mine <= other) for other in self._bearers.get(word, ()))

    def _by_initials(self, own: Sequence[str], there: "_Written") -> bool:
        initials = _initials_of(own)
        if len(initials) < 2 or self._initials[initials] > 1:
            return False
        return any(written == initials and there.stands_apart(at) for at, written in enumerate(there.written))


class _Written:
    """The words of a passage as they are written, and what stands around each."""

    def __init__(self, passage: Passage) -> None:
        found = list(WORD.finditer(passage.text))
        self._text = passage.text
        self._spans = [match.span() for match in found]
        self.written = [match.group() for match in found]
        self.words = [word.casefold().replace("’", "'").removesuffix("'s") for word in self.written]

    def is_capital(self, at: int) -> bool:
        """Whether a word is written as a name: with a capital (if the script has any), as a handle, or as a label."""
        start, end = self._spans[at]
        before, after = self._text[max(0, start - 1) : start], self._text[end : end + 1]
        label = before in ("", "\n") and after in ("", "\n", ":")
        return label or not self.written[at][0].islower() or before == "@"

    def is_handle(self, at: int) -> bool:
        """Whether a word is written as one calls somebody online, or as the label of a line."""
        start, end = self._spans[at]
        before, after = self._text[max(0, start - 1) : start], self._text[end : end + 1]
        return before in {"@", "(", "<"} or (before in {"", "\n", " "} and after in {":", ">"})

    def is_of_another(self, at: int, own: Sequence[str]) -> bool:
        """Whether a last name follows the first name of somebody else: "Maria Lopez" is not Ana Lopez."""
        if not at or self.words[at] not in own[1:]:
            return False
        before = self.words[at - 1]
        return before not in own and self.written[at - 1][:1].isupper() and before in _given_names()

    def stands_apart(self, at: int) -> bool:
        """Whether what looks like initials is no word of a sentence ("a PR")."""
        start, end = self._spans[at]
        before = self._text[:start].rstrip()[-1:]
        return not before or before in APART or self._text[start - 1] == "\n" or self._text[end : end + 1] in (":", ")")


@lru_cache(maxsize=8)
def _common(language: str) -> frozenset[str]:
    """Words that stand in names and prove nobody: small words, and those of teams."""
    lists = lexicon(language).words
    return STOP.union(lists.get("teams", ()), lists.get("everyone", ()))


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(given_names())


def _is_name(word: str) -> bool:
    return word in _given_names()


def _initials_of(own: Sequence[str]) -> str:
    return "".join(word[0] for word in own).upper()


def _handles(own: Sequence[str]) -> tuple[str, ...]:
    """What people of two names and more call themselves online: "alopez", "anal", "analopez"."""
    return (own[0][0] + own[-1], own[0] + own[-1][0], own[0] + own[-1]) if len(own) > 1 else ()


def _introduced(attendee: Attendee, bearers: Mapping[str, frozenset[str]], taken: Container[str]) -> frozenset[str]:
    """The words beside an attendee's name, without those of all names."""
    own = bearers[attendee.name]
    beside = {
        word
        for evidence in attendee.evidence[:1]
        for part in PARTING.split(evidence.quote)
        if not own.isdisjoint(there := words(part))
        for word in there
    }
    return frozenset(word for word in beside if word not in taken)
