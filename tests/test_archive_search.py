"""What a search finds; and that no text is a wrong query."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesllm import Archive, Found, OptionError, preview

CASES = tomllib.loads((Path(__file__).parent / "cases/archive/search.toml").read_text(encoding="utf-8"))
FIELDS = {"action": "task", "topic": "title", "metric": "name"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("search") / "kept.sqlite3") as opened:
        for number, text in enumerate(CASES["notes"]):
            opened.put(str(number), preview(text, name=f"{number}.md"))
        yield opened


def text_of(found: Found) -> str:
    return str(getattr(found.item, FIELDS.get(found.kind, "text")))


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["title"])
def test_search(archive: Archive, case: dict[str, Any]) -> None:
    asked = {name: value for name, value in case.items() if name not in {"title", "kinds", "texts", "words"}}
    found = [each for each in archive.search(case["words"], **asked) if each.kind != "topic"]
    if "kinds" in case:
        assert sorted(each.kind for each in found) == sorted(case["kinds"])
    if "texts" in case:
        assert sorted(map(text_of, found)) == sorted(case["texts"])


def test_what_is_found_has_its_meeting_and_its_evidence(archive: Archive) -> None:
    (found,) = archive.search("nexus", kind="action")
    assert (found.title, found.date, found.name) == ("Design review", dt.date(2024, 4, 9), "1.md")
    assert {evidence.line for evidence in found.item.evidence} == {7}
    assert Found.model_validate_json(found.model_dump_json()) == found


def test_the_item_s_own_words_count_more_than_its_meeting_s(archive: Archive) -> None:
    found = archive.search("design")
    assert text_of(found[0]) == "Sketch the design of the new rack"
    assert {each.title for each in found[1:]} == {"Design review"}


def test_as_many_as_asked_for(archive: Archive) -> None:
    assert len(archive.search("load", limit=1)) == 1


def test_an_unknown_kind(archive: Archive) -> None:
    with pytest.raises(OptionError, match="choose one of"):
        archive.search("load", kind="joke")  # type: ignore[arg-type]


@given(words=st.text(), owner=st.none() | st.text())
def test_no_text_is_a_wrong_query(words: str, owner: str | None, archive: Archive) -> None:
    archive.search(words, owner=owner)


@given(words=st.text("\"*-+^:(){}[]ANDORNEAR load\0\ud800'", max_size=20))
def test_no_query_of_signs_is_wrong(words: str, archive: Archive) -> None:
    archive.search(words)
