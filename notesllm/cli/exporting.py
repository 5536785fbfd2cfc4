"""Read what is to be exported, summarising or digesting it where that was not done yet, and write the file."""

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import ValidationError

from notesllm.api import summarize_within
from notesllm.cli import complain, reason, say
from notesllm.cli.announcing import shortcoming
from notesllm.cli.asking import beside, connected
from notesllm.cli.digesting import Request, check, digest_all
from notesllm.cli.jobs import STDIN
from notesllm.cli.progress import Progress
from notesllm.cli.reading import about, source_of
from notesllm.cli.writing import emit_bytes
from notesllm.config import Choices, options_for
from notesllm.digest import digest
from notesllm.digest.model import ExecutiveDigest
from notesllm.errors import InputError, ModelFailedError, OptionError
from notesllm.export import Target, export_to
from notesllm.summary import MeetingSummary

BINARY = frozenset[Target](("docx",))
Found = MeetingSummary | ExecutiveDigest
_OURS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema_version"')  # the first field of all that notesllm writes
_HEAD = 200


def export_all(
    sources: Sequence[str], target: Target, output: Path | None, archive: Path | None, choices: Choices
) -> int:
    """The exit code: 0, or 1 if an input can't be read, or if the model failed where it was asked for."""
    check_sources(sources, output, choices)
    if target in BINARY and output is None and sys.stdout is not None and sys.stdout.isatty():
        raise OptionError(f"{target} is nothing for a terminal; give --output a file")
    failed = 0
    try:
        found, failed = found_in(sources, archive, choices)
    except InputError as error:
        return complain(about(sources[0], str(error)) if len(sources) == 1 else str(error))
    if found is None:
        return 1
    data = export_to(found, target)
    if output is None:
        emit_bytes(data)
        return failed
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
    except OSError as error:
        return complain(reason(error, output))
    return failed


def check_sources(sources: Sequence[str], output: Path | None, choices: Choices) -> None:
    """Raise OptionError where these sources can't be read together."""
    if "" in sources:
        raise OptionError("the empty path names no file; give the path of a file, or - for standard input")
    if STDIN in sources and len(sources) > 1:
        raise OptionError("- stands for standard input, which is exported alone")
    if len(sources) > 1 and "meeting_date" in choices:
        raise OptionError("--meeting-date is the day of one meeting; give one file of notes")
    check(_request(sources, None, output))


def _request(sources: Sequence[str], archive: Path | None, output: Path | None) -> Request:
    paths = tuple(Path(source) for source in sources if source != STDIN)
    return Request(paths, None, None, None, None, archive, "json", output)


def found_in(sources: Sequence[str], archive: Path | None, choices: Choices) -> tuple[Found | None, int]:
    """What the sources hold, and the exit code so far."""
    if len(sources) == 1 and not Path(sources[0]).is_dir():
        source = source_of(sources[0])
        return (_read([_bytes(source)]), 0) if _ours(source) else _summarized(sources[0], source, choices)
    ours = [path for path in map(Path, sources) if _ours(path)]
    if not ours:
        return _digested(sources, archive, choices)
    if len(ours) < len(sources):
        raise OptionError("some inputs are JSON that notesllm wrote, others are notes; export them one kind at a time")
    return _read([path.read_bytes() for path in ours]), 0


def _bytes(source: bytes | Path) -> bytes:
    return source.read_bytes() if isinstance(source, Path) else source


def _ours(source: bytes | Path) -> bool:
    if isinstance(source, bytes):
        return bool(_OURS.match(source[:_HEAD]))
    if not source.is_file():
        return False
    try:
        with source.open("rb") as file:
            return bool(_OURS.match(file.read(_HEAD)))
    except OSError:  # whoever reads it says so
        return False


def _read(files: Sequence[bytes]) -> Found:
    """The summary or the digest in the files; of several summaries, in one file or more, their digest."""
    found = [each for data in files for each in _parsed(data)]
    if len(found) == 1:
        return found[0]
    summaries = [each for each in found if isinstance(each, MeetingSummary)]
    if len(summaries) < len(found):
        raise OptionError("a digest is exported alone, since it is not told of which meetings another one speaks")
    return digest(summaries)


def _parsed(data: bytes) -> list[Found]:
    text = data.decode("utf-8-sig", "replace")
    try:
        return [_one(text)]
    except ValidationError:
        try:
            return [_one(line) for line in text.splitlines() if line.strip()]
        except ValidationError:
            raise InputError(
                "this JSON is no summary and no digest of this version; export the notes themselves"
            ) from None


def _one(text: str) -> Found:
    try:
        return MeetingSummary.model_validate_json(text)
    except ValidationError:
        return ExecutiveDigest.model_validate_json(text)


def _digested(sources: Sequence[str], archive: Path | None, choices: Choices) -> tuple[Found | None, int]:
    """What `notesllm digest` makes of them: it keeps summaries, shares budgets and remembers."""
    with TemporaryDirectory() as folder:
        made = Path(folder) / "digest.json"
        request = _request(sources, archive, made)
        code = digest_all(request, choices)
        if not made.exists():
            return None, 1
        return ExecutiveDigest.model_validate_json(made.read_bytes()), code


def _summarized(name: str, source: bytes | Path, choices: Choices) -> tuple[MeetingSummary, int]:
    options = options_for(choices, own_backend=False, environ=os.environ)
    with connected(options) as asked, Progress(1, waiting=asked.backend is not None) as progress:
        progress.next(name)
        backend, ledger = asked
        complaint = None
        try:
            summary = summarize_within(ledger, source, backend=backend, **beside(backend, choices))
        except ModelFailedError as error:
            summary, complaint = error.summary, str(error)
        with progress.aside():
            if complaint is not None:
                return summary, complain(about(name, complaint))
            if summary.provenance.degraded:
                say(about(name, shortcoming(summary.provenance.degraded)))
    return summary, 0
