"""Items by their words, across meetings, best first, each with its evidence."""

import datetime as dt
import re
import sqlite3
from typing import NamedTuple

from notesllm.archive.edits import all_edits, by_item, overlaid
from notesllm.archive.indexing import KINDS, Kind, parsed
from notesllm.errors import OptionError
from notesllm.summary import ActionItem, Decision, MeetingSummary, Metric, Milestone, Question, Risk, Topic
from notesllm.summary.items import Model

TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
RANKED = "bm25(words, 8.0, 4.0, 2.0, 1.0)"  # what an item says counts more than who owns it, and than its evidence
MOST = 20


class Found(Model):
    """An item that a search found, and in which meeting; ``name`` is that of the notes' file."""

    kind: Kind
    meeting: str
    title: str | None = None
    date: dt.date | None = None
    name: str | None = None
    item: ActionItem | Decision | Risk | Question | Metric | Milestone | Topic


class Query(NamedTuple):
    """What to find, in FTS5's terms; None: anything, and nothing to leave out."""

    wanted: str | None = None
    unwanted: str | None = None


def query_of(words: str, owner: str | None = None) -> Query:
    """What somebody typed: words, of which each may go on; "a phrase"; -not. Whatever it is, it is a valid query."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in TERM.findall(_plain(words)):
        term = _quoted(phrase) if phrase else _quoted(word, begins=True)
        if term:
            (unwanted if minus else wanted).append(term)
    wanted += [f"owners : {term}" for part in _plain(owner or "").split() if (term := _quoted(part, begins=True))]
    return Query(" AND ".join(wanted) or None, " OR ".join(unwanted) or None)


def search(
    connection: sqlite3.Connection,
    words: str,
    *,
    kind: Kind | None = None,
    owner: str | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    limit: int = MOST,
) -> tuple[Found, ...]:
    """The items that hold all of the words, best first; of equals those of the latest meeting first."""
    if kind is not None and kind not in KINDS:
        raise OptionError(f"kind {kind!r} is unknown; choose one of: {', '.join(KINDS)}")
    query = query_of(words, owner)
    if query == Query() and kind is None and since is None and until is None:
        return ()
    clauses: list[tuple[str, object]] = [
        ("words MATCH ?", query.wanted),
        ("item.number NOT IN (SELECT rowid FROM words WHERE words MATCH ?)", query.unwanted),
        ("item.kind = ?", kind),
        ("item.date >= ?", since and since.isoformat()),
        ("item.date <= ?", until and until.isoformat()),
    ]
    used = [(clause, value) for clause, value in clauses if value is not None]
    where = " AND ".join(clause for clause, _ in used)
    best = f"round({RANKED}, 9), " if query.wanted else ""
    rows = connection.execute(
        "SELECT item.sha256, item.id, item.kind FROM words JOIN item ON item.number = words.rowid"  # noqa: S608
        f" WHERE {where} ORDER BY {best} item.date DESC, item.sha256, item.number LIMIT ?",
        (*(value for _, value in used), limit),
    ).fetchall()
    return _found(connection, rows)


def _found(connection: sqlite3.Connection, rows: list[tuple[str, str, Kind]]) -> tuple[Found, ...]:
    edits = by_item(all_edits(connection))
    summaries: dict[str, tuple[MeetingSummary | None, str]] = {}
    found = []
    for sha256, item_id, kind in rows:
        if sha256 not in summaries:
            text, name = connection.execute("SELECT json, name FROM summary WHERE sha256 = ?", (sha256,)).fetchone()
            summary = parsed(text)
            summaries[sha256] = overlaid(summary, edits) if summary else None, name
        summary, name = summaries[sha256]
        item = next((item for item in KINDS[kind].items(summary) if item.id == item_id), None) if summary else None
        if summary and item:
            found.append(
                Found(
                    kind=kind,
                    meeting=summary.id,
                    title=summary.title,
                    date=summary.date,
                    name=name,
                    item=item,
                )
            )
    return tuple(found)


def _plain(text: str) -> str:
    """Without what SQLite takes for the end of a text, and without halves of characters, which it takes not at all."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def _quoted(text: str, *, begins: bool = False) -> str:
    """A term as FTS5 takes it, whatever it holds: a string; "" if there is no letter and no figure in it."""
    if not any(character.isalnum() for character in text):
        return ""
    quoted = text.replace('"', '""')
    return f'"{quoted}"' + ("*" if begins else "")
