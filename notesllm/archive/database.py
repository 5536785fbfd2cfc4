"""The file: opened, brought up to date, written to by one at a time; what SQLite says about it, in words of ours."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from notesllm.archive.migrations import MIGRATIONS
from notesllm.errors import ArchiveBusyError, ArchiveDamagedError, ArchiveError, ArchiveVersionError

APPLICATION = int.from_bytes(b"note")  # PRAGMA application_id: no database of another program is touched
PATIENCE = 20.0  # seconds that one process waits for another; each writes for far less at a time
PRIMARY = 0xFF  # an extended code of SQLite's holds the primary one in its last byte
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
CLOSED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)


def opened(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """The archive at ``path``, made if it is not there, in the form that this library writes."""
    with in_our_words(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        except OSError as error:
            raise ArchiveError(f"can't make a folder for {path}: {error.strerror or error}") from None
        try:
            _check(connection, path)
            connection.execute("PRAGMA secure_delete = ON")  # who deletes notes wants them to be gone
            _write_ahead(connection, patience)
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction, which nobody else's comes between: all of it is kept, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


@contextmanager
def in_our_words(path: Path) -> Iterator[None]:
    """Whatever SQLite raises inside, as an :class:`ArchiveError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, path) from None


def _translated(error: sqlite3.Error, path: Path) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", 0) & PRIMARY
    if code in BUSY:
        return ArchiveBusyError(f"another process is writing to {path}; run it again when that is done")
    if code in DAMAGED or isinstance(error, sqlite3.DataError):
        return ArchiveDamagedError(
            f"{path} is no archive, or is damaged; move it away to begin a new one, or name another (--archive FILE)"
        )
    if code in CLOSED:
        return ArchiveError(f"can't write {path}; name a file elsewhere to keep the summaries in (--archive FILE)")
    if code == sqlite3.SQLITE_FULL:
        return ArchiveError(f"no room to write {path}; free some, or name a file elsewhere (--archive FILE)")
    if "fts5" in str(error):
        return ArchiveError("Python's SQLite was built without full-text search (FTS5); use a Python that has it")
    return ArchiveError(f"{path} can't be used: {error}")


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what is no archive of ours, before anything is written to it."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION and (application or tables):
        raise ArchiveDamagedError(f"{path} is the database of another program; name another file (--archive FILE)")
    _check_version(connection, path)


def _check_version(connection: sqlite3.Connection, path: Path) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise ArchiveVersionError(
            f"{path} was written by a later notesllm (form {version}, known here: {len(MIGRATIONS)}); update notesllm"
        )
    return version


def _write_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Readers don't wait for the writer. SQLite doesn't wait for this change of mode, so it is done here."""
    until = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY not in BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS):
        return
    with writing(connection):
        version = _check_version(connection, path)  # another process may have come first
        for migration in MIGRATIONS[version:]:
            migration(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
