"""`notesllm schema`: the JSON Schemas of what comes out."""

from pathlib import Path
from typing import Annotated

import typer

from notesllm.cli import complain
from notesllm.errors import OptionError


def schema(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Which: that of a summary (default), or of what a model answers.")
    ] = "meeting_summary.v1",
    write: Annotated[bool, typer.Option("--write", help="Write the files instead of printing.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail if the files are not what the models say.")] = False,
    directory: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Default: ./schemas to write, what is installed to check.")
    ] = None,
) -> None:
    """Print the JSON Schema of a summary; or write all schemas, or check what was written."""
    from notesllm import schema as schemas
    from notesllm.cli.writing import emit

    if write and check:
        raise OptionError("--write and --check exclude each other; give one of them")
    if write:
        for path in schemas.write(directory or Path("schemas")):
            emit(f"wrote {path}\n")
    elif check:
        drifted = schemas.drifted(directory)
        for file in drifted:
            complain(f"{file} is not what the models say; run: notesllm schema --write")
        raise typer.Exit(1 if drifted else 0)
    elif name not in schemas.SCHEMAS:
        raise OptionError(f"there is no schema {name!r}; choose one of: {', '.join(schemas.SCHEMAS)}")
    else:
        emit(schemas.generate(name))
