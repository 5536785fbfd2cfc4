"""Whom the notes know: which owners a text names, and whether each is somebody or a mere guess."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from notesllm.extract.actions.patterns import Patterns
from notesllm.extract.draft import Draft
from notesllm.extract.names import ABSTRACT, WORD, fold, looks_like_person, name_key
from notesllm.extract.reading import Reading
from notesllm.extract.roster import Roster
from notesllm.lexicon import phrase_key
from notesllm.summary import Owner

SEVERAL = re.compile(r"[,&+/]|\s\w{1,3}\s")  # what may stand between two names
PAUSE = re.compile(r"[:;!?\"“”`]|^['(]")
ARTICLES = frozenset(("the", "a", "an", "this", "that", "our", "some", "any", "in", "new"))
MOST_WORDS = 3  # of somebody whom only the names beside make known
LOOKED_AT = 60_000  # code points in which a name that is also a common word would show itself in small letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The people and groups of one document."""

    reading: Reading
    draft: Draft
    patterns: Patterns
    name_words: frozenset[str]  # the words of the names of all whom the notes know
    roles: Mapping[str, str] = field(default_factory=dict)  # role -> who alone holds it
    nicks: frozenset[str] = frozenset()
    # What was asked before; the same names come again and again.
    owned: dict[tuple[str, bool], tuple[Owner, ...]] = field(default_factory=dict, compare=False, repr=False)
    said_before: dict[tuple[str, bool], tuple[Owner, ...]] = field(default_factory=dict, compare=False, repr=False)
    spaced: list[tuple[frozenset[str], frozenset[str]]] = field(default_factory=list, compare=False, repr=False)

    def owners(self, text: str, *, trusted: bool = False) -> tuple[Owner, ...]:
        """The owners that a text names; see ``Roster.owners``."""
        key = (text, trusted)
        found = self.owned.get(key)
        if found is None:
            found = self.owned[key] = self._owners(text, trusted=trusted)
        return found

    def _owners(self, text: str, *, trusted: bool) -> tuple[Owner, ...]:
        if held := self.role(text):
            return (Owner(name=held),)
        found = self.draft.roster.owners(text, trusted=trusted)
        if self.roles and any(owner.name.casefold() in self.roles for owner in found):
            names = [self.roles.get(owner.name.casefold()) for owner in found]
            found = tuple(Owner(name=held) if held else owner for owner, held in zip(found, names, strict=True))
        return found

    def role(self, text: str) -> str | None:
        """Who alone holds the role that a short text is, an article before it aside: "the chairman"."""
        if not self.roles or len(text) > 50:
            return None
        key = phrase_key(text)
        found = self.roles.get(key)
        if found is None and key.startswith(self.patterns.articles):
            found = self.roles.get(key.partition(" ")[2])
        return found

    def known(self, text: str, *, guess: bool = False) -> tuple[Owner, ...]:
        """The owners that a text names, where each is somebody the notes know: () where one is a mere guess.

        ``guess``: a capitalised name that nothing speaks against will do.
        """
        key = (text, guess)
        found = self.said_before.get(key)
        if found is None:
            found = self.said_before[key] = self._known(text, guess=guess)
        return found

    def _known(self, text: str, *, guess: bool) -> tuple[Owner, ...]:
        if not 1 < len(text) <= 120 or PAUSE.search(text):
            return self.owners(text) if len(text) == 1 and text.isupper() and self.is_person(text) else ()
        found = self._plainly(text, guess=guess)
        if found is not None:
            return found
        if self.roles and (held := self.role(text)):
            return (Owner(name=held),)
        first, _, rest = text.partition(" ")
        if rest[:1].isupper() and f"{first.casefold()} " in self.patterns.articles and self.is_person(rest):
            return self.owners(rest)  # "A Thaís", "Der Jonas"
        if not self._may_name(text) and not (guess and (text.count(" ") < 2 or SEVERAL.search(text))):
            return ()
        if phrase_key(text) in self.patterns.nobody or self.patterns.asked.search(text):
            return ()
        titled = self.titled(text)
        found = titled if titled and self.is_person(titled[0].name) else self.owners(text) or titled
        if not found:
            return ()
        sure = [self._is_known(owner, guess=False) for owner in found]
        short = all(s or len(o.name.split()) <= MOST_WORDS for o, s in zip(found, sure, strict=True))
        if all(sure) or (any(sure) and len(found) > 1 and short):
            return found
        return (
            found if guess and all(s or self._is_known(o, guess=True) for o, s in zip(found, sure, strict=True)) else ()
        )

    def _plainly(self, text: str, *, guess: bool) -> tuple[Owner, ...] | None:
        """What most texts are: one name of the notes, or words that name nobody; None for all others."""
        words = text.casefold().split()
        if not text.replace(" ", "").isalpha() or not self.patterns.not_names.isdisjoint(words):
            return None
        if " ".join(words) in self.roles:
            return None
        full = self.draft.roster.resolve(text)
        if full is not None:
            sure = full.casefold() not in self.roles and (full == text or self.is_person(full))
            return (Owner(name=full),) if sure else None
        if guess or fold(words[0]) in self.patterns.given or guess_team(words, self.patterns) or text in self.nicks:
            return None
        return ()

    def is_person(self, text: str) -> bool:
        """Whether the text is the name of exactly one person of the notes."""
        return self.draft.roster.resolve(text) is not None or text in self.nicks

    def _may_name(self, text: str) -> bool:
        """Whether one of the words is of somebody's name, a first name, a group: else the text names nobody known."""
        known = self.patterns
        if "@" in text or text.isupper():
            return True
        words = WORD.findall(fold(text))
        return len(words) == 1 or not (known.naming.isdisjoint(words) and self.name_words.isdisjoint(words))

    def titled(self, text: str) -> tuple[Owner, ...]:
        """The owner in "Director Jones": a title, and a name after it."""
        words = text.removeprefix("the ").removeprefix("The ").split()
        for count in range(1, min(4, len(words))):
            if (
                not words[count - 1][:1].isupper()
                or words[count - 1].casefold().rstrip(".") not in self.patterns.titles
            ):
                continue
            rest = " ".join(words[count:])
            if looks_like_person(rest, self.reading.lexicon):
                return (Owner(name=self.draft.roster.resolve(rest) or " ".join(words)),)
        return ()

    def _is_known(self, owner: Owner, *, guess: bool) -> bool:
        name = owner.name
        if name.startswith("@") or self.is_person(name):
            return True
        key = phrase_key(name)
        words = key.split()
        if (
            len(words) > 1
            and any(w.rstrip(".") in self.patterns.titles for w in words[: min(3, len(words) - 1)])
            and (len(words) < MOST_WORDS or name.split()[-1][:1].isupper())
        ):
            return True
        if guess_team(words, self.patterns):
            return True
        if owner.kind != "person":
            return False
        if words and fold(words[0]) in self.patterns.given and (len(words) == 1 or name.split()[1][:1].isupper()):
            return True
        return guess and self.plausible(name)

    def plausible(self, name: str) -> bool:
        """Whether an unknown name of one or two words is hardly anything but a person's."""
        words = name.split()
        if len(words) > 2 or not looks_like_person(name, self.reading.lexicon):
            return False
        common = self.patterns.common
        return not any(
            ABSTRACT.search(w.casefold())
            or w.casefold() in common
            or (w.isupper() and len(w.strip(".")) > 1)
            or self.in_small_letters(w)
            for w in words
        )

    def is_nick(self, word: str) -> bool:
        """Whether a word in small letters can only be a nick: no list has it, and no article goes before it."""
        words = self.reading.lexicon
        if word in self.patterns.common or word in words.labels or word in words.zones or word in words.statuses:
            return False
        return ABSTRACT.search(word) is None and not self._with_article(word)

    def _with_article(self, word: str) -> bool:
        return word in self._between_spaces()[1]

    def in_small_letters(self, word: str) -> bool:
        """Whether the beginning of the source has the word in small letters: then it is no name."""
        return word.lower() in self._between_spaces()[0]

    def _between_spaces(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words between spaces at the beginning of the source, and those of them after an article."""
        if not self.spaced:
            words = self.reading.document.source[:LOOKED_AT].split(" ")
            after = [word for article, word in pairwise(words[1:-1]) if article in ARTICLES]
            self.spaced.append((frozenset(words[1:-1]), frozenset(after)))
        return self.spaced[0]


def name_words(roster: Roster) -> frozenset[str]:
    """The words of all names of a roster."""
    keys = [name_key(name) for person in roster.people for name in (person.name, *person.aliases)]
    return frozenset(word for key in keys for word in (*key.split(), key.replace(" ", "")))


def guess_team(words: list[str], known: Patterns) -> bool:
    """Whether one of the words says that these are several people: "team", "everyone", "leads"."""
    if not 0 < len(words) <= 5 or any(word.endswith("ed") for word in words):
        return False
    if words[0] in known.everybody or words[-1] in known.everybody:
        return len(words) == 1 or words[0] in known.everybody
    return words[-1] in known.group_words
