"""Folders brought up to date, and one digest of them all; what can't be read is reported and does not stop the rest."""

import datetime as dt
import os
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from notesllm.api import summarize_within
from notesllm.archive.pooling import One, cores, one_by_one
from notesllm.archive.rolling import Period, key_of, loaded, remember, remembered, rolled_up
from notesllm.archive.scanning import Note, is_notes
from notesllm.archive.store import NAME, Archive
from notesllm.archive.updating import Done, Job, Wanted, name_of, read_in, survey
from notesllm.cli import complain, say
from notesllm.cli.announcing import shortcoming
from notesllm.cli.asking import Connected, beside, connected
from notesllm.cli.digest_forms import DigestFormat, Form, deliver, form_for, screen_for
from notesllm.cli.opening import Opening
from notesllm.cli.progress import Progress
from notesllm.cli.reading import about
from notesllm.config import Choices, options_for
from notesllm.errors import InputError, InputNotFoundError, OptionError
from notesllm.folder import DIGESTS, PAGES, Held, by_rules, state_of, updates, wanted_for
from notesllm.summary import MeetingSummary

if TYPE_CHECKING:
    from notesllm.digest.model import ExecutiveDigest


class Request(NamedTuple):
    """What is asked for."""

    paths: tuple[Path, ...]
    since: dt.date | None
    until: dt.date | None
    as_of: dt.date | None
    previous: Path | None
    archive: Path | None
    form: DigestFormat | None
    output: Path | None


class Run(NamedTuple):
    """What all folders of one run share."""

    request: Request
    wanted: Wanted
    one: One


class Part(NamedTuple):
    """A folder that is up to date: whose summaries count, and where they are kept."""

    archive: Archive
    held: Held


class Told(NamedTuple):
    """Of what a digest tells, and who words its opening: None for the rules."""

    parts: Sequence[Part]
    summaries: Sequence[MeetingSummary]
    opening: Opening | None


def digest_all(request: Request, choices: Choices) -> int:
    """The exit code: 0, or 1 if a file could not be read, or if the model failed where it was asked for."""
    check(request)
    if request.previous is not None:
        _digest_in(request.previous)  # or it would be told only after all the work
    form = form_for(request.form, request.output)
    options = options_for(choices, own_backend=False, environ=os.environ)
    wanted = wanted_for(options)
    parts: list[Part] = []
    summaries: list[MeetingSummary] = []
    failed = False
    with connected(options) as asked, ExitStack() as stack:
        run = Run(request, wanted, _asking(asked, choices) if wanted.by_model else by_rules(choices))
        for path in request.paths:
            try:
                if path.is_file():
                    failed |= _summarise(path, run, summaries)
                else:
                    failed |= _update(path, run, parts, stack)
            except InputError as error:
                failed |= bool(complain(about(str(path), str(error))))
        if parts or summaries:
            opening = Opening(asked, choices) if wanted.by_model else None
            deliver(_told_of(Told(parts, summaries, opening), request, form), request.output)
            failed |= opening is not None and opening.failed
    return int(failed)


def check(request: Request) -> None:
    """Refuse what would go wrong the next time, or overwrite something, before anything is read."""
    if request.since and request.until and request.since > request.until:
        raise OptionError(f"--since {request.since} is after --until {request.until}; swap them")
    output = request.output
    if output is None:
        return
    if output.is_dir():
        raise OptionError(f"--output {output} is a folder; name a file in it")
    for path in request.paths:
        if path.is_file() and output.exists() and output.samefile(path):
            raise OptionError(f"--output would overwrite the input {path}; choose another file")
        if path.is_dir() and output.resolve().is_relative_to(path.resolve()) and is_notes(output):
            raise OptionError(
                f"--output {output} would be read as notes the next time; write it outside of {path}, or begin its name"
                " with a dot"
            )


def _digest_in(path: Path) -> "ExecutiveDigest":
    from notesllm.digest.model import ExecutiveDigest

    try:
        return ExecutiveDigest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise OptionError(f"--previous {path} can't be read: {error.strerror or error}") from None
    except ValidationError:
        raise OptionError(f"--previous {path} is no digest; give a file that --format json wrote") from None


def _asking(asked: Connected, choices: Choices) -> One:
    """Summarise with the model, on the budget of the whole run."""
    backend, ledger = asked
    chosen = beside(backend, choices)
    return lambda data, name: summarize_within(ledger, data, name=name, backend=backend, **chosen)


def _update(folder: Path, run: Run, parts: list[Part], stack: ExitStack) -> bool:
    """Bring a folder up to date; whether something went wrong."""
    archive = _archive_of(folder, run.request.archive, parts, stack)
    seen = survey(archive, folder, run.wanted, [run.request.output] if run.request.output else [])
    for failure in seen.failures:
        complain(about(str(failure.path), str(failure.error)))
    if not seen.held and not seen.jobs and not seen.failures:
        say(f"there are no notes in {folder}")
    held = Held.of(seen)
    failed = bool(seen.failures)
    works = updates(archive, seen, run.wanted, run.one, cores())
    with Progress(len(seen.jobs), waiting=run.wanted.by_model) as progress, closing(works):
        for job in seen.jobs[:1]:
            progress.next(name_of(job.notes))
        for number, done in enumerate(works, 1):
            held.add(done)
            if done.error is not None or (done.summary and done.summary.provenance.degraded):
                with progress.aside():
                    failed |= _told(done)
            if number < len(seen.jobs):
                progress.next(name_of(seen.jobs[number].notes))
    parts.append(Part(archive, held))
    return failed


def _archive_of(folder: Path, chosen: Path | None, parts: list[Part], stack: ExitStack) -> Archive:
    """One for each folder, or the chosen one for all. Raises InputError where there is no such folder."""
    if not folder.is_dir():
        raise InputNotFoundError(f"there is no file or folder {str(folder)!r}; check the path")
    if chosen is not None and parts:
        return parts[0].archive
    return stack.enter_context(Archive(chosen or folder / NAME))


def _told(done: Done) -> bool:
    """Say what went wrong with one file, or what its summary lacks; whether something went wrong."""
    path = str(done.job.notes[0].path)
    if done.error is not None:
        complain(about(path, str(done.error)))
        return True
    if done.summary is not None and done.summary.provenance.degraded:
        say(about(path, shortcoming(done.summary.provenance.degraded)))
    return False


def _summarise(path: Path, run: Run, summaries: list[MeetingSummary]) -> bool:
    """Summarise a file that is in no folder of the run, and keep it nowhere; whether something went wrong."""
    status = path.stat()
    note = Note(path, path.name, status.st_size, status.st_mtime_ns)
    failed = False
    for done in one_by_one(run.one)([read_in(Job("", (note,)))]):
        failed |= _told(done)
        if done.summary is not None:
            summaries.append(done.summary)
    return failed


def _told_of(told: Told, request: Request, form: Form) -> str:
    """One digest of all; of a single archive it is remembered, but for one whose opening failed."""
    parts, summaries, opening = told
    previous = _digest_in(request.previous) if request.previous else None
    period = Period(request.since, request.until, request.as_of, previous)
    screen = screen_for(form, request.output)
    archive = parts[0].archive if parts else None
    if archive is not None and not summaries and all(part.archive is archive for part in parts):
        held = {key: name for part in parts for key, name in part.held.names.items()}
        code = state_of(DIGESTS)
        key = key_of(
            archive, held, period, f"{code} {state_of(PAGES)} {form.name} {screen} {opening.key if opening else ''}"
        )
        text = remembered(archive, key)
        if text is None:
            made = rolled_up(archive, held, period, code)
            made = opening.of(made) if opening else made
            text = form.render(made, screen)
            if not made.degraded:
                remember(archive, key, text)
        return text
    from notesllm.archive.overlaying import corrected_digest

    known = [summary for part in parts for summary in loaded(part.archive, part.held.names)]
    archives = {id(part.archive): part.archive for part in parts}.values()
    edits = [edit for archive in archives for edit in archive.edits()]
    made = corrected_digest([*known, *summaries], edits, **period._asdict())
    return form.render(opening.of(made) if opening else made, screen)
