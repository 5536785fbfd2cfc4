"""JSON Schemas, generated from the models: one source of truth, usable from other languages."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel

from notesllm import _resources
from notesllm.digest.model import ExecutiveDigest
from notesllm.export.jsonlines import ExportRow
from notesllm.llm.portable import strict_schema
from notesllm.llm.wire import ComposeAnswer, DigestAnswer, ExtractAnswer, ReviewAnswer, Wire
from notesllm.summary import MeetingSummary

SCHEMAS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "meeting_summary.v1": MeetingSummary,
        "executive_digest.v1": ExecutiveDigest,
        "export_row.v1": ExportRow,
        "review_answer.v1": ReviewAnswer,
        "extract_answer.v1": ExtractAnswer,
        "compose_answer.v1": ComposeAnswer,
        "digest_answer.v1": DigestAnswer,
    }
)


def generate(name: str) -> str:
    """The text of one schema, stable to the byte: two spaces, a final line end.

    Keys are sorted, but in an answer's schema: there the order of fields is that in which a model fills them.
    """
    model = SCHEMAS[name]
    answer = issubclass(model, Wire)
    schema = strict_schema(model) if answer else model.model_json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:notesllm:schema:{name}"}
    return json.dumps(head | schema, indent=2, sort_keys=not answer, ensure_ascii=False) + "\n"


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
