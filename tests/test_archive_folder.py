"""A folder of notes as a database: what is summarised again, and what is not."""

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from archive_notes import fill, notes, write

from notesllm import (
    Archive,
    EmptyInputError,
    ExecutiveDigest,
    InputNotFoundError,
    MeetingSummary,
    NotesllmError,
    OptionError,
    UnreadableInputError,
    _resources,
    digest,
    digest_folder,
    preview,
    summarize,
)
from notesllm.archive.scanning import scan
from notesllm.archive.store import NAME
from notesllm.archive.updating import survey
from notesllm.config import Options
from notesllm.folder import updates, wanted_for
from notesllm.testing import ScriptedBackend

RULES = wanted_for(Options(engine="rules"))


def pending(folder: Path) -> list[str]:
    """The places of what would be summarised now."""
    with Archive(folder) as archive:
        return [job.notes[0].place for job in survey(archive, folder, RULES).jobs]


def names(made: ExecutiveDigest) -> list[str]:
    return sorted(meeting.name or "" for meeting in made.meetings)


def test_the_digest_is_that_of_the_summaries(tmp_path: Path) -> None:
    paths = fill(tmp_path, 5)
    assert digest_folder(tmp_path) == digest([preview(path) for path in paths])


def test_the_second_time_gives_the_same_and_summarises_nothing(tmp_path: Path) -> None:
    fill(tmp_path, 5)
    assert len(pending(tmp_path)) == 5
    first = digest_folder(tmp_path)
    before = (tmp_path / NAME).read_bytes()
    assert pending(tmp_path) == []
    assert digest_folder(str(tmp_path)).model_dump_json() == first.model_dump_json()
    assert (tmp_path / NAME).read_bytes() == before


def test_what_looks_unchanged_is_not_read(tmp_path: Path) -> None:
    path = fill(tmp_path, 1)[0]
    first = digest_folder(tmp_path)
    status = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Weekly", "Yearly"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert digest_folder(tmp_path) == first


def test_what_was_touched_is_read_and_not_summarised(tmp_path: Path) -> None:
    path = fill(tmp_path, 2)[0]
    digest_folder(tmp_path)
    path.touch()
    assert pending(tmp_path) == []


def test_what_has_just_been_written_is_read_again(tmp_path: Path) -> None:
    """A change within the clock's tick leaves size and time as they are."""
    path = tmp_path / "a.md"
    path.write_text(notes(1), encoding="utf-8")
    digest_folder(tmp_path)
    status = path.stat()
    path.write_text(notes(2), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert pending(tmp_path) == ["a.md"]


def test_what_is_new_or_changed_is_summarised(tmp_path: Path) -> None:
    paths = fill(tmp_path, 4)
    digest_folder(tmp_path)
    write(paths[1], notes(77))
    write(tmp_path / "new.txt", notes(78))
    assert pending(tmp_path) == ["1/sync-1.md", "new.txt"]
    kept = [paths[0], paths[1], paths[2], paths[3], tmp_path / "new.txt"]
    assert digest_folder(tmp_path) == digest([preview(path) for path in kept])
    with Archive(tmp_path) as archive:
        assert len(archive.summaries()) == 5


def test_what_is_deleted_leaves_the_digest_and_the_archive(tmp_path: Path) -> None:
    paths = fill(tmp_path, 3)
    digest_folder(tmp_path)
    paths[0].unlink()
    assert digest_folder(tmp_path) == digest([preview(path) for path in paths[1:]])
    with Archive(tmp_path) as archive:
        assert {summary.title for summary in archive.summaries()} == {"Weekly sync 1", "Weekly sync 2"}
        assert archive.search('"plant 0"') == ()


def test_what_is_deleted_is_gone_from_the_file(tmp_path: Path) -> None:
    paths = fill(tmp_path, 9)
    write(paths[4], notes(4).replace("plant", "zirconium"))
    digest_folder(tmp_path)
    assert b"zirconium" in (tmp_path / NAME).read_bytes()
    paths[4].unlink()
    digest_folder(tmp_path)
    assert b"zirconium" not in (tmp_path / NAME).read_bytes()


def test_one_that_moves_keeps_its_summary(tmp_path: Path) -> None:
    paths = fill(tmp_path, 2)
    first = digest_folder(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    paths[0].rename(tmp_path / "elsewhere" / paths[0].name)
    assert pending(tmp_path) == []
    assert digest_folder(tmp_path) == first


def test_one_of_another_name_is_what_it_would_be_if_it_were_new(tmp_path: Path) -> None:
    text = notes(1).replace("Date: 2024-01-02\n", "")
    path = write(tmp_path / "2024-03-01.md", text)
    assert [meeting.date for meeting in digest_folder(tmp_path).meetings] == [preview(path).date]
    renamed = path.rename(tmp_path / "2024-04-01.md")
    made = digest_folder(tmp_path)
    assert [str(meeting.date) for meeting in made.meetings] == ["2024-04-01"]
    assert made == digest([preview(renamed)])


def test_two_files_of_the_same_content_count_once(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "c/a.txt"):
        write(tmp_path / name, notes(1))
    assert names(digest_folder(tmp_path)) == ["a.md"]
    (tmp_path / "a.md").unlink()
    assert names(digest_folder(tmp_path)) == ["b.md"]


def test_which_files_are_notes(tmp_path: Path) -> None:
    for name in ("a.md", "b.TXT", "c.vtt", "d/e/f.html", ".hidden.md", ".git/g.md", "h.py", "i.pdf", "j.json", "k"):
        write(tmp_path / name, notes(1))
    assert [note.place for note in scan(tmp_path).notes] == ["a.md", "b.TXT", "c.vtt", "d/e/f.html"]


def test_links_to_files_are_followed_and_to_folders_not(tmp_path: Path) -> None:
    write(tmp_path / "a" / "real.md", notes(1))
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "link.md").symlink_to(tmp_path / "a" / "real.md")
    (tmp_path / "dangling.md").symlink_to(tmp_path / "gone.md")
    (tmp_path / "ring.md").symlink_to(tmp_path / "ring.md")
    found = scan(tmp_path)
    assert [note.place for note in found.notes] == ["a/real.md", "link.md"]


def test_one_that_can_not_be_read_stops_nothing(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    write(tmp_path / "empty.md", " \n")
    failures: list[tuple[str, type[NotesllmError]]] = []
    made = digest_folder(tmp_path, on_failure=lambda path, error: failures.append((path.name, type(error))))
    assert failures == [("empty.md", EmptyInputError)]
    assert len(made.meetings) == 2


def test_without_a_listener_the_failure_is_raised_when_all_else_is_kept(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    write(tmp_path / "0-empty.md", " \n")
    with pytest.raises(EmptyInputError):
        digest_folder(tmp_path)
    with Archive(tmp_path) as archive:
        assert len(archive.summaries()) == 2


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InputNotFoundError):
        digest_folder(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_meeting_s_date_is_refused_for_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="one meeting"):
        digest_folder(tmp_path, meeting_date=dt.date(2024, 1, 1))


def test_the_archive_elsewhere(tmp_path: Path) -> None:
    fill(tmp_path / "notes", 2)
    made = digest_folder(tmp_path / "notes", archive=tmp_path / "kept" / "all.sqlite3")
    assert [path.name for path in (tmp_path / "notes").iterdir() if path.is_file()] == []
    (tmp_path / "kept").rename(tmp_path / "moved")
    (tmp_path / "moved").rename(tmp_path / "kept")
    assert digest_folder(tmp_path / "notes", archive=tmp_path / "kept" / "all.sqlite3") == made


def test_two_folders_in_one_archive_don_t_forget_each_other(tmp_path: Path) -> None:
    kept = tmp_path / "kept.sqlite3"
    fill(tmp_path / "a", 2)
    write(tmp_path / "b" / "x.md", notes(9))
    first = digest_folder(tmp_path / "a", archive=kept)
    assert len(digest_folder(tmp_path / "b", archive=kept).meetings) == 1
    assert digest_folder(tmp_path / "a", archive=kept) == first
    with Archive(kept) as archive:
        assert len(archive.summaries()) == 3


def test_a_folder_that_moves_with_its_archive(tmp_path: Path) -> None:
    fill(tmp_path / "a", 2)
    digest_folder(tmp_path / "a")
    moved = (tmp_path / "a").rename(tmp_path / "b")
    assert pending(moved) == []


def test_another_setting_makes_summaries_anew(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    digest_folder(tmp_path)
    with Archive(tmp_path) as archive:
        other = wanted_for(Options(engine="rules", keep_unproven=True))
        assert len(survey(archive, tmp_path, other).jobs) == 2


MODEL = Options(model="some/model")


@pytest.mark.parametrize(
    "other",
    [
        {"model": "some/other"},
        {"engine": "rules"},
        {"strategy": "extract"},
        {"privacy": "off"},
        {"hide": frozenset({"money"})},
        {"output_language": "de"},
        {"base_url": "http://127.0.0.1:9/v1"},
        {"language": "de"},
        {"keep_unproven": True},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_changes_a_summary(other: dict[str, Any]) -> None:
    assert wanted_for(replace(MODEL, **other)) != wanted_for(MODEL)


def test_what_changes_none() -> None:
    other = replace(MODEL, engine="llm", timeout=9, attempts=1, concurrency=1, budget_tokens=9)
    assert wanted_for(other) == wanted_for(MODEL)


def test_another_prompt_changes_what_a_model_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, rules = wanted_for(MODEL), wanted_for(Options(engine="rules"))
    real = _resources.folder("prompts")
    for path in real.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + b" ")
    monkeypatch.setattr(_resources, "folder", lambda _: tmp_path)
    assert wanted_for(MODEL) != before
    assert wanted_for(Options(engine="rules")) == rules


def test_another_library_makes_summaries_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, 2)
    digest_folder(tmp_path)
    monkeypatch.setattr("notesllm.folder.__version__", "0.2.0")
    with Archive(tmp_path) as archive:
        assert len(survey(archive, tmp_path, wanted_for(Options(engine="rules"))).jobs) == 2


NOTHING: dict[str, object] = {"drop": [], "fix": [], "add": [], "abstract": None, "highlights": []}


def reviewer(*, works: bool = True) -> ScriptedBackend:
    """A scripted model: it finds nothing to correct, or says nothing that can be used."""
    return ScriptedBackend(lambda _: NOTHING if works else "no")


def test_what_a_model_reviewed_is_not_done_again_by_rules(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    model = reviewer()
    made = digest_folder(tmp_path, backend=model)
    assert len(model.calls) == 2
    assert digest_folder(tmp_path) == made
    with Archive(tmp_path) as archive:
        assert {summary.provenance.engine for summary in archive.summaries()} == {"llm"}
    assert digest_folder(tmp_path, backend=model) == made
    assert len(model.calls) == 2


def test_another_model_reviews_anew(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    digest_folder(tmp_path, backend=reviewer())
    other = ScriptedBackend([NOTHING], model="scripted/other")
    digest_folder(tmp_path, backend=other)
    assert len(other.calls) == 1


def test_a_model_s_summary_survives_another_name(tmp_path: Path) -> None:
    path = fill(tmp_path, 1)[0]
    model = reviewer()
    digest_folder(tmp_path, backend=model)
    path.rename(path.with_name("weekly-sync-0.md"))
    assert names(digest_folder(tmp_path, backend=model)) == ["weekly-sync-0.md"]
    assert len(model.calls) == 1


def test_a_degraded_summary_is_tried_again(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    for _ in range(2):
        broken = reviewer(works=False)
        digest_folder(tmp_path, backend=broken, attempts=1)
        assert broken.calls
    works, idle = reviewer(), reviewer()
    digest_folder(tmp_path, backend=works, attempts=1)
    digest_folder(tmp_path, backend=idle, attempts=1)
    assert (len(works.calls), len(idle.calls)) == (1, 0)


def test_a_model_that_fails_takes_nothing_from_what_another_reviewed(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    made = digest_folder(tmp_path, backend=reviewer())
    broken = ScriptedBackend(lambda _: "no", model="scripted/other")
    assert digest_folder(tmp_path, backend=broken, attempts=1) == made
    with Archive(tmp_path) as archive:
        assert [summary.provenance.engine for summary in archive.summaries()] == ["llm"]
    other = ScriptedBackend([NOTHING], model="scripted/other")
    digest_folder(tmp_path, backend=other, attempts=1)
    assert len(other.calls) == 1


def test_no_model_is_paid_twice_by_two_runs_at_once(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    wanted = wanted_for(Options(model="some/model"))
    asked: list[str] = []

    def one(data: bytes, name: str) -> MeetingSummary:
        asked.append(name)
        return summarize(data, name=name, backend=reviewer())

    with Archive(tmp_path) as first, Archive(tmp_path) as second:
        seen = [survey(archive, tmp_path, wanted) for archive in (first, second)]
        done = [list(updates(archive, each, wanted, one)) for archive, each in zip((first, second), seen, strict=True)]
    assert len(asked) == 2
    assert done[0] == done[1]


def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md"))
    try:
        write(path, notes(1))
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    made = digest_folder(tmp_path)
    assert names(made) == [preview(path).provenance.source.name] == ["caf\\udce9.md"]
    assert pending(tmp_path) == []


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no file that can't be read by anybody")
def test_a_file_that_can_not_be_read_even_by_root(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    (tmp_path / "0-broken.md").symlink_to("/proc/self/mem")
    failures: list[tuple[str, type[NotesllmError]]] = []
    made = digest_folder(tmp_path, on_failure=lambda path, error: failures.append((path.name, type(error))))
    assert failures == [("0-broken.md", UnreadableInputError)]
    assert len(made.meetings) == 1


def test_a_summary_in_a_form_that_is_not_understood_is_made_anew(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    made = digest_folder(tmp_path, backend=reviewer())
    with Archive(tmp_path) as archive, archive.writing() as connection:
        connection.execute(
            "UPDATE summary SET settings = 'notesllm 0.0.1', json = '{\"future\": 1}' WHERE name = 'sync-0.md'"
        )
        connection.execute("UPDATE summary SET settings = 'notesllm 0.0.1' WHERE name = 'sync-1.md'")
    assert pending(tmp_path) == ["0/sync-0.md"]
    assert digest_folder(tmp_path) == made
    with Archive(tmp_path) as archive:
        assert {summary.provenance.engine for summary in archive.summaries()} == {"rules", "llm"}


def test_what_is_no_file_is_left_out(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    assert len(digest_folder(tmp_path).meetings) == 1


def test_a_folder_within_that_can_not_be_read_just_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its notes are not taken for deleted."""
    fill(tmp_path, 3)
    made = digest_folder(tmp_path)
    real = os.scandir

    def scandir(path: Path) -> Iterator[os.DirEntry[str]]:
        if path.name == "1":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    failures: list[str] = []
    assert digest_folder(tmp_path, on_failure=lambda path, _: failures.append(path.name)) == made
    assert failures == ["1"]
    monkeypatch.undo()
    assert pending(tmp_path) == []


def test_what_was_put_by_hand_outlives_what_folders_forget(tmp_path: Path) -> None:
    paths = fill(tmp_path, 2)
    summary = preview(notes(9))
    digest_folder(tmp_path)
    with Archive(tmp_path) as archive:
        archive.put("mine", summary)
    paths[0].unlink()
    digest_folder(tmp_path)
    with Archive(tmp_path) as archive:
        assert archive.get("mine") == summary
        assert archive.digest() == digest([preview(paths[1]), summary])
        archive.discard("mine")
        assert archive.get("mine") is None
        assert len(archive.summaries()) == 1


def test_the_process_pool_gives_the_same(tmp_path: Path) -> None:
    fill(tmp_path, 30)
    write(tmp_path / "empty.md", "\n")
    failures: list[str] = []
    made = digest_folder(tmp_path, workers=2, on_failure=lambda path, _: failures.append(path.name))
    assert failures == ["empty.md"]
    serial = digest_folder(tmp_path, archive=tmp_path / "other.sqlite3", on_failure=lambda *_: None)
    assert made.model_dump_json() == serial.model_dump_json()
