"""Summarise one input after the other; one that fails is reported and does not stop the rest."""

import sys
from collections.abc import Sequence
from pathlib import Path

from notesllm.api import summarize
from notesllm.cli import NO_MEMORY, OutputError, ReaderGoneError, complain, describe, reason
from notesllm.cli.jobs import STDIN, Job
from notesllm.cli.progress import Progress
from notesllm.cli.writing import show, write
from notesllm.config import MOST_BYTES, Options
from notesllm.errors import NotesllmError, OptionError, UnreadableInputError
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
                source = "standard input" if job.source == STDIN else job.source
                about = "" if source in complaint else f"{source}: "
                with progress.aside():
                    complain(f"{about}{complaint}")
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
    return None


def _summary(source: str, options: Options) -> MeetingSummary:
    return summarize(
        _standard_input() if source == STDIN else Path(source),
        engine=options.engine,
        meeting_date=options.meeting_date,
        language=options.language,
        keep_unproven=options.keep_unproven,
    )


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise UnreadableInputError("standard input is closed; pipe the notes into it, or name a file")
    return sys.stdin.buffer.read(MOST_BYTES + 1)  # one more shows that it is too much
