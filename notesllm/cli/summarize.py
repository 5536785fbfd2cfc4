"""Summarise one input after the other; one that fails is reported and does not stop the rest."""

import sys
from collections.abc import Sequence
from pathlib import Path

from notesllm.api import summarize
from notesllm.cli import ReaderGoneError, describe
from notesllm.cli.jobs import STDIN, Job
from notesllm.cli.progress import Progress
from notesllm.cli.writing import show, write
from notesllm.config import Options
from notesllm.errors import NotesllmError, OptionError
from notesllm.summary import MeetingSummary


def summarize_all(jobs: Sequence[Job], options: Options) -> int:
    """The exit code: 0, or 1 if an input failed."""
    failed = False
    with Progress(len(jobs)) as progress:
        for job in jobs:
            progress.next(job.source)
            complaint = _summarize_one(job, options, progress, several=len(jobs) > 1)
            if complaint:
                failed = True
                about = "" if job.source in complaint else f"{job.source}: "
                with progress.aside():
                    print(f"notesllm: {about}{complaint}", file=sys.stderr)  # noqa: T201 - this is the command line
    return int(failed)


def _summarize_one(job: Job, options: Options, progress: Progress, *, several: bool) -> str | None:
    """Write one summary, or say in one line why not."""
    try:
        summary = _summary(job.source, options)
        if job.target is None:
            with progress.aside():
                show(summary, job.renderer, several=several)
        else:
            write(summary, job)
    except (ReaderGoneError, OptionError):  # not about this input
        raise
    except NotesllmError as error:
        return " ".join(str(error).split())
    except OSError as error:
        return f"{error.strerror or error}: {error.filename or job.target}"
    except RecursionError as error:
        return f"nested too deeply to be read ({describe(error)})"
    except Exception as error:  # noqa: BLE001 - a fault in reading one file must not cost the others
        return f"internal error, please report it: {describe(error)}"
    return None


def _summary(source: str, options: Options) -> MeetingSummary:
    return summarize(
        sys.stdin.buffer.read() if source == STDIN else Path(source),
        engine=options.engine,
        meeting_date=options.meeting_date,
        language=options.language,
        keep_unproven=options.keep_unproven,
    )
