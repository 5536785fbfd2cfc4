"""People, word by word: "Tom Bradley", "Tom", "BRADLEY", "@tbradley", "TB:" each become what stands for those words."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import normalize

from notesllm._regex import regex
from notesllm.document import Document
from notesllm.lexicon import given_names, lexicon, unaccented
from notesllm.privacy.fullnames import Ties, doubtful, follows_article, stands_in_full_name, ties
from notesllm.privacy.hit import Hit
from notesllm.privacy.initials import Initials
from notesllm.privacy.shapes import NICKED
from notesllm.privacy.telling import told
from notesllm.privacy.usage import is_beside_name, is_used_as_name
from notesllm.privacy.words import common_words, frequent_words, no_names, offices, words

NAME = "NAME"
WORD = regex(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
MENTION = regex(r"(?<![\w@./+-])@([^\W\d_](?:[\w-]|\.(?=\w)){0,38})(?![\w@])")
HONORIFIC = regex(
    r"(?<![^\W_])(?:Mrs?|Ms|Mx|Dr|Prof|Herrn?|Frau|Mme|Mlle|Monsieur|Madame|Señora?|Sra?|Signora?|Sig|Sig\.ra|Dott|Dott\.ssa|Mevrouw"
    r"|Meneer|Dhr|Mevr|Senhora?|Dra|Cllr|Sir|Dame)\.?\s(?:Dr\.?\s|Prof\.?\s)?([^\W\d_a-zß-öø-ÿ][^\W\d_]+)(?![\w])"
)
PAIR = regex(r"(?<![^\W_])([^\W\d_a-zß-öø-ÿ][^\W\d_]+)(?![^\W_])(?=[ \t]([^\W\d_a-zß-öø-ÿ][^\W\d_]+)(?![^\W_])|)")


class People(NamedTuple):
    """What the people of some notes are called, all in small letters.

    ``plain``: of these words, those that the notes may also use as words; ``doubtful``: further such words, which are
    titles and the like elsewhere; ``tied``: which stand together in a full name, ``seconds`` of them only there;
    ``joined``: words that are names only beside one, as "Per" in "Per-Olof" is; ``nicks``: such as "dr_strom", as they
    are written.
    """

    words: frozenset[str]
    initials: Initials
    plain: frozenset[str]
    doubtful: frozenset[str] = frozenset()
    seconds: frozenset[str] = frozenset()
    tied: Ties = MappingProxyType({})
    joined: frozenset[str] = frozenset()
    nicks: frozenset[str] = frozenset()

    @classmethod
    def of(cls, people: Iterable[str], document: Document) -> "People":
        """The words of ``people``, and of those whom the notes name without listing them."""
        people = [*people]
        called: set[str] = set()
        full: list[tuple[str, ...]] = []
        persons: list[str] = []
        joined: set[str] = set()
        nicks: set[str] = set()
        own = lexicon(document.language).words["not_names"]
        small = {match[0] for match in WORD.finditer(document.source) if match[0].islower()}
        for person in people:
            parts = [part for part in _words(person) if part not in no_names()]
            marks = {part for part in _words(person) if len(part) > 1} - {*parts, *words("particles")}
            if NICKED.fullmatch(person) and len(parts) < len(_words(person)):
                nicks.add(person)
                continue
            if not parts or (marks and _is_group(person)):
                continue
            persons.append(person)
            joined |= marks - offices() - (frozenset() if "-" in person else frozenset(own))
            called |= {form for part in parts if len(part) > 1 for form in (part, unaccented(part))}
            whole = [part for part in _words(person) if part.isalpha()]
            if len(whole) > 1:
                called |= _handles(whole[0], whole[-1])
                full.append(tuple(whole))
        called |= _told(document.source) - small
        called |= told(document.source, document.language, frozenset(called))
        doubted = doubtful(persons) - called
        plain = called & (common_words() & small | frequent_words(document.language)) | doubted
        paired = [*_paired(document.source, called - plain)]
        return cls(
            words=frozenset(called),
            initials=Initials.of(full, document.source),
            plain=frozenset(plain),
            doubtful=doubted,
            seconds=frozenset(_words(pair)[-1] for pair in paired) - called - doubted,
            tied=ties((*persons, *paired)),
            joined=frozenset(joined),
            nicks=frozenset(nicks),
        )

    def is_inflected(self, value: str) -> bool:
        """Whether it is a name with the "s" of German or a plural."""
        key = _key(value)
        return len(key) > 3 and key[-1] == "s" and key not in self.words and key[:-1] in self.words

    def __call__(self, text: str) -> Iterator[Hit]:
        for match in WORD.finditer(text):
            word = match[0]
            key = word.lower() if word.isascii() else _key(word)
            if key in self.joined and is_beside_name(text, match.start(), match.end(), self.words):
                yield Hit(match.start(), match.end(), NAME)
            if not (
                key in self.words
                or key in self.doubtful
                or key in self.seconds
                or (key[-1] == "s" and self.is_inflected(word))
                or (not key.isascii() and unaccented(key) in self.words)
            ):
                continue
            if self._is_name(text, match.start(), match.end(), key):
                yield Hit(match.start(), match.end(), NAME)
        if "@" in text:
            for match in MENTION.finditer(text):
                if match[1].casefold() not in no_names() | words("groups"):
                    yield Hit(*match.span(1), NAME)
        if self.nicks and "_" in text:
            yield from (Hit(*match.span(), NAME) for match in NICKED.finditer(text) if match[0] in self.nicks)
        yield from (Hit(start, end, NAME) for start, end in self.initials(text))

    def _is_name(self, text: str, start: int, end: int, key: str) -> bool:
        short = end - start == 2 and not (text[start].isupper() and text[start + 1].islower())
        if not short and key not in self.plain and key not in self.seconds:
            return True
        if stands_in_full_name(text, start, end, self.tied):
            return True
        if short or key in self.seconds or (key in self.doubtful and follows_article(text, start)):
            return False
        return is_used_as_name(text, start, end, self.words)


def _key(word: str) -> str:
    return normalize("NFC", word).casefold()


def _words(person: str) -> list[str]:
    first, _, rest = person.partition("(")[0].partition(",")
    found = [_key(match[0]) for match in WORD.finditer(first)]
    return [_key(match[0]) for match in WORD.finditer(rest)] + found if len(found) == 1 else found  # "Bradley, Tom"


def _is_group(person: str) -> bool:
    """Whether a name that holds a word for a role or a group names no single person: "Backend team", "mobile lead"."""
    bare = person.partition("(")[0].replace("/", " ").split()
    names = [word for word in bare if word.casefold().strip(".") not in no_names()]
    return any(word.casefold() in words("groups") for word in bare) or not any(word[0].isupper() for word in names)


def _handles(first: str, last: str) -> set[str]:
    """As "tbradley", "bradleyt", "tombradley"; those with dots fall into words that are known."""
    first, last = unaccented(first), unaccented(last)
    forms = {first[0] + last, last + first[0], first + last, last + first, f"{first}{last[0]}"}
    return {form for form in forms if len(form) > 4 and form not in common_words()}


def _paired(source: str, known: AbstractSet[str]) -> Iterator[str]:
    """Names of two words whose second is a name as well as a word or a place: "Ana Bishop", "Tom Houston"."""
    seconds = words("common_names") | words("places")
    for first, last in set(PAIR.findall(source)):
        if last.casefold() in seconds and first.casefold() in known and first.isupper() == last.isupper():
            yield f"{first} {last}"


def _told(source: str) -> set[str]:
    """People whom the text names: with a title before, or by a first name that is common somewhere."""
    known = frozenset(given_names())
    common, groups = common_words(), no_names()
    openers = groups | common
    told = {match[1].casefold() for match in HONORIFIC.finditer(source)}
    before, done = "", 0  # the word with a capital that stands directly before: "San" of "San Francisco"
    for match in PAIR.finditer(source):
        first, last = match[1].casefold(), (match[2] or "").casefold()
        begins = match.start() >= done and (not before or before in openers)
        before = first if last else ""
        if not begins or first not in known or first in common | words("places") or match[1].isupper():
            continue
        told.add(first)
        done = match.end(2)
        is_free = last not in groups and (last not in common or last in words("common_names"))
        if last and not match[2].isupper() and is_free:
            told.add(last)
    return {
        name
        for name in told
        if len(name) > 2 and name not in groups | words("places") | (common - words("common_names"))
    }
