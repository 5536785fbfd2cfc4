"""The command export: what it reads, where it writes, and one clear line for whatever goes wrong."""

import io
import sys
from pathlib import Path

import pytest
from archive_notes import fill, write
from command import Command
from export_readers import TASKS
from scripted import NOTHING, saying
from servers import Server, completion

from notesllm import digest, export_to, preview
from notesllm.export import EXPORTERS, Exporter

NOTES = "# Weekly\n\nDate: 2024-10-15\n\n## Action items\n\n- Ana Ruiz: renew the certificate by 2024-10-20\n"
LATER = NOTES.replace("2024-10-15", "2024-10-22")


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "weekly.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


@pytest.fixture
def wrong(notes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The notes, in the folder that one is in, beside JSON of several kinds."""
    monkeypatch.chdir(notes.parent)
    summary = preview(NOTES)
    Path("made.json").write_text(summary.model_dump_json(), encoding="utf-8")
    Path("old.json").write_text('{"schema_version": "0"}', encoding="utf-8")
    Path("twice.json").write_text(2 * f"{digest([summary]).model_dump_json()}\n", encoding="utf-8")
    return notes


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_notes_go_to_every_target(notesllm: Command, notes: Path, tmp_path: Path, exporter: Exporter) -> None:
    target = tmp_path / "out" / f"weekly{exporter.suffix}"
    assert notesllm("export", notes, "--to", exporter.name, "-o", target) == (0, "", "")
    data = target.read_bytes()
    assert data == export_to(preview(notes), exporter.name)
    count, _ = TASKS[exporter.name]
    assert count(data) == 1


def test_standard_output_gets_the_same_bytes(notesllm: Command, notes: Path) -> None:
    assert notesllm("export", notes, "--to", "ics").out.encode() == export_to(preview(notes), "ics")


@pytest.mark.parametrize("made", ["summary", "digest"])
def test_what_notesllm_wrote_is_taken_as_it_is(
    notesllm: Command, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    summary = preview(notes)
    what = summary if made == "summary" else digest([summary])
    written = tmp_path / "made.json"
    written.write_text(what.model_dump_json(indent=2), encoding="utf-8")
    notes.unlink()
    assert notesllm("export", written, "--to", "csv").out.encode() == export_to(what, "csv")
    pipe(monkeypatch, written.read_bytes())
    assert notesllm("export", "-", "--to", "csv").out.encode() == export_to(what, "csv")


def test_notes_come_through_a_pipe(notesllm: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, NOTES.encode())
    assert notesllm("export", "-", "--to", "todo").out.startswith("2024-10-15 Renew the certificate")


def test_several_summaries_a_line_each_are_digested(notesllm: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    summaries = [preview(NOTES), preview(LATER)]
    pipe(monkeypatch, "".join(f"{each.model_dump_json()}\n" for each in summaries).encode())
    assert notesllm("export", "-", "--to", "todo").out.encode() == export_to(digest(summaries), "todo")


def test_several_files_of_json_are_digested(notesllm: Command, tmp_path: Path) -> None:
    summaries = [preview(NOTES), preview(LATER)]
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path, summary in zip(paths, summaries, strict=True):
        path.write_text(summary.model_dump_json(), encoding="utf-8")
    assert notesllm("export", *paths, "--to", "csv").out.encode() == export_to(digest(summaries), "csv")


def test_a_folder_and_several_files_are_digested(notesllm: Command, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    fill(folder, 3)
    paths = sorted(folder.rglob("*.md"))
    made = export_to(digest([preview(path) for path in paths]), "jsonl").decode()
    assert notesllm("export", *paths, "--to", "jsonl") == (0, made, "")
    assert notesllm("export", folder, "--to", "jsonl").out == made
    assert notesllm("export", folder, "--to", "jsonl").out == made  # what is remembered


def test_one_bad_file_does_not_stop_the_others(notesllm: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.md", NOTES)
    (tmp_path / "b.md").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
    run = notesllm("export", tmp_path, "--to", "todo")
    assert run.code == 1
    assert run.out.count("\n") == 1
    assert "b.md" in run.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.md", "--to", "csv"], 1, "none.md"),
        (["weekly.md", "--to", "pdf"], 2, "pdf"),
        (["weekly.md"], 2, "--to"),
        (["", "--to", "csv"], 2, "empty path"),
        (["-", "weekly.md", "--to", "csv"], 2, "exported alone"),
        (["weekly.md", "weekly.md", "--to", "csv", "--meeting-date", "2024-01-01"], 2, "one meeting"),
        (["weekly.md", "--to", "csv", "-o", "weekly.md"], 2, "overwrite"),
        (["weekly.md", "--to", "csv", "-o", "."], 2, "is a folder"),
        ([".", "--to", "todo", "-o", "todo.txt"], 2, "read as notes the next time"),
        (["weekly.md", "made.json", "--to", "csv"], 2, "one kind at a time"),
        (["old.json", "--to", "csv"], 1, "no summary and no digest"),
        (["twice.json", "--to", "csv"], 2, "a digest is exported alone"),
        (["weekly.md", "--to", "csv", "-o", "weekly.md/x.csv"], 1, "weekly.md"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    notesllm: Command, wrong: Path, arguments: list[str], code: int, message: str
) -> None:
    run = notesllm("export", *arguments)
    assert (run.code, run.out) == (code, "")
    assert message in run.err
    assert run.err.count("\n") == 1
    assert wrong.read_text(encoding="utf-8") == NOTES


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_model_that_is_asked_is_announced(notesllm: Command, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(saying(NOTHING)) as server:
        monkeypatch.setenv("NOTESLLM_MODEL", "some/model")
        monkeypatch.setenv("NOTESLLM_BASE_URL", server.base_url)
        run = notesllm("export", notes, "--to", "todo")
        assert len(server.requests) == 1
    assert (run.code, run.err.count("\n")) == (0, 1)
    assert "some/model at 127.0.0.1" in run.err
    assert "Renew the certificate" in run.out


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_where_the_model_fails_what_the_rules_found_is_exported(
    notesllm: Command, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server(completion("no")) as server:
        monkeypatch.setenv("NOTESLLM_MODEL", "some/model")
        monkeypatch.setenv("NOTESLLM_BASE_URL", server.base_url)
        run = notesllm("export", notes, "--to", "todo", "--engine", "llm")
        assert notesllm("export", notes, "--to", "todo").code == 0
    assert run.code == 1
    assert "the model failed" in run.err
    assert "Renew the certificate" in run.out


def test_help_names_every_target(notesllm: Command) -> None:
    shown = " ".join(notesllm("export", "--help").out.split())
    assert all(f"{exporter.name}: " in shown for exporter in EXPORTERS)
