"""The form of the archive, step by step: an archive of any earlier form takes the steps that it lacks, in order."""

import sqlite3
from collections.abc import Callable
from typing import Final

from notesllm.archive.indexing import get, index

# A summary's key is the SHA-256 of the file's bytes; ``stamp`` is that of its JSON.
SUMMARIES = (
    """CREATE TABLE summary (
        sha256 TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        settings TEXT NOT NULL,
        engine TEXT NOT NULL,
        degraded INTEGER NOT NULL,
        stamp TEXT NOT NULL,
        json TEXT NOT NULL
    )""",
    """CREATE TABLE file (
        root TEXT NOT NULL,
        place TEXT NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (root, place)
    ) WITHOUT ROWID""",
    "CREATE INDEX file_sha256 ON file (sha256)",
    """CREATE TABLE edit (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        item TEXT NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        at TEXT NOT NULL,
        UNIQUE (item, field)
    )""",
)
ITEMS = (
    """CREATE TABLE item (
        number INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        date TEXT
    )""",
    "CREATE INDEX item_sha256 ON item (sha256)",
    "CREATE INDEX item_id ON item (id)",
    """CREATE VIRTUAL TABLE words USING fts5 (
        text, owners, quotes, title, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
    )""",
)
DIGESTS = ("CREATE TABLE digest (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL)",)


def keep_summaries(connection: sqlite3.Connection) -> None:
    for statement in SUMMARIES:
        connection.execute(statement)


def find_items(connection: sqlite3.Connection) -> None:
    for statement in ITEMS:
        connection.execute(statement)
    for (sha256,) in connection.execute("SELECT sha256 FROM summary").fetchall():
        index(connection, sha256, get(connection, sha256))


def keep_digests(connection: sqlite3.Connection) -> None:
    for statement in DIGESTS:
        connection.execute(statement)


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (keep_summaries, find_items, keep_digests)
