"""The digest of what an archive holds; what was made of the very same before isn't made again."""

import datetime as dt
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from notesllm.archive.indexing import get
from notesllm.archive.keeping import all_kept, named
from notesllm.archive.store import Archive
from notesllm.errors import ArchiveBusyError
from notesllm.summary import MeetingSummary

if TYPE_CHECKING:
    from notesllm.digest.model import ExecutiveDigest

MOST = 6  # digests that are kept, in whatever form


class Period(NamedTuple):
    """Which meetings a digest tells of, by which day it judges, and from which digest it tells the differences."""

    since: dt.date | None = None
    until: dt.date | None = None
    as_of: dt.date | None = None
    previous: "ExecutiveDigest | None" = None


def key_of(archive: Archive, held: Mapping[str, str], period: Period, code: str) -> str:
    """What tells a digest from any other: all that it is made of.

    ``held`` are the keys of the summaries, and the names of their files; ``code`` is the state of the library.
    """
    with archive.reading() as connection:
        kept = all_kept(connection)
    if not held.keys() <= kept.keys():
        raise _changed(archive)
    rows = sorted((key, name, kept[key].stamp) for key, name in held.items())
    edits = [(edit.item, edit.field, edit.value) for edit in archive.edits()]
    days = [str(day) for day in period[:3]]
    previous = period.previous.model_dump_json() if period.previous else ""
    made_of = json.dumps([code, days, previous, rows, edits], ensure_ascii=False)
    return sha256(made_of.encode("utf-8", "backslashreplace")).hexdigest()


def remembered(archive: Archive, key: str) -> str | None:
    """What was kept under a key of :func:`key_of`."""
    with archive.reading() as connection:
        row = connection.execute("SELECT text FROM digest WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def remember(archive: Archive, key: str, text: str) -> None:
    """Keep it, and only the last few."""
    with archive.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO digest (key, text) VALUES (?, ?)", (key, text))
        connection.execute("DELETE FROM digest WHERE number <= (SELECT max(number) FROM digest) - ?", (MOST,))


def rolled_up(archive: Archive, held: Mapping[str, str], period: Period, code: str) -> "ExecutiveDigest":
    """The digest of the summaries in ``held``, with what was corrected by hand."""
    from notesllm.archive.overlaying import corrected_digest  # noqa: PLC0415 - digests take time to load
    from notesllm.digest.model import ExecutiveDigest  # noqa: PLC0415

    key = key_of(archive, held, period, code)
    if text := remembered(archive, key):
        try:
            return ExecutiveDigest.model_validate_json(text)
        except ValidationError:
            pass  # made by a library that looked the same; it is made again
    made = corrected_digest(loaded(archive, held), archive.edits(), **period._asdict())
    remember(archive, key, made.model_dump_json())
    return made


def loaded(archive: Archive, held: Mapping[str, str]) -> list[MeetingSummary]:
    """The summaries as the notes have them."""
    with archive.reading() as connection:
        found = [(get(connection, key), name) for key, name in held.items()]
    summaries = [named(summary, name) for summary, name in found if summary is not None]
    if len(summaries) < len(held):
        raise _changed(archive)
    return summaries


def _changed(archive: Archive) -> ArchiveBusyError:
    return ArchiveBusyError(f"another process has changed {archive.path} meanwhile; run it again")
