"""Whether the sentences of a model stand: cases as data, held against the items of one digest."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from notesllm.llm.applying.opening import KEPT, LONGEST, Told
from notesllm.llm.wire import DigestAnswer, WireSentence

CASES = Path(__file__).parent / "cases" / "opening"
SHOWN = tomllib.loads((CASES / "items.toml").read_text(encoding="utf-8"))
LEAST_ACCEPTED = 0.55  # of the harmless rewordings; 11 of 19 today


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return found


def opening(*sentences: tuple[str, list[str]], language: str | None = None) -> str:
    told = Told(SHOWN["items"], tuple(SHOWN["people"]), language)
    return told.opening(DigestAnswer(opening=[WireSentence(text=text, ids=ids) for text, ids in sentences]))


@pytest.mark.parametrize("case", cases("accepted"), ids=lambda case: f"{case['text']} {' '.join(case['ids'])}")
def test_what_items_say_stands(case: dict[str, Any]) -> None:
    assert opening((case["text"], case["ids"])) == (case["text"] if case.get("stands", True) else "")


def test_most_harmless_rewordings_stand() -> None:
    stand = [case.get("stands", True) for case in cases("accepted")]
    assert sum(stand) / len(stand) >= LEAST_ACCEPTED


@pytest.mark.parametrize("case", cases("refused"), ids=lambda case: f"{case['text']} {' '.join(case['ids'])}")
def test_what_items_do_not_say_is_refused(case: dict[str, Any]) -> None:
    assert opening((case["text"], case["ids"]), language=case.get("language")) == ""


def test_another_language_stands_where_values_and_denials_agree() -> None:
    said = ("Vom 1. Oktober 2024 bis zum 15. Oktober 2024 gab es 3 Besprechungen.", ["n1"])
    assert opening(said, language="de") == said[0]
    assert opening(said) == ""


def test_only_what_is_proven_of_an_answer_stands_and_each_once() -> None:
    good, bad = ("Plan B was dropped.", ["d1"]), ("Plan B was kept.", ["d1"])
    assert opening(bad, good, good, bad) == good[0]


def test_hundreds_of_sentences_are_cut_to_an_opening() -> None:
    said = [(f"{'now ' * n}4 decisions were made.", ["n2"]) for n in range(300)]
    told = opening(*said)
    assert told.count(".") <= KEPT
    assert len(told.split()) <= LONGEST
    assert opening((f"{'now ' * 200}4 decisions were made.", ["n2"])) == ""
