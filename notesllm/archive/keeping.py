"""Rows in and out: summaries by what their notes hold, and which files hold it."""

import sqlite3
from collections.abc import Iterable
from hashlib import sha256 as sha256_of
from pathlib import PurePath
from typing import NamedTuple

from notesllm.archive.indexing import get, index, unindex
from notesllm.archive.scanning import Note
from notesllm.summary import MeetingSummary

ORPHANS = "SELECT sha256 FROM summary WHERE NOT EXISTS (SELECT 1 FROM file WHERE file.sha256 = summary.sha256)"
ENGINES = ("rules", "mixed", "llm")  # how much a model had its part in a summary


class Kept(NamedTuple):
    """What is known of a summary without reading it. ``name`` is the file's that was summarised."""

    name: str
    settings: str
    engine: str
    degraded: bool
    stamp: str


class File(NamedTuple):
    """A file as it was when it was read."""

    size: int
    mtime_ns: int
    sha256: str


def put(connection: sqlite3.Connection, sha256: str, summary: MeetingSummary, settings: str) -> None:
    """Keep a summary, unless a model failed where one had its part in that which is there: this is tried again."""
    text = summary.model_dump_json()
    degraded = bool(summary.provenance.degraded)
    engine = summary.provenance.engine
    before = get(connection, sha256) if degraded else None
    if before is not None and ENGINES.index(before.provenance.engine) > ENGINES.index(engine):
        return
    name = summary.provenance.source.name or ""
    stamp = sha256_of(text.encode()).hexdigest()
    connection.execute(
        "INSERT OR REPLACE INTO summary (sha256, name, settings, engine, degraded, stamp, json)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (sha256, name, settings, engine, degraded, stamp, text),
    )
    index(connection, sha256, summary)


def is_settled(connection: sqlite3.Connection, sha256: str, settings: str) -> bool:
    """Whether there is a summary of these settings, in which no model failed."""
    query = "SELECT 1 FROM summary WHERE sha256 = ? AND settings = ? AND NOT degraded"
    return connection.execute(query, (sha256, settings)).fetchone() is not None


def all_kept(connection: sqlite3.Connection) -> dict[str, Kept]:
    rows = connection.execute("SELECT sha256, name, settings, engine, degraded, stamp FROM summary")
    return {
        sha: Kept(name, settings, engine, bool(degraded), stamp)
        for sha, name, settings, engine, degraded, stamp in rows
    }


def files(connection: sqlite3.Connection, root: str) -> dict[str, File]:
    rows = connection.execute("SELECT place, size, mtime_ns, sha256 FROM file WHERE root = ?", (root,))
    return {place: File(size, mtime_ns, sha) for place, size, mtime_ns, sha in rows}


def record(connection: sqlite3.Connection, root: str, notes: Iterable[Note], sha256: str) -> None:
    """Remember that files hold what has that SHA-256."""
    connection.executemany(
        "INSERT OR REPLACE INTO file (root, place, size, mtime_ns, sha256) VALUES (?, ?, ?, ?, ?)",
        [(root, note.place, note.size, note.mtime_ns, sha256) for note in notes],
    )


def forget(connection: sqlite3.Connection, root: str, gone: Iterable[tuple[str, str]]) -> None:
    """Forget files, each with its SHA-256, unless another process has read them anew meanwhile."""
    connection.executemany(
        "DELETE FROM file WHERE root = ? AND place = ? AND sha256 = ?",
        [(root, place, sha256) for place, sha256 in gone],
    )


def has_orphans(connection: sqlite3.Connection) -> bool:
    """Whether there are summaries whose notes no file holds any more."""
    return bool(connection.execute(f"SELECT EXISTS ({ORPHANS})").fetchone()[0])


def prune(connection: sqlite3.Connection) -> None:
    """Remove these, every word of them, and the digests that may quote them; corrections by hand stay."""
    for (sha256,) in connection.execute(ORPHANS).fetchall():
        unindex(connection, sha256)
        connection.execute("DELETE FROM summary WHERE sha256 = ?", (sha256,))
    connection.execute("DELETE FROM digest")
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")  # or the index remembers what was deleted


def named(summary: MeetingSummary, name: str) -> MeetingSummary:
    """The summary of notes whose file is called ``name`` by now."""
    provenance = summary.provenance
    if not name or provenance.source.name == name:
        return summary
    source = provenance.source.model_copy(update={"name": name})
    return summary.model_copy(update={"provenance": provenance.model_copy(update={"source": source})})


def told_by_name(kept: Kept, name: str) -> bool:
    """Whether notes in a file of another name are to be read again: date, title and kind may come from it.

    What a model has read is read again only where another date may come of it.
    """
    if kept.name == name:
        return False
    before, now = PurePath(kept.name).stem, PurePath(name).stem
    return _figures(before) != _figures(now) if kept.engine != "rules" else before != now


def _figures(name: str) -> list[str]:
    return "".join(character if character.isdigit() else " " for character in name).split()
