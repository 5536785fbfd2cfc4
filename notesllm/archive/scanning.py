"""The notes in a folder: which files they are, told from how the folder and its files look, without reading any."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import Final, NamedTuple

from notesllm.errors import InputNotFoundError, NotesllmError, UnreadableInputError

SUFFIXES: Final = frozenset(
    (
        *(".md", ".markdown", ".txt", ".text", ".vtt", ".srt", ".sbv", ".log", ".htm", ".html", ".org", ".rst"),
        *(".adoc", ".asciidoc", ".tex", ".typ", ".textile", ".wiki", ".mediawiki", ".eml"),
    )
)


class Note(NamedTuple):
    """A file with notes. ``place`` is its path within the folder, with "/", as text that can be kept."""

    path: Path
    place: str
    size: int
    mtime_ns: int


class Failure(NamedTuple):
    """A file or folder that could not be read, and why."""

    path: Path
    error: NotesllmError


class Scan(NamedTuple):
    """``notes`` in the order of their places; ``closed`` are the places of folders that could not be read."""

    notes: tuple[Note, ...]
    failures: tuple[Failure, ...]
    closed: tuple[str, ...]


def is_notes(path: Path) -> bool:
    """Whether a file of that name, in a folder of notes, is read."""
    return path.suffix.lower() in SUFFIXES and not path.name.startswith(".")


def scan(folder: Path, leaving_out: Collection[Path] = ()) -> Scan:
    """All notes in a folder and those within: no hidden files or folders, and no folders that are only linked.

    Links to files are followed. Raises InputError where the folder itself can't be read.
    """
    notes: list[Note] = []
    failures: list[Failure] = []
    closed: list[str] = []
    left_out = {(status.st_dev, status.st_ino) for path in leaving_out if (status := _status(path)) is not None}
    pending = [(folder, "")]
    while pending:
        at, place = pending.pop()
        try:
            with os.scandir(at) as entries:
                found = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            failure = _failure(at, error)
            if not place:
                raise failure.error from None
            if not isinstance(error, FileNotFoundError):  # else it has just been deleted
                failures.append(failure)
                closed.append(place)
            continue
        for entry in found:
            own = place + _text(entry.name)
            try:
                if entry.is_dir(follow_symlinks=False):
                    pending.append((Path(entry.path), f"{own}/"))
                elif is_notes(Path(entry.name)) and entry.is_file():
                    status = entry.stat()
                    if (status.st_dev, status.st_ino) not in left_out:
                        notes.append(Note(Path(entry.path), own, status.st_size, status.st_mtime_ns))
            except FileNotFoundError:
                continue
            except OSError as error:
                failures.append(_failure(Path(entry.path), error))
    return Scan(tuple(sorted(notes, key=lambda note: note.place)), tuple(failures), tuple(closed))


def _failure(path: Path, error: OSError) -> Failure:
    if isinstance(error, FileNotFoundError):
        return Failure(path, InputNotFoundError(f"there is no folder {str(path)!r}; check the path"))
    if isinstance(error, NotADirectoryError):
        return Failure(path, UnreadableInputError(f"{str(path)!r} is a file, not a folder"))
    return Failure(path, UnreadableInputError(f"can't read {str(path)!r}: {error.strerror or error}"))


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None  # it is still to be written


def _text(name: str) -> str:
    """A name of bytes that are no UTF-8, as text."""
    return name.encode("utf-8", "backslashreplace").decode()
