"""A summary as a model would have to write it: what an answer would hold, known before any is given."""

import json
from typing import get_args

from pydantic import BaseModel

from notesllm.llm.wire import ExtractAnswer
from notesllm.summary import Due, Item, MeetingSummary, Owner


def extract_text(summary: MeetingSummary) -> str:
    """``summary`` as the JSON that "extract" asks for."""
    return _json({name: _value(summary, name) for name in ExtractAnswer.model_fields})


def opening_text(summary: MeetingSummary) -> str:
    """Abstract and highlights alone, as the answer to a review holds them: highlights are told by ids."""
    return _json({"abstract": summary.abstract, "highlights": [f"a{n}" for n, _ in enumerate(summary.highlights, 1)]})


def _value(owner: MeetingSummary | Item, name: str) -> object:
    """What stands in the field ``name`` of a wire model."""
    if name == "lines" and isinstance(owner, Item):
        return [evidence.line for evidence in owner.evidence]
    value = getattr(owner, name)
    if isinstance(value, Due):
        return value.text
    if isinstance(value, Item):
        return _entry(value, name)
    if isinstance(value, tuple):
        return [_entry(each, name) if isinstance(each, Item) else _plain(each) for each in value]
    return _plain(value)


def _entry(item: Item, kind: str) -> dict[str, object]:
    return {name: _value(item, name) for name in _wire(kind).model_fields}


def _wire(kind: str) -> type[BaseModel]:
    """The wire model of the items in the field ``kind``: of a list, or of one that may be null."""
    wire: type[BaseModel] = get_args(ExtractAnswer.model_fields[kind].annotation)[0]
    return wire


def _plain(value: object) -> object:
    if isinstance(value, Owner):
        return value.name
    return value if value is None or isinstance(value, str | bool | int) else str(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
