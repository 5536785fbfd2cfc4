"""Where a command's input comes from, and what it is called."""

import sys
from pathlib import Path

from notesllm.cli.jobs import STDIN
from notesllm.config import MOST_BYTES
from notesllm.errors import UnreadableInputError


def source_of(path: str) -> bytes | Path:
    """What the library reads for an argument: a file, or what standard input holds."""
    return _standard_input() if path == STDIN else Path(path)


def about(path: str, message: str) -> str:
    """``message``, which says what it is about."""
    name = "standard input" if path == STDIN else path
    return message if name in message else f"{name}: {message}"


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise UnreadableInputError("standard input is closed; pipe the notes into it, or name a file")
    return sys.stdin.buffer.read(MOST_BYTES + 1)  # one more shows that it is too much
