"""The command line, run in this process: exit codes, outputs, and one clear line for whatever goes wrong."""

import json
import os
from pathlib import Path

import pytest
from command import Command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notesllm import MeetingSummary, OptionError, __version__, preview
from notesllm.cli import NO_MEMORY

NOTES = "# Weekly sync\n\nDate: 2024-10-15\n\n## Action items\n\n- [ ] Ana: write the runbook by 2024-10-18\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["markdown", "text", "json"])
def test_one_file_to_standard_output(notesllm: Command, notes: Path, form: str) -> None:
    run = notesllm("summarize", notes, "--engine", "rules", "--format", form)
    summary = preview(notes)
    expected = {"markdown": summary.to_markdown(), "text": summary.to_text()}
    assert run == (0, expected.get(form, summary.model_dump_json(indent=2) + "\n"), "")


def test_markdown_is_what_a_pipe_gets(notesllm: Command, notes: Path) -> None:
    assert notesllm("summarize", notes).out.startswith("# Weekly sync\n")


def test_several_summaries_as_json_are_one_a_line(notesllm: Command, notes: Path) -> None:
    run = notesllm("summarize", notes, notes, "--format", "json")
    assert [MeetingSummary.model_validate_json(line).title for line in run.out.splitlines()] == ["Weekly sync"] * 2


@pytest.mark.parametrize(("name", "start"), [("out.md", "# Weekly"), ("out.json", "{\n"), ("out.TXT", "Weekly sync ═")])
def test_the_suffix_of_the_output_says_the_format(notesllm: Command, notes: Path, name: str, start: str) -> None:
    target = notes.parent / "new" / name
    assert notesllm("summarize", notes, "--output", target) == (0, "", "")
    assert target.read_text(encoding="utf-8").startswith(start)


def test_a_folder_gets_a_file_for_each(notesllm: Command, notes: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "Notes.txt"
    other.parent.mkdir()
    other.write_text(NOTES.replace("Weekly", "Monthly"), encoding="utf-8")
    assert notesllm("summarize", notes, other, notes, "-o", f"{tmp_path}/out/", "-f", "json") == (0, "", "")
    titles = {path.name: json.loads(path.read_text(encoding="utf-8"))["title"] for path in (tmp_path / "out").iterdir()}
    assert titles == {"notes.json": "Weekly sync", "Notes-2.json": "Monthly sync", "notes-3.json": "Weekly sync"}


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["notes.md", "-o", "notes.md"], id="the file itself"),
        pytest.param(["notes.md", "-o", "."], id="its own folder"),
        pytest.param(["notes.md", "-o", "link.md"], id="a link to it"),
        pytest.param(["other/notes.txt", "notes.md", "-o", "."], id="another input of the name"),
    ],
)
def test_an_input_is_never_overwritten(
    notesllm: Command, notes: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(notes.parent)
    Path("link.md").symlink_to("notes.md")
    run = notesllm("summarize", *arguments)
    assert run.code == 2
    assert "would overwrite the input notes.md" in " ".join(run.err.split())
    assert notes.read_text(encoding="utf-8") == NOTES


def test_one_bad_file_does_not_stop_the_others(notesllm: Command, notes: Path, tmp_path: Path) -> None:
    empty, picture = tmp_path / "empty.md", tmp_path / "picture.md"
    empty.touch()
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20)
    run = notesllm("summarize", tmp_path / "missing.md", empty, picture, tmp_path, notes)
    assert run.code == 1
    assert run.out.startswith("# Weekly sync")
    complaints = run.err.splitlines()
    assert len(complaints) == 4
    for path, line in zip((tmp_path / "missing.md", empty, picture, tmp_path), complaints, strict=True):
        assert line.startswith("notesllm: ")
        assert line.count(str(path)) == 1
        assert "internal error" not in line


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        ([], "Usage"),
        (["summarize"], "Missing argument"),
        (["summarise"], "No such command"),
        (["summarize", "notes.md", "--engine", "magic"], "auto"),
        (["summarize", "notes.md", "--format", "pdf"], "markdown"),
        (["summarize", "notes.md", "--meeting-date", "15.10.2024"], "write it as 2024-10-15"),
        (["summarize", "notes.md", "--language", "English"], "two-letter code"),
        (["summarize", "notes.md", "--language", "xx"], "is not known; choose one of: en"),
        (["summarize", "notes.md", "b.md", "-o", "all.json"], "need a folder as --output; write all.json/"),
        (["summarize", "notes.md", "-o", "x.docx"], "give it one of .md, .json, .txt, or say --format"),
        (["summarize", "notes.md", "-o", "summary"], "give it one of .md, .json, .txt, or say --format"),
        (["summarize", "notes.md", "-o", ""], "--output is empty"),
        (["summarize", ""], "the empty path names no file"),
        (["summarize", "notes.md", "-o", f"{__file__}/"], "is a file, not a folder"),
        (["summarize", "notes.md", "-f"], "requires an argument (see notesllm --help)"),
        (["summarize", "notes.md", "--zzz"], "No such option: --zzz (see notesllm summarize --help)"),
        (["schema", "--write", "--check"], "exclude each other"),
        (["schema", "summary"], "choose one of: meeting_summary.v1, "),
    ],
)
def test_wrong_use_is_exit_code_2(notesllm: Command, arguments: list[str], advice: str) -> None:
    run = notesllm(*arguments)
    assert run.code == 2
    assert advice in " ".join((run.out + run.err).split())
    assert not arguments or (run.out, run.err.count("\n")) == ("", 1)
    assert "alue error" not in run.err
    assert "Invalid value: " not in run.err


@pytest.mark.parametrize("name", ["summary", "summary.docx"])
def test_with_a_format_an_output_may_be_called_anything(notesllm: Command, notes: Path, name: str) -> None:
    target = notes.parent / name
    assert notesllm("summarize", notes, "-o", target, "-f", "markdown") == (0, "", "")
    assert target.read_text(encoding="utf-8").startswith("# Weekly")


def test_a_name_that_is_no_utf_8_is_written_as_json(notesllm: Command, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.md")
    path.write_text(NOTES, encoding="utf-8")
    run = notesllm("summarize", path, "-f", "json")
    assert json.loads(run.out)["provenance"]["source"]["name"] == r"caf\udce9.md"


def test_too_little_memory_is_one_line(notesllm: Command, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("notesllm.cli.summarize.summarize_within", fail)
    assert notesllm("summarize", notes) == (1, "", f"notesllm: {notes}: {NO_MEMORY}\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(data=st.binary(max_size=200))
def test_any_bytes_give_a_summary_or_one_line(notesllm: Command, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.md"
    path.write_bytes(data)
    run = notesllm("summarize", path)
    assert (run.code, bool(run.out), run.err.count("\n")) in {(0, True, 0), (1, False, 1)}
    assert "internal error" not in run.err


def test_a_fault_of_ours_is_one_line_without_the_notes(
    notesllm: Command, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(NOTES)

    monkeypatch.setattr("notesllm.cli.summarize.summarize_within", fail)
    run = notesllm("summarize", notes)
    assert run.code == 1
    assert run.err.startswith(f"notesllm: {notes}: internal error, please report it: ValueError at ")
    assert run.err.count("\n") == 1
    assert "runbook" not in run.err


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (KeyboardInterrupt(), 130, ""),
        (OptionError("choose\nanother"), 1, "notesllm: choose another\n"),
        (MemoryError(), 1, f"notesllm: {NO_MEMORY}\n"),
        (OSError(28, "No space left"), 1, "notesllm: No space left: standard output\n"),
        (ZeroDivisionError(NOTES), 1, "notesllm: internal error, please report it: ZeroDivisionError at "),
    ],
)
def test_nobody_gets_to_see_a_traceback(
    notesllm: Command, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, line: str
) -> None:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr("notesllm.cli.app.run", fail)
    run = notesllm("summarize")
    assert (run.code, run.out) == (code, "")
    assert run.err.startswith(line)
    assert run.err.count("\n") == bool(line)


def test_an_output_that_cannot_be_written_is_one_line(notesllm: Command, notes: Path) -> None:
    run = notesllm("summarize", notes, "-o", notes / "below" / "a-file.md")
    assert run.code == 1
    assert run.err.count("\n") == 1
    assert "internal error" not in run.err


def test_version(notesllm: Command) -> None:
    assert notesllm("--version") == (0, f"notesllm {__version__}\n", "")


def test_the_meeting_date_can_be_said(notesllm: Command, notes: Path) -> None:
    run = notesllm("summarize", notes, "--meeting-date", "2024-10-16", "--format", "json")
    assert json.loads(run.out)["date"] == "2024-10-16"


def test_schema(notesllm: Command, tmp_path: Path) -> None:
    printed = notesllm("schema")
    assert json.loads(printed.out)["title"] == "MeetingSummary"
    assert json.loads(notesllm("schema", "review_answer.v1").out)["required"][0] == "drop"
    assert notesllm("schema", "--write", "--directory", tmp_path).code == 0
    assert (tmp_path / "meeting_summary.v1.json").read_text(encoding="utf-8") == printed.out
    assert notesllm("schema", "--check", "--directory", tmp_path) == (0, "", "")
    (tmp_path / "meeting_summary.v1.json").write_text("{}", encoding="utf-8")
    drifted = notesllm("schema", "--check", "--directory", tmp_path)
    assert drifted.code == 1
    assert "meeting_summary.v1.json is not what the models say" in drifted.err
