"""Read what is to be written about as `export` does, and write the document; or list what documents there can be."""

from collections.abc import Sequence
from pathlib import Path

from notesllm.cli import complain, reason
from notesllm.cli.exporting import check_sources, found_in
from notesllm.cli.reading import about
from notesllm.cli.writing import emit
from notesllm.config import Choices
from notesllm.errors import InputError, OptionError, TemplateError
from notesllm.writing import write
from notesllm.writing.shelf import Shelf


def list_all(templates: Path | None) -> int:
    """Every template, what it takes and what it is."""
    try:
        found = Shelf(templates).templates()
    except TemplateError as error:
        return complain(str(error))
    widest = max(len(each.name) for each in found)
    lines = [f"{each.name:<{widest}}  {' or '.join(each.takes):<17}  {each.about}".rstrip() for each in found]
    emit("\n".join(lines) + "\n")
    return 0


def write_all(
    template: str,
    sources: Sequence[str],
    templates: Path | None,
    output: Path | None,
    archive: Path | None,
    choices: Choices,
) -> int:
    """The exit code: 0, or 1 if input or template can't be used, or if the model failed where it was asked for."""
    check_sources(sources, output, choices)
    try:
        takes = Shelf(templates).choose(template).takes
        if "digest" not in takes and (len(sources) > 1 or Path(sources[0]).is_dir()):  # told before all the work
            raise OptionError(f"the template {template} is for one meeting; give one file of notes")
        found, failed = found_in(sources, archive, choices)
        if found is None:
            return 1
        text = write(found, template, templates=templates)
    except TemplateError as error:
        return complain(str(error))
    except InputError as error:
        return complain(about(sources[0], str(error)) if len(sources) == 1 else str(error))
    if output is None:
        emit(text)
        return failed
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        return complain(reason(error, output))
    return failed
