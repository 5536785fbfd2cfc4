"""Reading a language's TOML file into look-up tables."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")


def phrase_key(text: str) -> str:
    """A heading or label as it is looked up: case-folded, one space between words, no punctuation at its ends."""
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .:;,-–—!?*_#()[]")


def unaccented(word: str) -> str:
    """The word as people type it without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language's words; all keys are in the form of :func:`phrase_key`.

    ``zones``: heading or lead-in -> what stands below it ("action items" -> "actions").
    ``labels``: label -> the field it fills ("assigned to" -> "owner").
    ``statuses``: word -> status. ``months``, ``weekdays``: name or abbreviation -> 1..12, 0..6 (Monday is 0).
    ``due``: words of deadlines by their part ("end_of", "next", "week" …). ``numbers``: number word -> its number.
    ``cues``: single word -> the cues it gives, by which rules choose the blocks worth a look.
    ``words``: other named lists for single rules.
    """

    language: str
    zones: Mapping[str, str]
    labels: Mapping[str, str]
    statuses: Mapping[str, str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    due: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, frozenset[str]]
    words: Mapping[str, tuple[str, ...]]


Table = dict[str, list[str]]


@cache
def _tables(language: str) -> dict[str, Table]:
    text = (files(__package__) / f"{language}.toml").read_text(encoding="utf-8")
    loaded: dict[str, Table] = tomllib.loads(text)
    return loaded


def words_of(language: str) -> Table:
    """The ``[words]`` of one language alone, English not laid under it."""
    return _tables(language)["words"]


def _inverted(table: Table) -> dict[str, str]:
    return {phrase_key(word): name for name, words in table.items() for word in words}


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str = "en") -> Lexicon:
    """The words of ``language`` (one of :data:`LANGUAGES`) over those of English."""
    layers = [_tables("en")] if language == "en" else [_tables("en"), _tables(language)]

    def inverted(name: str) -> dict[str, str]:
        table = {key: value for layer in layers for key, value in _inverted(layer.get(name, {})).items()}
        return {
            unaccented(key): value for key, value in table.items()
        } | table  # "ETAPES" is "étapes" on many keyboards

    def joined(name: str) -> Mapping[str, tuple[str, ...]]:
        keys = {key for layer in layers for key in layer.get(name, {})}
        return MappingProxyType(
            {
                key: tuple(dict.fromkeys(w for layer in layers for w in layer.get(name, {}).get(key, ())))
                for key in sorted(keys)
            }
        )

    cues: dict[str, frozenset[str]] = {}
    for cue, words in joined("cues").items():
        for word in words:
            cues[word] = cues.get(word, frozenset()) | {cue}
    return Lexicon(
        language=language,
        zones=MappingProxyType(inverted("zones")),
        labels=MappingProxyType(inverted("labels")),
        statuses=MappingProxyType(inverted("statuses")),
        months=MappingProxyType({word: int(number) for word, number in inverted("months").items()}),
        weekdays=MappingProxyType({word: int(number) for word, number in inverted("weekdays").items()}),
        numbers=MappingProxyType({word: int(number) for word, number in inverted("numbers").items()}),
        due=joined("due"),
        cues=MappingProxyType(cues),
        words=joined("words"),
    )
