"""The archive's file: what is put comes back, what is no archive is refused, and who writes when."""

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from archive_notes import fill, notes, write
from hypothesis import given
from hypothesis import strategies as st

from notesllm import (
    Archive,
    ArchiveBusyError,
    ArchiveDamagedError,
    ArchiveError,
    ArchiveVersionError,
    InputError,
    MeetingSummary,
    digest,
    digest_folder,
    preview,
)
from notesllm.archive import database
from notesllm.archive.migrations import MIGRATIONS, keep_summaries
from notesllm.archive.store import NAME
from notesllm.archive.updating import survey
from notesllm.config import Options
from notesllm.folder import by_rules, updates, wanted_for

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: text.strip("\ufeff \n\t\r\x0b\x0c")
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "kept.sqlite3") as opened:
        yield opened


def test_every_field_comes_back(archive: Archive, full_summary: MeetingSummary) -> None:
    archive.put("key", full_summary)
    assert archive.get("key") == full_summary
    assert archive.get("other") is None
    assert archive.summaries() == (full_summary,)


@given(text=TEXTS.filter(lambda text: text.count("\0") < 9))
def test_what_is_put_comes_back(text: str) -> None:
    summary = preview(f"- [ ] Ana: {text}\n\nDecision: we keep {text}")
    with Archive(":memory:") as archive:
        archive.put("key", summary)
        assert archive.get("key") == summary


def test_put_again_replaces(archive: Archive) -> None:
    one, other = preview(notes(1)), preview(notes(2))
    archive.put("key", one)
    archive.put("key", other)
    assert archive.summaries() == (other,)
    assert archive.search('"plant 1"') == ()
    assert archive.search('"plant 2"')


def first_form(path: Path, summary: MeetingSummary) -> None:
    """An archive as the first form of it was: no search, no digests."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        keep_summaries(connection)
        connection.execute(
            "INSERT INTO summary VALUES ('key', 'a.md', '', 'rules', 0, 'stamp', ?)", (summary.model_dump_json(),)
        )
        connection.execute("INSERT INTO edit (item, field, value, at) VALUES ('x', 'status', '\"done\"', '2024')")
        connection.execute("PRAGMA user_version = 1")
        connection.execute(f"PRAGMA application_id = {database.APPLICATION}")


def test_an_archive_of_the_first_form_takes_all_steps(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    summary = preview(notes(1))
    first_form(path, summary)
    with Archive(path) as archive:
        assert archive.summaries() == (summary,)
        assert [found.item for found in archive.search("plant", kind="action")] == list(summary.action_items)
        assert [edit.item for edit in archive.edits()] == ["x"]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_an_archive_of_today_is_migrated_by_a_later_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "kept.sqlite3"
    with Archive(path) as archive:
        archive.put("key", preview(notes(1)))
    steps = (*MIGRATIONS, lambda connection: connection.execute("ALTER TABLE summary ADD COLUMN later TEXT"))
    monkeypatch.setattr(database, "MIGRATIONS", steps)
    with Archive(path) as archive, archive.reading() as connection:
        assert connection.execute("SELECT later FROM summary").fetchall() == [(None,)]
    monkeypatch.undo()
    with pytest.raises(ArchiveVersionError, match="later notesllm"):
        Archive(path)


def test_a_step_that_fails_leaves_the_archive_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.sqlite3"
    first_form(path, preview(notes(1)))

    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE summary")
        connection.execute("no such statement")

    monkeypatch.setattr(database, "MIGRATIONS", (keep_summaries, fails))
    with pytest.raises(ArchiveError):
        Archive(path)
    monkeypatch.undo()
    with Archive(path) as archive:
        assert len(archive.summaries()) == 1


@pytest.mark.parametrize("content", [b"# Notes\n\nThis is no database.\n" * 40, b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_database_is_refused_and_stays(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kept.sqlite3"
    path.write_bytes(content)
    with pytest.raises(ArchiveDamagedError, match=r"kept\.sqlite3"):
        Archive(path)
    assert path.read_bytes() == content


def test_another_program_s_database_is_refused_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    with pytest.raises(ArchiveDamagedError, match="another program"):
        Archive(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite3"
    path.touch()
    with Archive(path) as archive:
        assert archive.summaries() == ()


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite3"
    with Archive(path) as archive:
        for number in range(40):
            archive.put(str(number), preview(notes(number)))
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(ArchiveDamagedError), Archive(path) as archive:
        archive.summaries()


def test_a_place_that_can_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveError, match="can't"):
        Archive(tmp_path / "file" / "kept.sqlite3")


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="there is no folder that nobody may write")
def test_a_folder_that_even_root_can_not_write() -> None:
    with pytest.raises(ArchiveError, match=r"can't write /sys/kernel/\.notesllm\.sqlite3; .* \(--archive FILE\)"):
        digest_folder("/sys/kernel")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ArchiveError, match="--archive"):
            digest_folder(tmp_path)
    finally:
        tmp_path.chmod(0o700)


class WithoutSearch(sqlite3.Connection):
    """As a Python whose SQLite was built without full-text search."""

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if "fts5" in sql:
            raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *values)  # type: ignore[arg-type]


def test_no_full_text_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, **named, factory=WithoutSearch))
    with pytest.raises(ArchiveError, match="full-text search"):
        Archive(tmp_path / "kept.sqlite3")


def test_use_after_closing(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "kept.sqlite3")
    archive.close()
    with pytest.raises(ArchiveError):
        archive.summaries()


def test_who_waits_for_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kept.sqlite3"
    with Archive(path) as one, Archive(path, patience=0.05) as other, one.writing():
        assert other.summaries() == ()  # readers don't wait
        with pytest.raises(ArchiveBusyError, match="another process"):
            other.put("key", preview(notes(1)))


def _digest(folder: Path) -> str:
    return digest_folder(folder).model_dump_json()


def test_two_processes_at_once(tmp_path: Path) -> None:
    paths = fill(tmp_path, 60)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        first, second = pool.map(_digest, [tmp_path, tmp_path], chunksize=1)
    assert first == second == digest([preview(path) for path in paths]).model_dump_json()
    with Archive(tmp_path) as archive, archive.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM summary").fetchone() == (60,)
        assert (
            connection.execute("SELECT count(*) FROM item").fetchone()
            == connection.execute("SELECT count(*) FROM words").fetchone()
        )


KILLED = """
import sys, time
from pathlib import Path
from notesllm import digest_folder, folder

def slow(options, data, name, real=folder._summarized):
    time.sleep(0.05)
    return real(options, data, name)

folder._summarized = slow
digest_folder(Path(sys.argv[1]))
"""


def _count(path: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM summary").fetchone()[0])
    except sqlite3.Error:
        return 0


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT])
def test_whatever_stops_a_run_what_was_kept_stays(tmp_path: Path, sent: signal.Signals) -> None:
    paths = fill(tmp_path, 200)
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stderr=subprocess.DEVNULL)
    until = time.monotonic() + 15
    while not (before := _count(tmp_path / NAME)):
        assert time.monotonic() < until
        time.sleep(0.01)
    time.sleep(0.2)  # in the midst of the next
    process.send_signal(sent)
    assert process.wait(timeout=10) == -sent
    kept = _count(tmp_path / NAME)
    assert before <= kept < 200
    with Archive(tmp_path) as archive, archive.reading() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM file").fetchone() == (kept,)
        assert len(archive.summaries()) == kept
    made = digest_folder(tmp_path)
    assert made == digest([preview(path) for path in paths])


def test_one_that_vanishes_or_changes_meanwhile(tmp_path: Path) -> None:
    paths = fill(tmp_path, 3)
    wanted = wanted_for(Options(engine="rules"))
    with Archive(tmp_path) as archive:
        seen = survey(archive, tmp_path, wanted)
        paths[0].unlink()
        write(paths[1], notes(50))
        done = list(updates(archive, seen, wanted, by_rules({})))
    assert [each.summary is not None for each in done] == [False, False, True]
    assert [type(each.error) for each in done] == [type(None), InputError, type(None)]
    assert "was changed while it was read" in str(done[1].error)
