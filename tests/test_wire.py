import json
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesllm.llm.wire import AnswerError, ComposeAnswer, ExtractAnswer, ReviewAnswer, Wire, parse_answer

NOTHING: dict[str, object] = {"drop": [], "fix": [], "add": [], "abstract": None, "highlights": []}
ADDED = {"kind": "action", "text": "Call Ben", "who": ["Ana"], "due": None, "value": None, "lines": [3]}
FACT = ADDED | {"kind": "fact", "text": "Up", "who": [], "lines": []}
FIXED = {"id": "a1", "field": "due", "value": "May 3", "lines": [4]}


def review(**fields: object) -> str:
    return json.dumps(NOTHING | fields)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(review(drop=["a1"]), id="bare"),
        pytest.param(f"```json\n{review(drop=['a1'])}\n```", id="fenced"),
        pytest.param(f"Sure! Here it is:\n{review(drop=['a1'])}\nAnything else?", id="words around"),
        pytest.param(f"<think>{{is it}} so?</think>{review(drop=['a1'])}", id="braces before"),
        pytest.param(f'{{"review": {review(drop=["a1"])}}}', id="wrapped"),
        pytest.param(f"[{review(drop=['a1'])}]", id="in a list"),
        pytest.param('{"drop": ["a1"]}', id="all else missing"),
        pytest.param(review(drop="a1", mood="good"), id="one for a list, and a field too many"),
        pytest.param(f"\ufeff{review(drop=['a1'])}", id="byte order mark"),
    ],
)
def test_an_answer_is_found(text: str) -> None:
    answer = parse_answer(text, ReviewAnswer)
    assert answer.drop == ["a1"]
    assert answer.model_dump() == NOTHING | {"drop": ["a1"]}
    assert answer.lost == 0


@pytest.mark.parametrize(
    ("field", "entries", "kept", "lost"),
    [
        pytest.param("add", [ADDED], [ADDED], 0, id="a good one"),
        pytest.param("add", [ADDED, "Call Ben", None, 7], [ADDED], 3, id="no objects"),
        pytest.param("add", [ADDED | {"kind": "party"}, ADDED], [ADDED], 1, id="unknown kind"),
        pytest.param("add", [ADDED | {"kind": "Action"}], [ADDED], 0, id="kind in capitals"),
        pytest.param("add", [ADDED | {"kind": "Action items"}], [ADDED], 0, id="kind as a heading"),
        pytest.param("add", [ADDED | {"kind": "actions"}], [ADDED], 0, id="several of a kind"),
        pytest.param("add", [ADDED | {"text": None}, ADDED | {"text": " "}], [], 2, id="no text"),
        pytest.param("add", [{"kind": "fact", "text": "Up"}], [FACT], 0, id="the rest missing"),
        pytest.param("add", [ADDED | {"who": "Ana", "lines": 3}], [ADDED], 0, id="one for a list"),
        pytest.param("add", [ADDED | {"lines": ["3"]}], [ADDED], 0, id="line as text"),
        pytest.param("add", [ADDED | {"lines": [3.0]}], [ADDED], 0, id="line as decimal"),
        pytest.param("add", [ADDED | {"lines": ["L3-5", "7, 8"]}], [ADDED | {"lines": [3, 4, 5, 7, 8]}], 0, id="range"),
        pytest.param("add", [ADDED | {"lines": [3, True, None, {}, 1e999, 2.5]}], [ADDED], 0, id="no lines"),
        pytest.param("add", [ADDED | {"due": {"day": 3}}], [ADDED], 0, id="object for a text"),
        pytest.param("add", [ADDED | {"value": 12}], [ADDED | {"value": "12"}], 0, id="number for a text"),
        pytest.param("add", [ADDED | {"due": ["May 3", "4"]}], [ADDED | {"due": "May 3, 4"}], 0, id="texts for one"),
        pytest.param("fix", [FIXED | {"value": None}], [FIXED | {"value": None}], 0, id="told that there is none"),
        pytest.param("fix", [FIXED | {"value": {"day": 3}}, FIXED], [FIXED], 1, id="no value is no null"),
        pytest.param("fix", [{"id": "a1", "field": "due", "lines": [4]}, FIXED], [FIXED], 1, id="missing is no null"),
        pytest.param("drop", ["a1", None, ["a2"], {}, True], ["a1", "a2"], 3, id="ids"),
    ],
)  # fmt: skip
def test_one_bad_entry_costs_itself_only(field: str, entries: object, kept: object, lost: int) -> None:
    answer = parse_answer(review(**{"abstract": "So it was.", field: entries}), ReviewAnswer)
    assert answer.model_dump()[field] == kept
    assert answer.lost == lost


def test_unknown_choices_are_null_where_they_may_be() -> None:
    action = {"task": "Call Ben", "owners": [], "due": None, "status": "perhaps", "priority": "High", "lines": [1]}
    answer = parse_answer(json.dumps({"kind": "all hands", "action_items": [action], "date": 2024}), ExtractAnswer)
    assert (answer.kind, answer.date) == ("all_hands", "2024")
    assert (answer.action_items[0].status, answer.action_items[0].priority) == (None, "high")


def test_ranges_without_end_are_no_work_without_end() -> None:
    ranges = ",".join(["1-2001"] * 2800)
    started = time.monotonic()
    answer = parse_answer(review(add=[ADDED | {"lines": [ranges] * 20}]), ReviewAnswer)
    assert answer.add[0].lines == list(range(1, 2001))
    assert time.monotonic() - started < 1


SECRET = "Zaphod owes 4711"  # noqa: S105 - stands for what notes may hold


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("", "no complete JSON", id="empty"),
        pytest.param(f"I can't help with {SECRET}.", "no complete JSON", id="prose"),
        pytest.param(review(drop=[SECRET])[:-20], "no complete JSON", id="cut"),
        pytest.param("<html>{}</html>", "none of the fields drop, fix, add", id="html"),
        pytest.param(json.dumps({SECRET: SECRET}), "none of the fields", id="other fields"),
        pytest.param(review(abstract={SECRET: 1}, drop=[{SECRET: 1}]), "drop[0], abstract", id="wrong types"),
        pytest.param(
            review(fix=[{"id": SECRET}], add=[{"text": SECRET}]), "fix[0], add[0].kind, add[0]", id="no entry"
        ),
    ],
)
def test_what_cannot_be_used_is_named_without_its_text(text: str, named: str) -> None:
    with pytest.raises(AnswerError) as caught:
        parse_answer(text, ReviewAnswer)
    assert named in str(caught.value)
    assert "Zaphod" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_nothing_to_say_is_an_answer() -> None:
    assert parse_answer(review(), ReviewAnswer).model_dump() == NOTHING


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{" * 10_000_000, id="braces"),
        pytest.param('{"drop":' * 1_000_000, id="nested objects"),
        pytest.param('{"drop":' + "[" * 5_000_000, id="nested lists"),
        pytest.param('{"drop":[' + "1," * 4_000_000 + "1]}", id="long list"),
        pytest.param('{"abstract":"' + "x" * 10_000_000 + '"}', id="long text"),
        pytest.param("{ " * 3_000_000 + '"drop"', id="many beginnings"),
        pytest.param('{"add":[{"kind":"fact","text":"x","lines":["' + "1-9999999," * 500_000 + '"]}]}', id="ranges"),
        pytest.param('{"drop":' + "9" * 5_000_000 + "}", id="long number"),
    ],
)
def test_what_is_too_much_does_not_hang(text: str) -> None:
    start = time.perf_counter()
    with suppress(AnswerError):
        assert len(parse_answer(text, ReviewAnswer).model_dump_json()) < 200_000
    assert time.perf_counter() - start < 3


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@pytest.mark.parametrize("model", [ReviewAnswer, ExtractAnswer, ComposeAnswer], ids=lambda model: model.__name__)
@given(data=st.data())
def test_whatever_comes_is_an_answer_or_an_error(model: type[Wire], data: st.DataObject) -> None:
    value = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(model.model_fields, JSON)))
    try:
        answer = parse_answer(json.dumps(value), model)
    except AnswerError:
        return
    assert model.model_validate(answer.model_dump()).model_dump() == answer.model_dump()
    answer.model_dump_json()


@given(st.text(max_size=200))
def test_whatever_text_comes_is_no_crash(text: str) -> None:
    with suppress(AnswerError):
        assert isinstance(parse_answer(text, ReviewAnswer), ReviewAnswer)
