"""Reading a language's TOML file into look-up tables."""

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from notesllm._regex import regex

HERE = Path(__file__).parent
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")


def phrase_key(text: str) -> str:
    """A heading or label as it is looked up: case-folded, one space between words, no punctuation at its ends."""
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .:;,-–—!?*_#()[]")


def unaccented(word: str) -> str:
    """The word as people type it without accents."""
    if word.isascii():
        return word
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


# An entry of a table: a list of strings, which may run over lines and hold comments.
ENTRY = regex(
    r"^(?:\[(?P<table>\w+)\]|(?P<key>[\w-]+) = \[(?:(?P<line>[^\n#]*)\]$"
    r'|(?P<list>(?:[^"\]#]++|"""(?s:.*?)"""|"[^"\n]*+"|#[^\n]*+)*+)\]))',
    re.MULTILINE,
)


class Table(Mapping[str, tuple[str, ...]]):
    """The lists of one table, each read when it is first asked for: a run needs few of them."""

    __slots__ = ("_raw", "_read")

    def __init__(self) -> None:
        self._raw: dict[str, str] = {}
        self._read: dict[str, tuple[str, ...]] = {}

    def put(self, key: str, raw: str) -> None:
        """Keep the list of ``key`` unread."""
        self._raw[key] = raw

    def __getitem__(self, key: str) -> tuple[str, ...]:
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = _strings(self._raw[key])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)


def _strings(raw: str) -> tuple[str, ...]:
    # Reading TOML takes fifteen times as long as JSON, in which a plain list of strings is written alike.
    if "#" not in raw and '"""' not in raw:
        return tuple(json.loads(f"[{raw.rstrip().removesuffix(',')}]"))
    return tuple(tomllib.loads(f"list = [{raw}]")["list"])


@cache
def _tables(name: str) -> dict[str, Table]:
    text = (HERE / f"{name}.toml").read_text(encoding="utf-8")
    tables: dict[str, Table] = {}
    table = Table()
    for match in ENTRY.finditer(text):
        if match["table"]:
            table = tables[match["table"]] = Table()
        else:
            table.put(match["key"], match["list"] or match["line"] or "")
    return tables


@cache
def given_names() -> tuple[str, ...]:
    """First names that are common somewhere: many, and of no language, so they have a file of their own."""
    return tuple((HERE / "given_names.txt").read_text(encoding="utf-8").split())


@cache
def small_words(language: str) -> frozenset[str]:
    """The most frequent small words of ``language``; they have a file of their own, as all languages are compared."""
    return frozenset(" ".join(_tables("small")["small"][language]).split())


class Layers(Mapping[str, tuple[str, ...]]):
    """The lists of several tables, joined when they are first asked for."""

    __slots__ = ("_joined", "_tables")

    def __init__(self, tables: list[Table]) -> None:
        self._tables = tables
        self._joined: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, key: str) -> tuple[str, ...]:
        found = self._joined.get(key)
        if found is None:
            layers = [table[key] for table in self._tables if key in table]
            if not layers:
                raise KeyError(key)
            found = layers[0] if len(layers) == 1 else tuple(dict.fromkeys(word for words in layers for word in words))
            self._joined[key] = found
        return found

    def __contains__(self, key: object) -> bool:
        return any(key in table for table in self._tables)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({key for table in self._tables for key in table}))

    def __len__(self) -> int:
        return len({key for table in self._tables for key in table})


EMPTY = Table()


def _inverted(table: Table) -> dict[str, str]:
    return {phrase_key(word): name for name, words in table.items() for word in words}


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str = "en") -> Lexicon:
    """The words of ``language`` (one of :data:`LANGUAGES`) over those of English."""
    layers = [_tables("en")] if language == "en" else [_tables("en"), _tables(language)]

    def inverted(name: str) -> dict[str, str]:
        table = {key: value for layer in layers for key, value in _inverted(layer.get(name, EMPTY)).items()}
        return {
            unaccented(key): value for key, value in table.items()
        } | table  # "ETAPES" is "étapes" on many keyboards

    def joined(name: str) -> Layers:
        return Layers([layer[name] for layer in layers if name in layer])

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
