"""How the names of people are written, and what is none."""

import unicodedata
from functools import lru_cache

from notesllm._regex import regex
from notesllm.lexicon import Lexicon, lexicon, phrase_key
from notesllm.lexicon import given_names as listed_names

ASIDE = regex(r"\s*(?:\([^()]{0,200}\)|\[[^\[\]]{0,200}\]|<[^<>]{0,200}>)\s*")
WORD = regex(r"[^\W_]+")
HANDLE = regex(r"@[A-Za-z0-9](?:[\w.-]{0,38}\w)?")
PART = regex(r"[^\W\d_](?:[’'-]?[^\W\d_]|\.(?=[A-Z])[^\W\d_]){0,30}\.?|[\"“'‘(][^\W\d_]{1,20}[\"”'’)]")
# A single word that ends so is hardly a name: "Hiring", "Discussion".
ABSTRACT = regex(
    "(?:ings?|tions?|sions?|ments?|ity|ities|ness|ances?|ences?|ics|shops?|ups?"
    "|ung|ungen|heit|keit|ción|ciones|ção|zione|zioni)$"
)
UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})
MOST_WORDS = 5
LONGEST = 60


@lru_cache(maxsize=256)
def word_set(language: str, name: str) -> frozenset[str]:
    """A named list of the lexicon's words for look-ups, each also without its accents."""
    words = lexicon(language).words.get(name, ())
    return frozenset(words) | {fold(word) for word in words}


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """First names that are common somewhere, folded."""
    names = " ".join(listed_names()).casefold().split()
    return frozenset([name if name.isascii() else fold(name) for name in names])


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """``text`` without case and accents."""
    small = text.casefold()
    if small.isascii():
        return small
    return "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c)).translate(
        UNDECOMPOSED
    )


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """The form in which names are compared: words only, no brackets, case or accents."""
    return " ".join(WORD.findall(fold(ASIDE.sub(" ", name))))


def natural_order(name: str, words: Lexicon) -> str:
    """Give "Ana Lopez" for "Lopez, Ana", "Jan van Dam" for "Dam, Jan van"; other names as they are."""
    last, comma, first = name.partition(",")
    last, first = last.strip(), first.strip()
    if not comma or "," in first or not is_person_name(last, words):
        return name
    if not is_person_name(first, words, particle_last=True) or (" " in last and fold(last.split()[0]) in given_names()):
        return name
    others = word_set(words.language, "roles") | word_set(words.language, "teams")
    return name if others.intersection(fold(name).replace(",", " ").split()) else f"{first} {last}"


def is_person_name(text: str, words: Lexicon, *, particle_last: bool = False) -> bool:
    """Whether ``text`` has the form of a name: one to five words, capitals but for particles, no figures."""
    parts = text.split()
    particles = word_set(words.language, "particles")
    if not 1 <= len(parts) <= MOST_WORDS or not (particle_last or parts[-1] not in particles):
        return False
    capitals = 0
    for part in parts:
        if not PART.fullmatch(part):
            return False
        if part[0].isupper():
            capitals += 1
        elif part[0].isalpha() and fold(part) not in particles and part[:2] not in {"d'", "d’", "l'"}:
            return False
    return capitals > 0


@lru_cache(maxsize=8192)
def _looks_like_person(name: str, language: str) -> bool:
    words = lexicon(language)
    name = ASIDE.sub(" ", name).strip().removesuffix("'s").removesuffix("’s")
    if not 2 <= len(name) <= LONGEST:
        return False
    if name[0] == "@":
        return HANDLE.fullmatch(name) is not None and is_no_team(name[1:], words)
    bare = natural_order(name, words) if "," in name else name
    if not is_person_name(bare, words):
        return False
    key = phrase_key(bare)
    if key in words.zones or key in words.labels or key in words.statuses or not is_no_team(bare, words):
        return False
    parts = bare.split()
    strange, particles = word_set(language, "not_names"), word_set(language, "particles")
    if (
        any(phrase_key(part) in strange for part in parts if part not in particles)
        or key in words.months
        or key in words.weekdays
    ):
        return False
    if len(parts) > 1:
        # "Sarah Chen OOO" is a note, "SARAH CHEN" and "John Smith III" are names.
        shouted = [part.isupper() and len(part) > 2 for part in parts]
        return all(shouted) or (not any(shouted[:-1]) and (not shouted[-1] or parts[-1] == "III"))
    return not bare.isupper() and len(bare) > 1 and not ABSTRACT.search(key)


def looks_like_person(name: str, words: Lexicon) -> bool:
    """Whether ``name`` is written as people's names are: a few capitalised words, "Last, First" or a handle.

    No team, no label, no heading's word. For a single word that is a guess: prefer ``Roster.resolve`` where it answers.
    """
    return _looks_like_person(name, words.language)


def is_no_team(text: str, words: Lexicon) -> bool:
    """Whether no word of ``text`` is one of teams, roles in the plural, or everyone."""
    teams, everyone = word_set(words.language, "teams"), word_set(words.language, "everyone")
    key = phrase_key(text)
    return key not in everyone and not any(word in teams for word in WORD.findall(key))
