import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from notesllm import (
    ArgumentTypeError,
    BinaryInputError,
    InputError,
    InputNotFoundError,
    MeetingSummary,
    OptionError,
    preview,
    summarize,
)

NOTES = "# Weekly sync\n\nDate: 2024-10-15\n\n## Action items\n\n- [ ] Ana: write the runbook by 2024-10-18\n"


def test_text_bytes_and_files_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "weekly.md"
    path.write_text(NOTES, encoding="utf-8")
    summaries = [summarize(NOTES), summarize(NOTES.encode()), summarize(path)]
    assert len({summary.id for summary in summaries}) == 1
    assert len({summary.action_items for summary in summaries}) == 1
    assert summaries[0].action_items


def test_a_preview_is_the_rules_answer(example: Path) -> None:
    assert preview(example) == summarize(example, engine="rules") == summarize(example)


def test_the_same_notes_give_the_same_bytes(example: Path) -> None:
    assert preview(example).model_dump_json() == preview(example.read_bytes(), name=example.name).model_dump_json()


def test_every_quote_stands_in_the_notes(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    summary = preview(text)
    items = [*summary.action_items, *summary.decisions, *summary.metrics, *summary.risks, *summary.questions]
    assert items
    for evidence in (passage for item in items for passage in item.evidence):
        assert text[evidence.start : evidence.end] == evidence.quote
        assert text.count("\n", 0, evidence.start) + 1 == evidence.line


def test_the_date_said_by_the_caller_counts() -> None:
    assert summarize(NOTES, meeting_date=dt.date(2024, 10, 16)).date == dt.date(2024, 10, 16)


def test_the_language_said_by_the_caller_counts() -> None:
    assert summarize(NOTES, language="de").provenance.source.language == "de"
    with pytest.raises(OptionError, match=r"choose one of: en, "):
        summarize(NOTES, language="xx")


def test_a_path_as_str_is_most_likely_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "weekly.md").write_text(NOTES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for path in ("weekly.md", "notes/not-there.TXT", "C:\\notes\\sync.docx"):
        with pytest.raises(InputError, match=r"pass pathlib\.Path"):
            summarize(path)
    for text in ("See weekly.md", "weekly.md\0", "Sync", "https://example.org/weekly.md"):
        assert summarize(text).provenance.source.characters == len(text)


BAD_OPTIONS: list[dict[str, Any]] = [{"language": "English"}, {"language": 3}, {"meeting_date": "2024-10-15"}]


@pytest.mark.parametrize(
    ("call", "options"),
    [(summarize, {"engine": "magic"}), *((call, bad) for call in (summarize, preview) for bad in BAD_OPTIONS)],
)
def test_options_are_checked_before_anything_is_read(
    call: Callable[..., MeetingSummary], options: dict[str, Any]
) -> None:
    with pytest.raises(OptionError):
        call(Path("missing.md"), **options)


def test_a_missing_file_is_also_a_file_not_found_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        summarize(tmp_path / "missing.md")
    assert isinstance(caught.value, InputNotFoundError)


@pytest.mark.parametrize(
    ("source", "name", "message"),
    [
        (None, None, "not NoneType"),
        (42, None, "not int"),  # bytes(42) would be 42 NULs
        (["a"], None, "not list"),
        (NOTES, 3, "name must be a str"),
        (NOTES, Path("weekly.md"), "name must be a str"),
    ],
)
@pytest.mark.parametrize("call", [summarize, preview], ids=lambda call: call.__name__)
def test_arguments_of_a_wrong_type_are_told(
    call: Callable[..., MeetingSummary], source: object, name: object, message: str
) -> None:
    with pytest.raises(ArgumentTypeError, match=message) as caught:
        call(source, name=name)
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_whatever_holds_bytes_is_decoded(kind: Callable[[bytes], bytes]) -> None:
    assert summarize(kind(NOTES.encode())).id == summarize(NOTES).id


@pytest.mark.parametrize("data", [b"\0" * 42, NOTES.encode() + b"\0" * 3, NOTES.encode() + b"\0" * 300])
def test_nuls_mean_the_same_in_bytes_and_in_a_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "weekly.md"
    path.write_bytes(data)

    def answer(source: bytes | Path) -> object:
        try:
            return preview(source, name="weekly.md")
        except BinaryInputError as error:
            return str(error)

    assert answer(data) == answer(path)
