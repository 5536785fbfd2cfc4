"""What callers use: notes in, summary out."""

import datetime as dt
import os
from pathlib import Path

from notesllm.config import Engine, Options
from notesllm.errors import InputError, OptionError
from notesllm.summary import MeetingSummary


def summarize(
    source: str | bytes | Path,
    *,
    engine: Engine = "auto",
    name: str | None = None,
    meeting_date: dt.date | None = None,
    language: str | None = None,
    keep_unproven: bool = False,
) -> MeetingSummary:
    """Summarise the notes of one meeting, with the best engine that is configured.

    A ``str`` is always the text itself, a ``Path`` is a file, ``bytes`` are decoded. ``name`` stands in for a file's
    name where there is none: a date in it counts when the text has none. The other options are described at
    :class:`notesllm.config.Options`. Raises :class:`InputError`, :class:`OptionError` or
    :class:`ArgumentTypeError`, never anything of a parser.
    """
    options = Options(engine=engine, meeting_date=meeting_date, language=language, keep_unproven=keep_unproven)
    return _run(source, name, options)


def preview(
    source: str | bytes | Path,
    *,
    name: str | None = None,
    meeting_date: dt.date | None = None,
    language: str | None = None,
    keep_unproven: bool = False,
) -> MeetingSummary:
    """Summarise as :func:`summarize` does, but by rules alone, whatever is configured: no model, no network."""
    options = Options(engine="rules", meeting_date=meeting_date, language=language, keep_unproven=keep_unproven)
    return _run(source, name, options)


def _run(source: str | bytes | Path, name: str | None, options: Options) -> MeetingSummary:
    from notesllm.document import read
    from notesllm.lexicon import LANGUAGES
    from notesllm.pipeline import summarize_document

    if isinstance(source, str) and _is_path(source):
        raise InputError("got a path as str, which stands for text; pass pathlib.Path(...) to read the file")
    if options.language not in {None, *LANGUAGES}:
        raise OptionError(f"language {options.language!r} is not known; choose one of: {', '.join(LANGUAGES)}")
    return summarize_document(read(source, name=name, language=options.language), options)


def _is_path(text: str) -> bool:
    """Whether a text is the path of a file that exists, which no meeting's notes are."""
    return len(text) < 1024 and "\n" not in text.strip() and os.path.isfile(text.strip())  # noqa: PTH113 - Path() raises on NUL
