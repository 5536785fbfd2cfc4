"""The words of the seven languages: that they fit together, and that they tell the languages apart."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import notesllm.lexicon
from notesllm.lexicon import LANGUAGES, given_names, lexicon, phrase_key, recognise, unaccented

CASES = Path(__file__).parent / "cases" / "lexicon"
ONE_MEANING = ("zones", "labels", "statuses", "months", "weekdays")
EVERYWHERE = frozenset(
    [
        "owner",
        "due",
        "task",
        "status",
        "priority",
        "decision",
        "risk",
        "question",
        "answer",
        "date",
        "time",
        "location",
        "title",
        "people",
        "absent",
        "host",
        "scribe",
        "next_meeting",
        "name",
        "role",
        "organization",
        "email",
    ]
)
RAW: dict[str, dict[str, dict[str, list[str]]]] = {
    name: tomllib.loads((files(notesllm.lexicon) / f"{name}.toml").read_text(encoding="utf-8")) for name in LANGUAGES
}


def table(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def headings() -> list[tuple[str, str, str]]:
    rows = table("headings")
    return [
        (language, zone, text) for language, zones in rows.items() for zone, texts in zones.items() for text in texts
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ONE_MEANING)
def test_no_word_has_two_meanings_in_one_table(language: str, name: str) -> None:
    seen: dict[str, str] = {}
    twice: list[tuple[str, str, str]] = []
    for meaning, words in RAW[language][name].items():
        keys = [phrase_key(word) for word in words]
        twice += [(key, seen[key], meaning) for key in keys if seen.setdefault(key, meaning) != meaning]
    assert not twice


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_the_form_in_which_it_is_looked_up(language: str) -> None:
    assert all(phrase_key(word) for name in ONE_MEANING for words in RAW[language][name].values() for word in words)
    for words in RAW[language]["due"].values():
        assert all(word == word.lower().strip() for word in words)


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != "en"])
def test_every_language_knows_what_english_knows(language: str) -> None:
    for name in ("zones", "statuses", "months", "weekdays", "numbers"):
        assert RAW[language][name].keys() == RAW["en"][name].keys(), name
    for name in ("labels", "cues", "due"):
        assert RAW[language][name].keys() <= RAW["en"][name].keys(), name
    assert RAW[language]["labels"].keys() >= EVERYWHERE


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_and_weekdays_are_complete(language: str) -> None:
    words = lexicon(language)
    assert set(words.months.values()) == set(range(1, 13))
    assert set(words.weekdays.values()) == set(range(7))


def test_every_part_of_deadlines_is_used_by_the_resolver() -> None:
    folder = Path(notesllm.lexicon.__file__).parent.parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    assert not [name for name in RAW["en"]["due"] if not re.search(rf"[\"']{name}[\"']", code)]


def test_other_languages_lie_over_english() -> None:
    german = lexicon("de")
    assert (german.zones["aufgaben"], german.zones["action items"]) == ("actions", "actions")
    assert (german.months["oktober"], german.months["october"]) == (10, 10)
    assert lexicon("de") is german


def test_accents_may_be_left_out() -> None:
    assert unaccented("prochaines étapes") == "prochaines etapes"
    assert lexicon("fr").zones["prochaines etapes"] == lexicon("fr").zones["prochaines étapes"] == "actions"


def test_the_quick_reading_of_a_file_gives_what_toml_says() -> None:
    for name in ("en", "de"):
        words = {key: tuple(dict.fromkeys(words)) for key, words in RAW[name]["words"].items()}
        assert all(set(found) <= set(lexicon(name).words[key]) for key, found in words.items())
    assert {key: tuple(words) for key, words in RAW["en"]["due"].items()} == dict(lexicon("en").due)


def test_given_names_are_listed_once_and_small() -> None:
    names = given_names()
    assert len(names) == len(set(names))
    assert all(name == name.lower() and " " not in name for name in names)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises((KeyError, ValueError, FileNotFoundError)):
        lexicon("xx")


@pytest.mark.parametrize(("language", "zone", "text"), headings())
def test_headings_announce_their_zone(language: str, zone: str, text: str) -> None:
    assert lexicon(language).zones.get(phrase_key(text)) == zone


@pytest.mark.parametrize(
    ("language", "text"), [(name, text) for name, texts in table("languages").items() for text in texts]
)
def test_languages_are_told_apart(language: str, text: str) -> None:
    assert recognise(text) == language


def test_the_language_of_long_notes_is_told_from_a_sample() -> None:
    german = "Wir haben die Aufgaben besprochen und der Vorstand ist nicht einverstanden.\n"
    assert recognise(german * 20_000) == "de"
    assert recognise("{}\n" * 2000 + german * 4000) == "de"  # what stands at the start need not be prose
