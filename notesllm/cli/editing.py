"""Corrections by hand: made, taken back, listed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from notesllm.cli.finding import existing
from notesllm.cli.writing import emit
from notesllm.errors import OptionError
from notesllm.render.words import one_line

FIELDS = ("--status", "--owner", "--due", "--task")


def save_edit(item: str | None, folder: Path | None, chosen: Path | None, fields: Mapping[str, Any]) -> None:
    """Set what is given, and say of which items."""
    item = _needed(item)
    if not fields:
        raise OptionError(f"there is nothing to set; give {', '.join(FIELDS[:-1])} or {FIELDS[-1]}, or --clear")
    with existing(folder or Path(), chosen) as archive:
        meant = archive.edit(item, **fields)
    emit(
        "".join(f"{each}: {', '.join(f'{name} {_shown(value)}' for name, value in fields.items())}\n" for each in meant)
    )


def clear_edits(item: str | None, folder: Path | None, chosen: Path | None, *, also: bool) -> None:
    """Take back all that was set of an item, and say of which."""
    item = _needed(item)
    if also:
        raise OptionError(f"--clear excludes {', '.join(FIELDS)}; give one or the other")
    with existing(folder or Path(), chosen) as archive:
        meant = archive.clear(item)
    emit("".join(f"{each}: as the notes say\n" for each in meant))


def list_edits(item: str | None, folder: Path | None, chosen: Path | None, *, also: bool) -> None:
    """Print what was set, and when, oldest first: of the folder that is named, if need be in the place of an id."""
    if also or folder is not None:
        raise OptionError("--list takes a folder and nothing else; give it alone")
    with existing(Path(item or "."), chosen) as archive:
        edits = archive.edits()
    emit("".join(f"{edit.at}  {edit.item}  {edit.field} {_shown(edit.value)}\n" for edit in edits))


def _needed(item: str | None) -> str:
    if not item:
        raise OptionError("whose? give the id of an item or of a digest's line; `notesllm search` shows ids")
    return item


def _shown(value: object) -> str:
    return one_line(", ".join(map(str, value)) if isinstance(value, list) else str(value))
