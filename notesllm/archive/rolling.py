"""The digest of what an archive holds; one that was made of the very same before isn't made again."""

import datetime as dt
import json
from collections.abc import Mapping
from hashlib import sha256

from pydantic import ValidationError

from notesllm.archive.edits import Edit
from notesllm.archive.keeping import Kept, all_kept, get, named
from notesllm.archive.overlaying import corrected_digest
from notesllm.archive.store import Archive
from notesllm.digest.model import ExecutiveDigest
from notesllm.errors import ArchiveBusyError
from notesllm.summary import MeetingSummary

MOST = 8  # digests that are kept


def rolled_up(
    archive: Archive,
    held: Mapping[str, str],
    code: str,
    *,
    since: dt.date | None = None,
    until: dt.date | None = None,
    as_of: dt.date | None = None,
    previous: ExecutiveDigest | None = None,
) -> ExecutiveDigest:
    """The digest of the summaries in ``held``: their keys, and the names of their files.

    ``code`` tells one state of the library from another.
    """
    edits = archive.edits()
    with archive.reading() as connection:
        kept = all_kept(connection)
    if not held.keys() <= kept.keys():
        raise _changed(archive)
    asked = (code, str(since), str(until), str(as_of), previous.model_dump_json() if previous else "")
    key = _key(held, kept, edits, asked)
    with archive.reading() as connection:
        row = connection.execute("SELECT json FROM digest WHERE key = ?", (key,)).fetchone()
    known = _parsed(row[0]) if row else None
    if known is not None:
        return known
    summaries = loaded(archive, held)
    made = corrected_digest(summaries, edits, since=since, until=until, as_of=as_of, previous=previous)
    with archive.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO digest (key, json) VALUES (?, ?)", (key, made.model_dump_json()))
        connection.execute("DELETE FROM digest WHERE number <= (SELECT max(number) FROM digest) - ?", (MOST,))
    return made


def loaded(archive: Archive, held: Mapping[str, str]) -> list[MeetingSummary]:
    """The summaries as the notes have them."""
    with archive.reading() as connection:
        found = [(get(connection, key), name) for key, name in held.items()]
    summaries = [named(summary, name) for summary, name in found if summary is not None]
    if len(summaries) < len(held):
        raise _changed(archive)
    return summaries


def _key(held: Mapping[str, str], kept: Mapping[str, Kept], edits: tuple[Edit, ...], asked: tuple[str, ...]) -> str:
    rows = sorted((key, name, kept[key].stamp) for key, name in held.items())
    made_of = json.dumps([asked, rows, [edit[1:4] for edit in edits]], ensure_ascii=False)
    return sha256(made_of.encode("utf-8", "backslashreplace")).hexdigest()


def _parsed(text: str) -> ExecutiveDigest | None:
    try:
        return ExecutiveDigest.model_validate_json(text)
    except ValidationError:
        return None


def _changed(archive: Archive) -> ArchiveBusyError:
    return ArchiveBusyError(f"another process has changed {archive.path} meanwhile; run it again")
