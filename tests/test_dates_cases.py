"""The tables of cases: what people write, and the day that they mean."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from notesllm.dates import find_dates, find_due, resolve_due, resolve_due_value
from notesllm.lexicon import lexicon

ANCHOR = dt.date(2024, 9, 12)  # a Thursday
CASES = Path(__file__).parent / "cases" / "dates"


def table(name: str) -> list[Any]:
    """The cases of one file, each as language, text and what is expected."""
    loaded = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    return [
        pytest.param(language, text, expected, id=f"{language}: {text or 'empty'!r}")
        for language, rows in loaded.items()
        for text, expected in rows.items()
    ]


def refusals() -> list[Any]:
    loaded = tomllib.loads((CASES / "no_deadline.toml").read_text(encoding="utf-8"))
    return [(language, text) for language, texts in loaded.items() for text in texts]


def written(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


@pytest.mark.parametrize(("language", "text", "expected"), table("sentences"))
def test_deadline_of_a_sentence(language: str, text: str, expected: list[str]) -> None:
    due = resolve_due(text, lexicon(language), ANCHOR)
    assert due
    assert [written(due.date), due.precision, due.text] == expected
    assert text[due.start : due.end] == due.text


@pytest.mark.parametrize(("language", "text", "expected"), table("values"))
def test_deadline_of_a_value(language: str, text: str, expected: list[str]) -> None:
    due = resolve_due_value(text, lexicon(language), ANCHOR)
    assert ([written(due.date), due.precision] if due else []) == expected
    assert due is None or text[due.start : due.end] == due.text


@pytest.mark.parametrize(("language", "text", "expected"), table("mentions"))
def test_dates_in_a_text(language: str, text: str, expected: list[list[str]]) -> None:
    found = find_dates(text, lexicon(language), ANCHOR)
    assert [[m.text, written(m.date), written(m.last), m.precision] for m in found] == expected


@pytest.mark.parametrize(("language", "text"), refusals())
def test_no_deadline(language: str, text: str) -> None:
    assert not find_due(text, lexicon(language), ANCHOR)
