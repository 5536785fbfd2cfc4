"""Words that detectors look up: data, in ``words.toml``."""

import tomllib
from functools import cache
from pathlib import Path

from notesllm.lexicon import LANGUAGES, lexicon, small_words


@cache
def _lists() -> dict[str, str]:
    lists: dict[str, str] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return lists


@cache
def words(name: str) -> frozenset[str]:
    """The list ``name``."""
    return frozenset(_lists()[name].split())


@cache
def common_words() -> frozenset[str]:
    """Names that are words, too ("Will", "Rose", "Klein"), and small words that a name may look like."""
    return words("common_names").union(*map(frequent_words, LANGUAGES))


@cache
def frequent_words(language: str) -> frozenset[str]:
    """Small words, verbs, months and weekdays that a name may look like: those that notes in ``language`` hold."""
    known = lexicon(language)
    days = (word for table in (known.months, known.weekdays) for word in table if len(word) > 3)
    months = words("months") & set(known.months)
    return small_words(language) | set(known.words["verb_names"]) | set(days) | months


@cache
def no_names() -> frozenset[str]:
    """Words that stand where names do but name a group, a role or nothing."""
    lists = ("teams", "roles", "action_group_words", "action_titles", "honorifics", "not_names")
    found = {word for language in LANGUAGES for name in lists for word in lexicon(language).words[name]}
    return frozenset(part for word in found for part in word.split()) | words("particles")


@cache
def titles() -> frozenset[str]:
    """What stands before a name, in any language; one that stands before offices, too ("City Manager"), is none."""
    found = {word for language in LANGUAGES for word in lexicon(language).words["honorifics"]}
    return frozenset(found) - words("no_titles") | words("titles")


@cache
def vocabulary(language: str) -> frozenset[str]:
    """Words that the lexicon of ``language`` knows for anything, and all that name a group or a role."""
    known = lexicon(language)
    tables = (known.zones, known.labels, known.statuses, known.months, known.weekdays, known.numbers)
    found = [*(phrase for table in tables for phrase in table), *known.cues]
    found += [phrase for lists in (known.words, known.due) for phrases in lists.values() for phrase in phrases]
    spread = frozenset(part for phrase in found for part in phrase.casefold().split())
    return spread | no_names() | words("groups")


@cache
def offices() -> frozenset[str]:
    """Of :func:`no_names`, those that name a group, a role or a title: no part of a name, whatever stands beside."""
    lists = ("teams", "roles", "action_group_words", "action_titles", "honorifics")
    found = {word for language in LANGUAGES for name in lists for word in lexicon(language).words[name]}
    return frozenset(part for word in found for part in word.split()) | words("particles") | words("groups")
