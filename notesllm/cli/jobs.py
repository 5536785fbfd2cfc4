"""What is to be read, and where each summary goes: settled, and refused if need be, before anything is read."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from notesllm.errors import OptionError
from notesllm.render import RENDERERS, Format, Renderer

STDIN = "-"


class Job(NamedTuple):
    """One input and its output. ``target`` is None for standard output."""

    source: str
    target: Path | None
    renderer: Renderer | None  # None: text on a terminal, markdown elsewhere


def plan(sources: Sequence[str], output: str | None, form: Format | None) -> tuple[Job, ...]:
    """One job a source, in order. Raises OptionError where an output would overwrite an input or makes no sense."""
    if "" in sources:
        raise OptionError("the empty path names no file; give the path of a file, or - for standard input")
    renderer = next((renderer for renderer in RENDERERS if renderer.name == form), None)
    if output is None:
        return tuple(Job(source, None, renderer) for source in sources)
    if not output:
        raise OptionError("--output is empty; give a file or a folder")
    path = Path(output)
    if _is_folder(output):
        if path.is_file():
            raise OptionError(f"--output {output} is a file, not a folder; take the slash away or choose another name")
        renderer = renderer or RENDERERS[0]
        targets = _names(sources, path, renderer.suffix)
    elif len(sources) > 1:
        raise OptionError(
            f"{len(sources)} inputs need a folder as --output; write {output.rstrip('/')}/ if {output} is to be one"
        )
    else:
        renderer = renderer or _by_suffix(path)
        targets = [path]
    for target in targets:
        _spare_inputs(target, sources)
    return tuple(Job(source, target, renderer) for source, target in zip(sources, targets, strict=True))


def _by_suffix(path: Path) -> Renderer:
    for renderer in RENDERERS:
        if renderer.suffix == path.suffix.lower():
            return renderer
    known = ", ".join(renderer.suffix for renderer in RENDERERS)
    raise OptionError(f"the suffix of --output {path} says no format; give it one of {known}, or say --format")


def _is_folder(output: str) -> bool:
    return output.endswith(("/", "\\")) or Path(output).is_dir()


def _names(sources: Sequence[str], folder: Path, suffix: str) -> list[Path]:
    """A file for each source, named like it; the second of a name gets a number, whatever case the names are in."""
    taken: set[str] = set()
    names = []
    for source in sources:
        stem = "stdin" if source == STDIN else Path(source).stem
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name.casefold())
        names.append(folder / f"{name}{suffix}")
    return names


def _spare_inputs(target: Path, sources: Sequence[str]) -> None:
    if not target.exists():
        return
    for source in sources:
        if source != STDIN and Path(source).exists() and target.samefile(source):
            raise OptionError(f"--output would overwrite the input {source}; choose another file or folder")
