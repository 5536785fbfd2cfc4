"""What a search found, for people and for programs."""

import datetime as dt
from pathlib import Path

from notesllm.archive.indexing import KINDS, Kind
from notesllm.archive.searching import Found
from notesllm.archive.store import NAME, Archive
from notesllm.cli import say
from notesllm.cli.writing import emit
from notesllm.errors import ArchiveError
from notesllm.render.words import due, label, one_line

MOST_QUOTES = 3  # of one item; a table may cite a dozen cells


def existing(folder: Path, chosen: Path | None) -> Archive:
    """The archive of a folder, or the chosen one. Raises ArchiveError where there is none yet."""
    path = chosen or folder / NAME
    if path.exists():
        return Archive(path)
    if chosen is None and not folder.is_dir():
        raise ArchiveError(f"there is no folder {str(folder)!r}; words with spaces between need quotes around them")
    where = f"--archive {path}" if chosen else str(folder)
    raise ArchiveError(f"there is no archive {str(path)!r}; make it with: notesllm digest {where}")


def tell_found(
    words: str,
    folder: Path,
    chosen: Path | None,
    *,
    as_json: bool,
    kind: Kind | None,
    owner: str | None,
    since: dt.date | None,
    until: dt.date | None,
    limit: int,
) -> None:
    """Print what was found, best first."""
    with existing(folder, chosen) as archive:
        found = archive.search(words, kind=kind, owner=owner, since=since, until=until, limit=limit)
    if not found:
        say("nothing was found")
    elif as_json:
        emit("".join(f"{each.model_dump_json()}\n" for each in found))
    else:
        emit("\n".join(map(_told, found)))


def _told(found: Found) -> str:
    """The item on a line, what is known of it on the next, then the words that prove it and where they stand."""
    item = found.item
    words = KINDS[found.kind]
    text = one_line(str(getattr(item, words.text[0])))
    if found.kind == "metric":
        text = f"{text}: {one_line(str(getattr(item, 'value', '')))}"
    facts = [found.kind, item.id]
    if status := getattr(item, "status", None):
        facts.append(label(status))
    facts += [one_line(person) for field in words.people for person in _people(getattr(item, field))]
    if when := due(getattr(item, "due", None)):
        facts.append(f"due {when}")
    if item.origin == "user":
        facts.append("corrected by hand")
    meeting = " ".join(filter(None, [str(found.date or ""), one_line(found.title or "")]))
    quotes = dict.fromkeys((evidence.line, one_line(evidence.quote)) for evidence in item.evidence)
    shown = [f'  {one_line(found.name or meeting)}:{line}: "{quote}"' for line, quote in list(quotes)[:MOST_QUOTES]]
    return "\n".join([text, f"  {' · '.join(facts)}", f"  {meeting or 'a meeting without a date'}", *shown, ""])


def _people(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [owner.name for owner in value]
    return [str(value)] if value else []
