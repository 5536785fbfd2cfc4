"""A folder and its archive brought into agreement: what is new or changed is summarised, what is gone is forgotten."""

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from notesllm.archive.indexing import get
from notesllm.archive.keeping import (
    File,
    Kept,
    all_kept,
    files,
    forget,
    has_orphans,
    is_settled,
    prune,
    put,
    record,
    told_by_name,
)
from notesllm.archive.scanning import Failure, Note, Scan, scan
from notesllm.archive.store import Archive
from notesllm.config import MOST_BYTES
from notesllm.errors import InputError, NotesllmError, UnreadableInputError
from notesllm.summary import MeetingSummary

RECENT = 2_000_000_000  # nanoseconds in which a file may change twice and look the same: FAT's clock ticks so slowly
BATCH_SECONDS = 0.5


class Wanted(NamedTuple):
    """How summaries are to be made. ``settings`` is all that changes them; its first line is the library's state."""

    settings: str
    by_model: bool


class Job(NamedTuple):
    """Notes to be summarised: what is in all these files."""

    sha256: str
    notes: tuple[Note, ...]


class Work(NamedTuple):
    """A job with what is in the file."""

    job: Job
    data: bytes


class Done(NamedTuple):
    """What came of a job. With an error there may be a summary still: the rules', where a model failed."""

    job: Job
    summary: MeetingSummary | None = None
    error: NotesllmError | None = None


Summarise = Callable[[Iterable[Work | Done]], Iterator[Done]]  # one of each, in order; what is done already as it is


class Survey(NamedTuple):
    """What there is to do in a folder. ``held`` are the notes whose summaries need no work, by their SHA-256."""

    root: str
    held: Mapping[str, tuple[Note, ...]]
    jobs: tuple[Job, ...]
    failures: tuple[Failure, ...]
    gone: Mapping[str, File]


def survey(archive: Archive, folder: Path, wanted: Wanted, leaving_out: Collection[Path] = ()) -> Survey:
    """Look at a folder; only files that look different from the last time are read.

    Raises InputError where the folder itself can't be read.
    """
    found = scan(folder, (archive.path, *leaving_out))
    root = archive.root_of(folder)
    with archive.reading() as connection:
        known = files(connection, root)
        kept = all_kept(connection)
    failures = list(found.failures)
    contents: defaultdict[str, list[Note]] = defaultdict(list)
    touched: defaultdict[str, list[Note]] = defaultdict(list)
    notes = (*found.notes, *_out_of_reach(folder, found, known))
    for note in notes:
        file = known.get(note.place)
        if file is not None and (file.size, file.mtime_ns) == (note.size, note.mtime_ns):
            contents[file.sha256].append(note)
            continue
        try:
            sha256 = _sha256(note.path)
        except FileNotFoundError:
            continue  # deleted meanwhile
        except OSError as error:
            failures.append(Failure(note.path, _unreadable(note.path, error)))
            continue
        contents[sha256].append(note)
        touched[sha256].append(note)
    jobs = {
        sha: Job(sha, tuple(same)) for sha, same in contents.items() if not _is_fresh(archive, sha, same, kept, wanted)
    }
    places = {note.place for note in notes}
    gone = {place: file for place, file in known.items() if place not in places}
    held = {sha: tuple(same) for sha, same in contents.items() if sha not in jobs}
    if settled := {sha: same for sha, same in touched.items() if sha not in jobs and _news(same, known, sha)}:
        with archive.writing() as connection:
            for sha, same in settled.items():
                record(connection, root, map(_as_seen, same), sha)
    return Survey(root, held, tuple(jobs.values()), tuple(failures), gone)


def settle(archive: Archive, seen: Survey, wanted: Wanted, summarise: Summarise) -> Generator[Done]:
    """Do the jobs, each told when it is done, and kept soon after; whatever stops it, what was kept stays.

    When all are done, what is gone from the folder is forgotten.
    """
    batch: list[Done] = []
    since = time.monotonic()
    try:
        for done in summarise(_unless_done(archive, job, wanted) or read_in(job) for job in seen.jobs):
            if done.summary is not None:
                batch.append(done)
            if wanted.by_model or time.monotonic() - since > BATCH_SECONDS:
                _keep(archive, seen.root, batch, wanted)
                batch, since = [], time.monotonic()
            yield done
    finally:
        _keep(archive, seen.root, batch, wanted)
    with archive.reading() as connection:
        orphans = has_orphans(connection)
    if seen.gone or orphans:
        with archive.writing() as connection:
            forget(connection, seen.root, [(place, file.sha256) for place, file in seen.gone.items()])
            prune(connection)


def _unless_done(archive: Archive, job: Job, wanted: Wanted) -> Done | None:
    """What another run has made of the same notes meanwhile: no model is paid twice."""
    if not wanted.by_model:
        return None
    with archive.reading() as connection:
        summary = get(connection, job.sha256) if is_settled(connection, job.sha256, wanted.settings) else None
    return Done(job, summary) if summary else None


def _keep(archive: Archive, root: str, batch: list[Done], wanted: Wanted) -> None:
    if not batch:
        return
    with archive.writing() as connection:
        for done in batch:
            if done.summary is not None:
                put(connection, done.job.sha256, done.summary, wanted.settings)
                record(connection, root, map(_as_seen, done.job.notes), done.job.sha256)


def _is_fresh(archive: Archive, sha256: str, notes: list[Note], kept: Mapping[str, Kept], wanted: Wanted) -> bool:
    """Whether the summary that is kept is the one that would be made now, or a better one."""
    own = kept.get(sha256)
    if own is None or told_by_name(own, name_of(notes)):
        return False
    if own.settings == wanted.settings:
        return not (wanted.by_model and own.degraded)
    if wanted.by_model or own.engine == "rules":
        return False
    if own.settings.partition("\n")[0] == wanted.settings.partition("\n")[0]:
        return True
    with archive.reading() as connection:  # a model's, of another version of the library: is it still understood?
        return get(connection, sha256) is not None


def read_in(job: Job) -> Work | Done:
    """A job with what is in the file. One without a SHA-256 takes it as it is."""
    path = job.notes[0].path
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Done(job)  # deleted meanwhile
    except OSError as error:
        return Done(job, error=_unreadable(path, error))
    if job.sha256 and len(data) <= MOST_BYTES and hashlib.sha256(data).hexdigest() != job.sha256:
        return Done(job, error=InputError(f"{str(path)!r} was changed while it was read; run it again"))
    return Work(job, data)


def _out_of_reach(folder: Path, found: Scan, known: Mapping[str, File]) -> Iterator[Note]:
    """Files in folders that can't be read just now: as they were."""
    for place, file in known.items():
        if place.startswith(found.closed):
            yield Note(folder / place, place, file.size, file.mtime_ns)


def _as_seen(note: Note) -> Note:
    """A file that has just changed may change again and look the same: it is read again the next time."""
    return note if time.time_ns() - note.mtime_ns > RECENT else note._replace(mtime_ns=-1)


def _news(notes: list[Note], known: Mapping[str, File], sha256: str) -> bool:
    """Whether there is anything to remember of these files."""
    seen = [_as_seen(note) for note in notes]
    return any(known.get(note.place) != File(note.size, note.mtime_ns, sha256) for note in seen)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def name_of(notes: Sequence[Note]) -> str:
    """What the notes are called: as the first of the files that hold them."""
    return notes[0].place.rpartition("/")[2]


def _unreadable(path: Path, error: OSError) -> UnreadableInputError:
    return UnreadableInputError(f"can't read {str(path)!r}: {error.strerror or error}")
