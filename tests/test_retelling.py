"""What says the same is one finding; what says the opposite, or something else of the same kind, is another."""

import tomllib
from pathlib import Path

import pytest

from notesllm.extract.retelling import LISTED, STATED, Wording, groups

CASES = tomllib.loads((Path(__file__).parent / "cases" / "retelling.toml").read_text(encoding="utf-8"))


def pairs(kind: str) -> list[tuple[str, str, str]]:
    return [(case["language"], first, second) for case in CASES[kind] for first, second in case["pairs"]]


@pytest.mark.parametrize("rank", [LISTED, STATED])
@pytest.mark.parametrize(("language", "first", "second"), pairs("apart"))
def test_other_findings_stay_apart(language: str, first: str, second: str, rank: int) -> None:
    assert groups([Wording(first, STATED), Wording(second, rank)], language) == [[0], [1]]
    assert groups([Wording(second, rank), Wording(first, STATED)], language) == [[0], [1]]


@pytest.mark.parametrize(("language", "told", "listed"), pairs("alike"))
def test_retellings_are_one(language: str, told: str, listed: str) -> None:
    assert groups([Wording(told, STATED), Wording(listed, LISTED)], language) == [[0, 1]]
    assert groups([Wording(listed, LISTED), Wording(told, STATED)], language) == [[0, 1]]


def test_what_has_no_figure_joins_two_others_not() -> None:
    told = ("Move the public launch", "We agreed to move the public launch to Q3", "Move the public launch to Q4")
    assert groups([Wording(text, STATED) for text in told], "en") == [[0, 1], [2]]


def test_a_vote_and_its_opposite_are_two() -> None:
    told = ("The board approved the budget for 2025", "The board rejected the budget for 2025")
    assert groups([Wording(text, STATED) for text in told], "en") == [[0], [1]]
