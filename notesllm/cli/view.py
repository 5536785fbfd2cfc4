"""Summarise one input, and write the page that shows it beside its summary."""

import os
from pathlib import Path

from notesllm.api import summarize
from notesllm.cli import complain, reason, say
from notesllm.cli.announcing import shortcoming
from notesllm.cli.asking import beside, connected
from notesllm.cli.jobs import STDIN
from notesllm.cli.progress import Progress
from notesllm.cli.reading import about, source_of
from notesllm.cli.writing import emit
from notesllm.config import Choices, options_for
from notesllm.document.decoding import Decoded, decode
from notesllm.errors import InputError, ModelFailedError, OptionError
from notesllm.render import view_to_html
from notesllm.summary import MeetingSummary


def view_one(source: str, output: str | None, choices: Choices) -> int:
    """The exit code: 0, or 1 if the input can't be read, or if the model failed where it was asked for."""
    target = _target(source, output)
    options = options_for(choices, own_backend=False, environ=os.environ)
    with connected(options) as asked, Progress(1, waiting=asked.backend is not None) as progress:
        progress.next(source)
        complaint = None
        try:
            notes = decode(source_of(source))  # once: what comes from a pipe is gone then
            summary = summarize(notes.text, name=notes.name, backend=asked.backend, **beside(asked.backend, choices))
        except InputError as error:
            return complain(about(source, str(error)))
        except ModelFailedError as error:
            summary, complaint = error.summary, str(error)
        with progress.aside():
            code = _write(target, notes, summary)
            if complaint is not None:
                return complain(about(source, complaint))
            if summary.provenance.degraded:
                say(about(source, shortcoming(summary.provenance.degraded)))
    return code


def _target(source: str, output: str | None) -> Path | None:
    if not source:
        raise OptionError("the empty path names no file; give the path of a file, or - for standard input")
    if output is None:
        return None
    target = Path(output)
    if not output or output.endswith(("/", "\\")) or target.is_dir():
        raise OptionError("--output is one page; give it the name of a file, such as page.html")
    if source != STDIN and target.exists() and Path(source).exists() and target.samefile(source):
        raise OptionError(f"--output would overwrite the input {source}; choose another file")
    return target


def _write(target: Path | None, notes: Decoded, summary: MeetingSummary) -> int:
    page = view_to_html(summary, notes.text)
    if target is None:
        emit(page)
        return 0
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.encode("utf-8", "replace"))
    except OSError as error:
        return complain(reason(error, target))
    return 0
