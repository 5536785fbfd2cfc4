"""Real names in a model's answer, where it was shown pseudonyms."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

AnyModel = TypeVar("AnyModel", bound=BaseModel)
CODES = frozenset({"id", "ids", "field", "kind", "drop"})  # hold no words of the notes


def restored(answer: AnyModel, restore: Callable[[str], str]) -> AnyModel:
    """``answer`` with ``restore`` applied to each of its texts."""
    names = [name for name in type(answer).model_fields if name not in CODES]
    return answer.model_copy(update={name: _restored(getattr(answer, name), restore) for name in names})


def _restored(value: object, restore: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return restore(value)
    if isinstance(value, list):
        return [_restored(each, restore) for each in value]
    return restored(value, restore) if isinstance(value, BaseModel) else value
