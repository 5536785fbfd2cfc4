"""The archive: summaries kept in one SQLite file, with what was corrected by hand."""

import datetime as dt
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from notesllm.archive import checking, edits, keeping, searching
from notesllm.archive.database import PATIENCE, in_our_words, opened, writing
from notesllm.archive.edits import Correction, Edit
from notesllm.archive.indexing import Kind, get, index, parsed
from notesllm.archive.scanning import Note
from notesllm.archive.searching import Found
from notesllm.errors import ArchiveError, OptionError, UnknownItemError
from notesllm.summary import MeetingSummary
from notesllm.summary.items import Status

if TYPE_CHECKING:
    from notesllm.digest.model import ExecutiveDigest

NOWHERE = ""  # the folder of what is in no folder
NAME = ".notesllm.sqlite3"  # in the folder whose notes it is of


class Archive:
    """Summaries of many meetings, as :func:`notesllm.digest_folder` keeps them; a context that closes itself.

    ``path`` is the SQLite file, or a folder whose archive it is; a file that is not there is made. One process writes
    at a time, for a moment each; others wait up to ``patience`` seconds for it. What a method has written when it
    returns is kept, whatever happens next. Raises :class:`ArchiveError` and its likes, never anything of SQLite's.
    """

    def __init__(self, path: Path | str, *, patience: float = PATIENCE) -> None:
        path = Path(path)
        self.path = path / NAME if path.is_dir() else path
        self._connection = opened(self.path, patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with in_our_words(self.path):
            self._connection.close()

    def put(self, key: str, summary: MeetingSummary, settings: str = "") -> None:
        """Keep a summary under a key; ``settings`` tell how it was made."""
        with self.writing() as connection:
            keeping.put(connection, key, summary, settings)
            keeping.record(connection, NOWHERE, [Note(Path(key), key, 0, 0)], key)

    def discard(self, key: str) -> None:
        """Forget a summary that was put under a key; corrections by hand stay."""
        with self.writing() as connection:
            keeping.forget(connection, NOWHERE, [(key, key)])
            keeping.prune(connection)

    def get(self, key: str) -> MeetingSummary | None:
        """The summary under a key, as the notes have it; None where there is none that this library understands."""
        with self.reading() as connection:
            return get(connection, key)

    def summaries(self) -> tuple[MeetingSummary, ...]:
        """All summaries with their corrections, the oldest meeting first."""
        corrections = edits.by_item(self.edits())
        return tuple(edits.overlaid(summary, corrections) for summary in self._as_told())

    def digest(
        self,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        as_of: dt.date | None = None,
        previous: "ExecutiveDigest | None" = None,
    ) -> "ExecutiveDigest":
        """The digest of all summaries, as :func:`notesllm.digest` makes it, with what was corrected by hand.

        A correction counts for the whole thread, whichever of its mentions was corrected.
        """
        from notesllm.archive.overlaying import corrected_digest  # noqa: PLC0415 - digests take time to load

        told, edits = self._as_told(), self.edits()
        return corrected_digest(told, edits, since=since, until=until, as_of=as_of, previous=previous)

    def search(
        self,
        words: str = "",
        *,
        kind: Kind | None = None,
        owner: str | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        limit: int = searching.MOST,
    ) -> tuple[Found, ...]:
        """Items that hold all the words, best first: each may go on ("run" finds "runbook"), in any case, any accent.

        ``"a phrase"`` is found as it stands, ``-word`` is what must not be there. No text is a wrong query.
        """
        with self.reading() as connection:
            return searching.search(connection, words, kind=kind, owner=owner, since=since, until=until, limit=limit)

    def edit(
        self,
        item: str,
        *,
        status: Status | None = None,
        owners: Sequence[str] | None = None,
        due: dt.date | None = None,
        text: str | None = None,
    ) -> tuple[str, ...]:
        """Correct an item by hand: this counts instead of what the notes say, until it is cleared.

        It counts for all meetings that have the item (an id is made of an item's words), and in a digest for the whole
        thread that the item is part of. ``item`` is an id, or as much of it as no other begins with, of an item or of a
        digest's line. Returns the ids of the items. Raises UnknownItemError, or OptionError for what they have not.
        """
        given = {"status": status, "owners": owners and list(owners), "due": due and due.isoformat(), "text": text}
        correction = cast("Correction", {field: value for field, value in given.items() if value})
        if not correction:
            raise OptionError("there is nothing to set; give a status, an owner, a due date or a text")
        meant = self._meant(item)
        with self.writing() as connection:
            for each in meant:
                checking.check(connection, each, correction)
                edits.save(connection, each, correction)
                self._index_again(connection, each)
        return meant

    def clear(self, item: str) -> tuple[str, ...]:
        """Let the notes count again. Raises UnknownItemError where nothing was corrected."""
        corrected = {edit.item for edit in self.edits()}
        meant = tuple(each for each in ((item,) if item in corrected else self._meant(item)) if each in corrected)
        if not meant:
            hint = f"corrected are: {', '.join(sorted(corrected))}" if corrected else "nothing is"
            raise UnknownItemError(f"nothing of {item!r} was corrected by hand; {hint}")
        with self.writing() as connection:
            for each in meant:
                connection.execute("DELETE FROM edit WHERE item = ?", (each,))
                self._index_again(connection, each)
        return meant

    def edits(self) -> tuple[Edit, ...]:
        """All corrections by hand, in the order in which they were made."""
        with self.reading() as connection:
            return edits.all_edits(connection)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The database, for reading; what it refuses is an ArchiveError."""
        with in_our_words(self.path):
            try:
                yield self._connection
            except sqlite3.ProgrammingError as error:
                raise ArchiveError(f"{self.path}: {error}") from None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The database, for writing all that happens inside, or nothing of it."""
        with in_our_words(self.path), writing(self._connection):
            yield self._connection

    def root_of(self, folder: Path) -> str:
        """How a folder is remembered: from where the archive is, so that both can be moved together."""
        there, here = os.path.realpath(folder), os.path.realpath(self.path.parent)
        try:
            root = os.path.relpath(there, here)
        except ValueError:  # on another drive
            root = there
        return root.replace(os.sep, "/").encode("utf-8", "backslashreplace").decode()

    def _meant(self, text: str) -> tuple[str, ...]:
        """The items of an id: one, or those of the line of a digest that has that id."""
        with self.reading() as connection:
            item = checking.item_meant(connection, text)
        if item is not None:
            return (item,)
        from notesllm.archive.overlaying import items_of  # noqa: PLC0415 - digests take time to load
        from notesllm.digest import digest  # noqa: PLC0415

        with self.reading() as connection:
            items = items_of(digest(self._as_told()), text)
            if not items:
                raise checking.unknown(connection, text)
        return items

    def _as_told(self) -> list[MeetingSummary]:
        """All summaries as the notes have them, the oldest meeting first."""
        with self.reading() as connection:
            texts = connection.execute("SELECT json FROM summary").fetchall()
        known = [summary for (text,) in texts if (summary := parsed(text)) is not None]
        return sorted(known, key=lambda summary: (summary.date or dt.date.min, summary.id))

    def _index_again(self, connection: sqlite3.Connection, item: str) -> None:
        rows = connection.execute("SELECT DISTINCT sha256 FROM item WHERE id = ?", (item,)).fetchall()
        for (sha256,) in rows:
            index(connection, sha256, get(connection, sha256))
