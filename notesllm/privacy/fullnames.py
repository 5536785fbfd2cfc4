"""Full names of which a part is a word as well: "Mike Bishop", "Don Marti", "Bryan Call", "Mark S. Miller".

Where all of the name stands, in either order, no part of it is a word.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from unicodedata import normalize

from notesllm._regex import regex
from notesllm.lexicon import LANGUAGES, given_names, lexicon
from notesllm.privacy.words import no_names, words

WORD = regex(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f])*")
MIDDLE = r"(?:[A-ZÀ-Þ]\.?[ \t]{1,2}){0,2}"
FOLLOWING = regex(rf"(?:[ \t]{{1,2}}{MIDDLE}|-)([^\W\d_]+)")
PREVIOUS = regex(rf"([^\W\d_]+)(?:[ \t]{{1,2}}{MIDDLE}|-)\Z")
AFTER_COMMA = regex(r",[ \t]{1,2}([^\W\d_]+)")
BEFORE_COMMA = regex(r"([^\W\d_]+),[ \t]{1,2}\Z")
REACH = 40  # characters before a word in which the rest of its name begins
ARTICLE = regex(
    r"(?<![^\W_])(?:the|a|an|our|this|each|every|der|die|das|le|la|el|il|lo|o|de|het|une?|una|uma?|eine?)[ \t]\Z"
)

Ties = Mapping[str, frozenset[str]]


def ties(people: Iterable[str]) -> Ties:
    """For each word of a full name, those that come after it in one, all in small letters."""
    tied: dict[str, set[str]] = {}
    for person in people:
        parts = [_key(word) for word in _parts(person)]
        for at, part in enumerate(parts[:-1]):
            tied.setdefault(part, set()).update(parts[at + 1 :])
    return {first: frozenset(others) for first, others in tied.items()}


def doubtful(people: Iterable[str]) -> frozenset[str]:
    """Words of full names, in small letters, that would be a title or no name elsewhere: "bishop", "call"."""
    return frozenset(key for person in people for word in _parts(person) if (key := _key(word)) in no_names())


def stands_in_full_name(text: str, start: int, end: int, tied: Ties) -> bool:
    """Whether the word is beside another of a name that holds both: "Mike S. Bishop", "bishop, mike"."""
    word = text[start:end]
    key = _key(word)
    before = text[max(0, start - REACH) : start]
    following, previous = FOLLOWING.match(text, end), PREVIOUS.search(before)
    if following and _key(following[1]) in tied.get(key, ()):
        return _fits(word, following[1])
    if previous and key in tied.get(_key(previous[1]), ()):
        return _fits(word, previous[1])
    after, first = AFTER_COMMA.match(text, end), BEFORE_COMMA.search(before)
    if after and key in tied.get(_key(after[1]), ()):
        return _fits(word, after[1])
    return bool(first and _key(first[1]) in tied.get(key, ()) and _fits(word, first[1]))


def follows_article(text: str, start: int) -> bool:
    """As "the Bishop" does, which names nobody who is called so."""
    return ARTICLE.search(text[max(0, start - 8) : start].lower()) is not None


def _fits(word: str, other: str) -> bool:
    """Whether the two are written alike: "Bryan call" is no name, "bryan call" may be one."""
    return not word.islower() or other.islower()


def _parts(person: str) -> list[str]:
    """The words of a full name in their order, without a title before it or a role behind; [] if it is none."""
    bare = person.partition("(")[0]
    first, comma, rest = bare.partition(",")
    found = WORD.findall(f"{rest} {first}" if comma and len(WORD.findall(first)) == 1 else first)
    found = [word for word in found if len(word) > 1 and _key(word) not in words("particles")]
    if not person.isupper():
        found = [word for word in found if len(word) > 3 or not word.isupper()]  # no abbreviation: "Quarles PMP"
    if found and _key(found[0]) in no_names() and (len(found) > 2 or _key(found[0]) not in given_names()):
        found = found[1:]
    while len(found) > 2 and _key(found[-1]) in _offices():
        found.pop()
    sure = [word for word in found if _key(word) not in no_names()]
    if len(found) < 2 or not sure or any(word.islower() for word in found) != all(word.islower() for word in found):
        return []
    return [] if any(_key(word) in _offices() for word in found) else found


@cache
def _offices() -> frozenset[str]:
    """Words that say what somebody does rather than what somebody is called, whatever stands before."""
    lists = ("teams", "roles", "action_group_words")
    found = {word for language in LANGUAGES for name in lists for word in lexicon(language).words[name]}
    return (frozenset(part for word in found for part in word.split()) | words("groups")) - words("common_names")


def _key(word: str) -> str:
    return normalize("NFC", word).casefold()
