"""The grammar of "Sarah + Backend team", "@ana, Tom (QA)", "Ben Wu & the data team"."""

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from notesllm._regex import regex
from notesllm.extract.names import ASIDE, HANDLE, WORD, is_no_team, looks_like_person, word_set
from notesllm.lexicon import Lexicon, lexicon, phrase_key
from notesllm.summary import Owner

Kind = Literal["person", "team", "group"]
Resolve = Callable[[str], str | None]
LONGEST = 160  # a longer text is a sentence
MOST_TEAM_WORDS = 5
MARKS = regex(r"[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}(?!\w)|https?://\S+|\b[\w.+-]+@[\w-]+\.[\w.-]+")
TEAM_HANDLE = regex(r"@[\w.-]{1,40}/[\w.-]{1,60}")
NICK = regex(r"(?:[a-z]|[A-Z][a-z]{0,20}(?=[A-Z\d_|^-]))[\w.|`^-]{1,30}")


@cache
def _joints(language: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in lexicon(language).words.get("and", ("and",)))
    return re.compile(rf"\s*(?:[,;&+|]|\s/|/\s|→|(?<!\w)(?:{words})(?!\w))\s*", re.IGNORECASE)


def _bare(part: str, words: Lexicon) -> str:
    """The part without an article or a word such as "by" before it."""
    part = part.strip(" .:;-–—\t")
    first, _, rest = part.partition(" ")
    return rest.lstrip() if rest and first.casefold() in word_set(words.language, "before_owners") else part


def _of(part: str, words: Lexicon, resolve: Resolve, *, trusted: bool) -> Owner | None:
    """The owner that one part names."""
    if full := resolve(part):
        return Owner(name=full)
    key = phrase_key(part)
    if key in word_set(words.language, "everyone"):
        return Owner(name=part, kind="group")
    if TEAM_HANDLE.fullmatch(part):
        return Owner(name=part, kind="team")
    if looks_like_person(part, words):
        return Owner(name=part.removesuffix("'s").removesuffix("’s"))
    if len(part.split()) <= MOST_TEAM_WORDS and not part.endswith("?"):
        if _is_role(key.rpartition(" ")[2], words) and _is_noun_phrase(part, words):
            return Owner(name=part, kind="person" if " " in key or is_no_team(part, words) else "team")
        if not is_no_team(part, words) and _is_noun_phrase(part, words):
            return Owner(name=part, kind="group" if _all_of_them(key, words) else "team")
        if part.isupper() and part.replace(" ", "").isalpha() and " " not in part:
            return Owner(name=part, kind="team")  # an organisation's abbreviation
    if (
        trusted
        and (NICK.fullmatch(part) or HANDLE.fullmatch(part))
        and key not in word_set(words.language, "not_names")
    ):
        return Owner(name=part)
    return None


def _is_noun_phrase(part: str, words: Lexicon) -> bool:
    """Whether no word of a sentence stands in it: "Backend team" is one, "team to review" is none."""
    verbs = word_set(words.language, "sentence")
    return not any(word in verbs for word in WORD.findall(part.casefold()))


def _is_role(key: str, words: Lexicon) -> bool:
    roles = word_set(words.language, "roles")
    return any(word in roles for word in WORD.findall(key))


def _all_of_them(key: str, words: Lexicon) -> bool:
    """Whether it speaks of all: "All leads"."""
    first = key.partition(" ")[0]
    return first in word_set(words.language, "everyone")


def _parts(text: str, words: Lexicon, resolve: Resolve) -> list[str]:
    """The parts of a list of owners. "Ana/Tom" are two, "UI/Design team" is one."""
    parts: list[str] = []
    for part in _joints(words.language).split(text):
        halves = part.split("/")
        people = len(halves) > 1 and all(resolve(half) or looks_like_person(half, words) for half in halves)
        parts += halves if people else [part]
    return parts


def _without_asides(text: str) -> str:
    """``text`` without what stands in brackets, also where the closing one was taken for the end of a field."""
    plain = ASIDE.sub(" ", text)
    return plain if plain.find("(", 1) < 0 else plain[: plain.find("(", 1)]


def owners_in(text: str, words: Lexicon, resolve: Resolve, *, trusted: bool = False) -> tuple[Owner, ...]:
    """The owners that ``text`` names, () where a part of it names nobody."""
    if len(text) > LONGEST or not (bare := _bare(_without_asides(MARKS.sub("", text)), words)):
        return ()
    if phrase_key(bare) in word_set(words.language, "nobody") or not any(c.isalpha() for c in bare):
        return ()
    if full := resolve(bare):
        return (Owner(name=full),)
    found: dict[str, Owner] = {}
    nobody, last = word_set(words.language, "nobody"), None
    for written in _parts(bare, words, resolve):
        part = _bare(written, words)
        if not part or phrase_key(part) in nobody:
            continue
        owner = _of(part, words, resolve, trusted=trusted)
        if owner is None:
            return ()
        if last is not None and last.kind == "person" and owner.name == part and _is_role(phrase_key(part), words):
            continue  # "Mike, DevOps lead": his role
        last = owner
        found.setdefault(owner.name, owner)
    return tuple(found.values())
