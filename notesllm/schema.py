"""JSON Schemas, generated from the models: one source of truth, usable from other languages."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from notesllm import _resources
from notesllm.summary import MeetingSummary
from notesllm.summary.items import Model

SCHEMAS: Mapping[str, type[Model]] = MappingProxyType({"meeting_summary.v1": MeetingSummary})


def generate(name: str) -> str:
    """The text of one schema, stable to the byte: sorted keys, two spaces, a final line end."""
    schema = SCHEMAS[name].model_json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:notesllm:schema:{name}"}
    return json.dumps(head | schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def write(directory: Path) -> tuple[Path, ...]:
    """Write every schema into ``directory``, and say where."""
    directory.mkdir(parents=True, exist_ok=True)
    paths = tuple(directory / f"{name}.json" for name in SCHEMAS)
    for name, path in zip(SCHEMAS, paths, strict=True):
        path.write_text(generate(name), encoding="utf-8", newline="\n")
    return paths


def drifted(directory: Path | None = None) -> tuple[str, ...]:
    """The files that are not what the models say: changed, missing, or of no model. By default of those that ship."""
    folder = directory or _resources.folder("schemas")
    entries = [entry for entry in folder.iterdir() if entry.name.endswith(".json")] if folder.is_dir() else []
    kept = {entry.name: entry.read_text(encoding="utf-8") for entry in entries}
    wanted = {f"{name}.json": generate(name) for name in SCHEMAS}
    return tuple(sorted(file for file in kept | wanted if kept.get(file) != wanted.get(file)))
