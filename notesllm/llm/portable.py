"""The JSON Schema of an answer that every provider takes.

A root object; every field required and none else allowed; null as ``anyOf``; no references, defaults, lengths, patterns
or formats. pydantic's own schema has those, so this one is made from the fields.
"""

import json
import re
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}


@cache
def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of ``model``, made once: whoever changes it works on a copy. Fields keep their order."""
    properties = {name: _schema(field.annotation) for name, field in model.model_fields.items()}
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


@cache
def schema_text(model: type[BaseModel]) -> str:
    """The schema as it is sent and counted: without white space."""
    return json.dumps(strict_schema(model), separators=(",", ":"))


def schema_name(model: type[BaseModel]) -> str:
    """The name that goes with the schema: "review_answer"."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()


def _schema(annotation: Any) -> dict[str, Any]:  # noqa: ANN401 - a type
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        return {"anyOf": [_schema(each) for each in arguments]}
    if origin is list:
        return {"type": "array", "items": _schema(arguments[0])}
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if annotation is NoneType:
        return {"type": "null"}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return strict_schema(annotation)
    if annotation not in SCALARS:
        raise TypeError(f"no provider takes a field of {annotation!r}")
    return {"type": SCALARS[annotation]}
