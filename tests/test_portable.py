"""The schemas of answers, held against two engines that constrain real models' decoding."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from llguidance import LLMatcher, LLTokenizer
from outlines_core import Guide, Index, Vocabulary  # type: ignore[import-untyped]
from outlines_core.json_schema import build_regex_from_schema  # type: ignore[import-untyped]
from pydantic import BaseModel

from notesllm.llm.portable import schema_name, schema_text, strict_schema
from notesllm.llm.wire import ComposeAnswer, DigestAnswer, ExtractAnswer, ReviewAnswer, Wire

ANSWERS = Path(__file__).parent / "answers"
MODELS = (ReviewAnswer, ExtractAnswer, ComposeAnswer, DigestAnswer)
KEYWORDS = {"type", "properties", "required", "additionalProperties", "items", "enum", "anyOf"}
SCRIPTED = [
    pytest.param(model, path, id=path.name)
    for model, kind in ((ReviewAnswer, "review"), (ExtractAnswer, "extract"))
    for path in sorted(ANSWERS.glob(f"*.{kind}.json"))
]
REVIEW: dict[str, Any] = {
    "drop": ["a1"],
    "fix": [{"id": "a2", "field": "due", "value": None, "lines": [3]}],
    "add": [{"kind": "fact", "text": 'Up "40%"', "who": [], "due": None, "value": None, "lines": []}],
    "abstract": None,
    "highlights": [],
}
COMPOSED: dict[str, Any] = {"abstract": "So it was.", "highlights": [{"text": "Up 40%.", "ids": ["m1", "d2"]}]}
GOOD = [
    pytest.param(ReviewAnswer, REVIEW, id="review"),
    pytest.param(ReviewAnswer, REVIEW | {"drop": [], "fix": [], "add": [], "abstract": "Wie es war."}, id="little"),
    pytest.param(ComposeAnswer, COMPOSED, id="compose"),
    pytest.param(DigestAnswer, {"opening": COMPOSED["highlights"]}, id="digest"),
]
BAD = [
    pytest.param(ReviewAnswer, {key: REVIEW[key] for key in list(REVIEW)[:-1]}, id="field missing"),
    pytest.param(ReviewAnswer, REVIEW | {"mood": "good"}, id="field too many"),
    pytest.param(ReviewAnswer, REVIEW | {"drop": None}, id="null for a list"),
    pytest.param(ReviewAnswer, REVIEW | {"drop": [1]}, id="number for a text"),
    pytest.param(ReviewAnswer, REVIEW | {"add": [REVIEW["add"][0] | {"kind": "party"}]}, id="unknown choice"),
    pytest.param(ReviewAnswer, REVIEW | {"fix": [REVIEW["fix"][0] | {"lines": [1.5]}]}, id="half a line"),
    pytest.param(ReviewAnswer, dict(reversed(REVIEW.items())), id="another order"),
    pytest.param(ReviewAnswer, [REVIEW], id="a list"),
    pytest.param(ComposeAnswer, COMPOSED | {"highlights": ["Up 40%."]}, id="text for an object"),
]


@cache
def byte_tokenizer() -> LLTokenizer:
    return LLTokenizer("byte")


def llguidance_takes(model: type[BaseModel], text: str) -> bool:
    """Whether a decoder constrained by llguidance could write ``text``, byte by byte, and stop there."""
    tokenizer = byte_tokenizer()
    matcher = LLMatcher(tokenizer, LLMatcher.grammar_from_json_schema(schema_text(model)), log_level=0)
    assert not matcher.get_error()
    tokens = tokenizer.tokenize_str(text)
    return matcher.try_consume_tokens(tokens) == len(tokens) and matcher.is_accepting()


@cache
def outlines_regex(model: type[BaseModel]) -> re.Pattern[str]:
    return re.compile(build_regex_from_schema(schema_text(model)))


def outlines_takes(model: type[BaseModel], text: str) -> bool:
    return outlines_regex(model).fullmatch(text) is not None


Takes = Callable[[type[BaseModel], str], bool]
ENGINES = [pytest.param(llguidance_takes, id="llguidance"), pytest.param(outlines_takes, id="outlines")]


def compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize("takes", ENGINES)
@pytest.mark.parametrize(("model", "value"), GOOD)
def test_good_answers_can_be_written(model: type[Wire], value: object, takes: Takes) -> None:
    assert takes(model, compact(value))
    assert takes(model, json.dumps(value))


@pytest.mark.parametrize("takes", ENGINES)
@pytest.mark.parametrize(("model", "value"), BAD)
def test_bad_answers_cannot(model: type[Wire], value: object, takes: Takes) -> None:
    assert not takes(model, compact(value))


@pytest.mark.parametrize("takes", ENGINES)
@pytest.mark.parametrize(("model", "path"), SCRIPTED)
def test_the_scripted_answers_can_be_written(model: type[Wire], path: Path, takes: Takes) -> None:
    text = path.read_text(encoding="utf-8").strip()
    assert takes(model, text)
    assert not takes(model, text[:-1])
    Draft202012Validator(strict_schema(model)).validate(json.loads(text))


def test_outlines_walks_its_automaton_to_the_end() -> None:
    """Not its regular expression only: the automaton that a decoder would follow."""
    text = compact(COMPOSED)
    vocabulary = Vocabulary(0, {chr(code): [code] for code in range(32, 127)})
    guide = Guide(Index(build_regex_from_schema(schema_text(ComposeAnswer)), vocabulary))
    for character in text:
        assert ord(character) in guide.get_tokens()
        guide.advance(ord(character))
    assert guide.is_finished() or 0 in guide.get_tokens()


def nodes(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", []), *filter(None, [schema.get("items")])]
    for each in inner:
        yield from nodes(each)


def depth(schema: dict[str, Any]) -> int:
    """How deep objects and lists are nested in an answer."""
    inner = [*schema.get("properties", {}).values(), *filter(None, [schema.get("items")])]
    below = max(map(depth, [*inner, *schema.get("anyOf", [])]), default=0)
    return below + (schema.get("type") in {"object", "array"})


@pytest.mark.parametrize("model", MODELS, ids=schema_name)
def test_every_provider_takes_it(model: type[Wire]) -> None:
    schema = strict_schema(model)
    Draft202012Validator.check_schema(schema)
    assert schema["type"] == "object"
    assert depth(schema) <= 4
    assert sum(len(node.get("properties", ())) for node in nodes(schema)) < 100
    for node in nodes(schema):
        assert set(node) <= KEYWORDS
        if node.get("type") == "object":
            assert node["additionalProperties"] is False
            assert node["required"] == list(node["properties"])
        if "anyOf" in node:
            assert len(node["anyOf"]) == 2
            assert node["anyOf"][1] == {"type": "null"}


@pytest.mark.parametrize("model", MODELS, ids=schema_name)
def test_fields_keep_their_order_and_the_schema_is_made_once(model: type[Wire]) -> None:
    assert list(strict_schema(model)["properties"]) == list(model.model_fields)
    assert strict_schema(model) is strict_schema(model)
    assert json.loads(schema_text(model)) == strict_schema(model)


def test_names_say_what_they_are() -> None:
    assert [schema_name(model) for model in MODELS] == [
        "review_answer",
        "extract_answer",
        "compose_answer",
        "digest_answer",
    ]


def test_what_no_provider_takes_is_refused() -> None:
    class Open(BaseModel):
        anything: dict[str, str]

    with pytest.raises(TypeError, match="no provider takes"):
        strict_schema(Open)
