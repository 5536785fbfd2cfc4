"""What is hidden and what stays, as data: tests/cases/privacy/*.toml."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import pytest

from notesllm.config import Hidden, Privacy
from notesllm.document import read
from notesllm.privacy import pseudonyms

CASES = Path(__file__).parent / "cases" / "privacy"


class Case(TypedDict, total=False):
    title: str
    text: str
    level: Privacy
    people: list[str]
    hide: list[Hidden]
    vanish: list[str]
    stay: list[str]


def cases() -> Iterator[tuple[str, Case]]:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield path.stem, case


ALL = tuple(cases())


def hidden(case: Case) -> str:
    document = read(case["text"])
    hiding = pseudonyms(
        document, case.get("people", []), case.get("level", "standard"), frozenset(case.get("hide", []))
    )
    text = hiding.hide(document.source)
    assert hiding.restore(text) == document.source
    # as notes are sent: by the line
    assert [hiding.hide(line) for line in document.source.split("\n")] == text.split("\n")
    return text


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{area}: {case['title']}") for area, case in ALL])
def test_case(case: Case) -> None:
    left = hidden(case)
    assert [value for value in case["vanish"] if value in left] == []
    assert [value for value in case["stay"] if value not in left] == []


def test_recall_and_precision(capsys: pytest.CaptureFixture[str]) -> None:
    counts = {area: [0, 0, 0, 0] for area, _ in ALL}
    for area, case in ALL:
        left = hidden(case)
        counts[area][0] += sum(value not in left for value in case["vanish"])
        counts[area][1] += len(case["vanish"])
        counts[area][2] += sum(value in left for value in case["stay"])
        counts[area][3] += len(case["stay"])
    with capsys.disabled():
        for area, (gone, vanish, kept, stay) in counts.items():
            print(f"\n{area:10} hidden {gone:3} of {vanish:3}   kept {kept:3} of {stay:3}", end="")  # noqa: T201
    assert len(ALL) >= 120
    assert all(gone == vanish and kept == stay for gone, vanish, kept, stay in counts.values())
