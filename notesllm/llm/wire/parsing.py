"""From the text that a model wrote to its answer: whatever can be used is, and what can't be is counted."""

import json
import re
from collections.abc import Iterator
from itertools import islice
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from notesllm.llm.wire.base import AnswerError, Wire

Answer = TypeVar("Answer", bound=Wire)
MOST_TRIES = 8  # places at which the JSON may begin
MOST_ENTRIES = 2_000  # of one list: what is more is no answer but a model that runs on
MOST_CHARACTERS = 20_000  # of one text, likewise
MOST_NAMED = 12  # fields that an error names
UNREAD = object()
RANGE = re.compile(r"L?(\d{1,7})(?:\s*[-–—]\s*L?(\d{1,7}))?", re.IGNORECASE)
SURROGATES = re.compile("[\ud800-\udfff\x00]")


def parse_answer(text: str, answer: type[Answer]) -> Answer:
    """The ``answer`` that ``text`` holds, be it fenced or with words around it; ``.lost`` counts unreadable entries.

    Raises :class:`AnswerError` where nothing can be used: no JSON, none of the fields, or no entry that can be read.
    """
    found = False
    for candidate in _objects(text):
        found = True
        known = _unwrapped(candidate, answer)
        if known is not None:
            return _whole(known, answer)
    fields = ", ".join(answer.model_fields)
    raise AnswerError(f"it has none of the fields {fields}" if found else "it holds no complete JSON object")


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The JSON objects in ``text``: itself, else those from its first opening braces on."""
    decoder = json.JSONDecoder()
    at = -1
    for _ in range(MOST_TRIES):
        at = text.find("{", at + 1)
        if at < 0:
            return
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):  # a broken one, a number too long, or nested beyond all answers
            continue
        yield value
        at = end - 1


def _unwrapped(value: dict[str, Any], answer: type[Wire]) -> dict[str, Any] | None:
    """``value`` if it has a field of ``answer``, or the one object in it that has."""
    if not answer.model_fields.keys().isdisjoint(value):
        return value
    inner = [entry for entry in list(value.values())[:2] if isinstance(entry, dict)]
    return inner[0] if len(value) == len(inner) == 1 and not answer.model_fields.keys().isdisjoint(inner[0]) else None


def _whole(value: dict[str, Any], answer: type[Answer]) -> Answer:
    reading = _Reading()
    fields = {
        name: reading.field(field.annotation, value.get(name), name) for name, field in answer.model_fields.items()
    }
    kept = {
        name: _neutral(field.annotation) if fields[name] is UNREAD else fields[name]
        for name, field in answer.model_fields.items()
    }
    if reading.places and not any(kept.values()):
        raise AnswerError(f"it can't be read at {', '.join(reading.places)}")
    result = cast("Answer", answer.model_construct(**kept))
    result._lost = reading.lost  # noqa: SLF001 - told by `lost`, and not part of the answer
    return result


class _Reading:
    """One pass over an answer: what could not be read is counted, and its places are noted."""

    def __init__(self) -> None:
        self.lost = 0
        self.places: list[str] = []

    def field(self, annotation: Any, value: Any, place: str) -> Any:  # noqa: ANN401 - JSON, of any type by nature
        """``value`` as ``annotation`` wants it, or :data:`UNREAD`."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin in {Union, UnionType}:
            inner = next(argument for argument in arguments if argument is not NoneType)
            return None if value is None else self.noted(self.field(inner, value, place), place)
        if origin is list:
            return self.entries(arguments[0], value, place)
        if origin is Literal:
            return _choice(value, arguments)
        if isinstance(annotation, type) and issubclass(annotation, Wire):
            return self.entry(annotation, value, place)
        return SCALARS[annotation](value)

    def noted(self, read: Any, place: str) -> Any:  # noqa: ANN401
        if read is UNREAD and len(self.places) < MOST_NAMED:
            self.places.append(place)
        return read

    def entries(self, annotation: Any, value: Any, place: str) -> list[Any]:  # noqa: ANN401
        values = value if isinstance(value, list) else [] if value is None else [value]
        if annotation is int:
            return list(islice((line for each in values for line in _lines(each)), MOST_ENTRIES))  # ranges may be long
        read = [self.field(annotation, each, f"{place}[{at}]") for at, each in enumerate(values[:MOST_ENTRIES])]
        for at, each in enumerate(read):
            if each is UNREAD:
                self.noted(each, f"{place}[{at}]")
        kept = [each for each in read if each is not UNREAD]
        self.lost += sum(each is UNREAD and value != "" for each, value in zip(read, values, strict=False))
        self.lost += len(values) - len(read)
        return kept

    def entry(self, model: type[Wire], value: Any, place: str) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            return UNREAD
        fields: dict[str, Any] = {}
        for name, field in model.model_fields.items():
            read = self.field(field.annotation, value.get(name), f"{place}.{name}")
            if name in model.telling and (read is UNREAD or name not in value):
                return UNREAD
            if read is UNREAD:
                read = _neutral(field.annotation)
            if read is UNREAD:
                return self.noted(read, f"{place}.{name}")
            fields[name] = read
        return model.model_construct(**fields)


def _neutral(annotation: Any) -> Any:  # noqa: ANN401 - a type
    """What stands for a value that can't be read; :data:`UNREAD` where nothing does."""
    return None if NoneType in get_args(annotation) else UNREAD


def _choice(value: object, known: tuple[object, ...]) -> object:
    """One of ``known``, also written as "Action items", "action-item" or "actions"."""
    if not isinstance(value, str):
        return value if value in known else UNREAD
    word = value.strip().lower().replace(" ", "_").replace("-", "_")
    forms = (word, word.removesuffix("s"), word.removesuffix("s").removesuffix("_item"))
    return next((form for form in forms if form in known), UNREAD)


def _text(value: object) -> object:
    """A text; a number as one, and several as one."""
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value[:MOST_ENTRIES]):
        value = ", ".join(value[:MOST_ENTRIES])
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > MOST_CHARACTERS:
        return UNREAD
    return SURROGATES.sub("\ufffd", value).strip() or UNREAD


def _lines(value: object) -> Iterator[int]:
    """Line numbers, also written as "12", "L12" or "12-14"."""
    if isinstance(value, str):
        for match in RANGE.finditer(value[:MOST_CHARACTERS]):
            first, last = int(match[1]), int(match[2] or match[1])
            yield from range(first, min(last, first + MOST_ENTRIES) + 1)
    elif isinstance(value, float) and value.is_integer():
        yield int(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield value


SCALARS = {str: _text}
