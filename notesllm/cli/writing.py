"""Summaries onto standard output or into files."""

import os
import shutil
import sys
from typing import TextIO

from notesllm.cli import OutputError, ReaderGoneError, reason
from notesllm.cli.jobs import Job
from notesllm.render import PAPER, RENDERERS, Renderer, Screen
from notesllm.summary import MeetingSummary

_WIDEST = 160


def show(summary: MeetingSummary, renderer: Renderer | None, *, several: bool) -> None:
    """Print a summary: for a terminal as wide and as colourful as it is, for a pipe as UTF-8, always the same."""
    terminal = _standard_output().isatty()
    renderer = renderer or next(r for r in RENDERERS if r.name == ("text" if terminal else "markdown"))
    if several and renderer.name == "json":
        text = summary.model_dump_json() + "\n"
    else:
        text = renderer.render(summary, screen() if terminal else PAPER) + ("\n" if several else "")
    emit(text)


def emit(text: str) -> None:
    """Print, in the terminal's encoding or, for a pipe or a file, in UTF-8 whatever the locale."""
    out = _standard_output()
    emit_bytes(text.encode(out.encoding if out.isatty() else "utf-8", "replace"))


def emit_bytes(data: bytes) -> None:
    out = _standard_output()
    try:
        out.buffer.write(data)
        out.flush()
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        raise OutputError(reason(error)) from error


def write(summary: MeetingSummary, job: Job) -> None:
    """Write a summary into its file; the folder is made if it is not there."""
    if job.target is not None and job.renderer is not None:
        job.target.parent.mkdir(parents=True, exist_ok=True)
        job.target.write_bytes(job.renderer.render(summary, PAPER).encode("utf-8", "replace"))


def _standard_output() -> TextIO:
    if sys.stdout is None:
        raise OutputError("standard output is closed; send it to a file or a pipe")
    return sys.stdout


def screen() -> Screen:
    """What the terminal is: how wide, and whether it shows colours."""
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Screen(min(shutil.get_terminal_size().columns, _WIDEST), color=not plain)
