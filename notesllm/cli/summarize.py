"""Summarise one input after the other; one that fails is reported and does not stop the rest."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from notesllm.api import summarize_within
from notesllm.cli import NO_MEMORY, OutputError, ReaderGoneError, complain, describe, reason, say
from notesllm.cli.announcing import shortcoming
from notesllm.cli.asking import Connected, beside, connected
from notesllm.cli.jobs import Job
from notesllm.cli.progress import Progress
from notesllm.cli.reading import about, source_of
from notesllm.cli.writing import show, write
from notesllm.config import Choices, options_for
from notesllm.errors import ModelFailedError, NotesllmError, OptionError
from notesllm.summary import MeetingSummary


class Run(NamedTuple):
    """What all inputs of one run share."""

    choices: Choices
    asked: Connected
    progress: Progress
    several: bool


def summarize_all(jobs: Sequence[Job], choices: Choices) -> int:
    """The exit code: 0, or 1 if an input failed, or if the model did where it was asked for."""
    failed = False
    options = options_for(choices, own_backend=False, environ=os.environ)
    with connected(options) as asked, Progress(len(jobs), waiting=asked.backend is not None) as progress:
        run = Run(beside(asked.backend, choices), asked, progress, several=len(jobs) > 1)
        for job in jobs:
            progress.next(job.source)
            complaint = _summarize_one(job, run)
            if complaint:
                failed = True
                with progress.aside():
                    complain(about(job.source, complaint))
    return int(failed)


def _summarize_one(job: Job, run: Run) -> str | None:
    """Write one summary, or say in one line why not."""
    try:
        return _write_one(job, run)
    except (ReaderGoneError, OutputError, OptionError):  # not about this input
        raise
    except NotesllmError as error:
        return str(error)
    except OSError as error:
        return reason(error, job.target or job.source)
    except MemoryError:
        return NO_MEMORY
    except RecursionError as error:
        return f"nested too deeply to be read ({describe(error)})"
    except Exception as error:  # noqa: BLE001 - a fault in reading one file must not cost the others
        return f"internal error, please report it: {describe(error)}"


def _write_one(job: Job, run: Run) -> str | None:
    try:
        backend, ledger = run.asked
        summary, complaint = summarize_within(ledger, source_of(job.source), backend=backend, **run.choices), None
    except ModelFailedError as error:
        summary, complaint = error.summary, str(error)
    _deliver(summary, job, run)
    if complaint is None and summary.provenance.degraded:
        with run.progress.aside():
            say(about(job.source, shortcoming(summary.provenance.degraded)))
    return complaint


def _deliver(summary: MeetingSummary, job: Job, run: Run) -> None:
    if job.target is None:
        with run.progress.aside():
            show(summary, job.renderer, several=run.several)
    else:
        write(summary, job)
