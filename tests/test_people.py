"""Who was there: cases as data, and laws."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm.document import read
from notesllm.extract.attendees import find_attendees
from notesllm.extract.draft import Draft
from notesllm.extract.kind import find_kind
from notesllm.extract.reading import Reading
from notesllm.extract.title import find_title

CASES = Path(__file__).parent / "cases" / "people"
Case = dict[str, Any]


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{file.stem}: {case['title']}")


def drafted(text: str) -> tuple[Reading, Draft]:
    reading = Reading.of(read(text))
    return reading, find_attendees(reading, find_kind(reading, find_title(reading, Draft())))


@pytest.mark.parametrize("case", list(cases()))
def test_attendees(case: Case) -> None:
    _, draft = drafted(case["input"].lstrip("\n"))
    wanted = [[part.strip() for part in entry.split("|")] for entry in case["expected"]]
    assert sorted(person.name for person in draft.attendees) == sorted(name for name, *_ in wanted)
    by_name = {person.name: person for person in draft.attendees}
    for name, *fields in wanted:
        for field in fields:
            key, _, value = field.partition("=")
            assert str(getattr(by_name[name], key)).lower() == value.lower(), f"{name}: {key}"
    if "count" in case:
        assert draft.attendee_count == case["count"]


# A text with NUL characters is refused before the rules see it.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
PIECES = st.sampled_from(
    [
        "## Attendees\n",
        "- Ana Lopez (QA)\n",
        "* [ ] Ben Wu\n",
        "Present: ",
        "Ana, Ben ",
        "(",
        "[",
        "@x ",
        "| a | b |\n",
        "|-|-|\n",
        "[00:01] Ana: hi\n\n    ",
        "<ana> hi\n",
        "\n",
        "Regrets from ",
        "x@y.org ",
        "**Ana Lopez:** we think so\n",
        "/ ",
        ", ",
        "é",
        "\u3000",
        "47/52 people",
        "chaired by Ana Lopez",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | TEXT, max_size=30).map("".join))
def test_any_text_yields_exact_evidence(text: str) -> None:
    reading, draft = drafted(text + "x")
    source = reading.document.source
    for person in draft.attendees:
        assert person.evidence
        for evidence in person.evidence:
            assert source[evidence.start : evidence.end] == evidence.quote != ""
    assert find_attendees(reading, draft).attendees == draft.attendees
