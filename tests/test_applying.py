"""What a model's answer makes of the rules' summary: cases as data, and no answer that breaks or loses anything."""

import json
import tomllib
from operator import attrgetter
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from notesllm.config import Options, Strategy
from notesllm.document import Document, read
from notesllm.llm.applying.fields import FIELDS as CORRECTED
from notesllm.llm.applying.notes import KINDS
from notesllm.llm.applying.restoring import restored
from notesllm.llm.call import Reply
from notesllm.llm.findings import Findings
from notesllm.llm.setting import setting_for
from notesllm.llm.wire import MEETING_FIELDS, Addition, ExtractAnswer, Fix, Kind, ReviewAnswer
from notesllm.pipeline import plan, summarize_document
from notesllm.summary import Item, MeetingSummary

CASES = Path(__file__).parent / "cases" / "applying"
TEXTS = {"action_items": "task", "metrics": "name", "attendees": "name", "topics": "title"}
EMPTY: dict[str, object] = {"drop": [], "fix": [], "add": [], "abstract": None, "highlights": []}


def cases() -> list[Any]:
    told = tomllib.loads((CASES / "review.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["title"]) for case in told]


def asked(
    document: Document, answer: str, *, keep_unproven: bool = False, output_language: str | None = None
) -> MeetingSummary:
    """The summary after a scripted answer to the one call that a short document takes."""
    options = Options(
        model="ollama/scripted", privacy="off", keep_unproven=keep_unproven, output_language=output_language
    )
    planned = plan(document, options, setting_for(options, model="ollama/scripted", host="localhost"))
    step = next(planned)
    assert len(step.calls) == 1
    with pytest.raises(StopIteration) as end:
        planned.send([(step.calls[0], Reply(answer))])
    summary: MeetingSummary = end.value.value
    return MeetingSummary.model_validate(summary.model_dump())


def said(item: Item, field: str) -> str:
    return str(getattr(item, TEXTS.get(field, "text")))


def answer_of(case: dict[str, Any], rules: MeetingSummary) -> str:
    """The answer with the short ids of the findings that it names by their words, and null for false."""
    ids = {said(item, KINDS[type(item)]): key for key, item in Findings.of(rules).items.items()}
    text = json.dumps({**EMPTY, **case["answer"]}).replace("false", "null")
    for words, key in ids.items():
        text = text.replace("{" + words + "}", key)
    return text


@pytest.mark.parametrize("case", cases())
def test_cases(case: dict[str, Any]) -> None:
    document = read(case["notes"].strip() + "\n")
    rules = summarize_document(document, Options(engine="rules"))
    answer = answer_of(case, rules)
    assert '"{' not in answer.replace('{"', ""), f"no finding of that name among {Findings.of(rules).items}"
    summary = asked(document, answer, output_language=case.get("output_language"))
    assert summary.provenance.review
    counts = {name: count for name, count in summary.provenance.review.model_dump().items() if count}
    tasks = {item.task: item for item in summary.action_items}
    assert counts == case.get("review", counts)
    for field, texts in case.get("find", {}).items():
        assert [said(item, field) for item in getattr(summary, field)] == texts
    for field, origins in case.get("origins", {}).items():
        assert [item.origin for item in getattr(summary, field)] == origins
    for field, quotes in case.get("passages", {}).items():
        assert [[passage.quote for passage in item.evidence] for item in getattr(summary, field)] == quotes
    for task, day in case.get("due", {}).items():
        due = tasks[task].due
        assert str((due and due.date) or "") == day
    for task, owners in case.get("owners", {}).items():
        assert [owner.name for owner in tasks[task].owners] == owners
    for task, bases in case.get("bases", {}).items():
        assert [owner.basis for owner in tasks[task].owners] == bases
    for asked_for, answered in case.get("answers", {}).items():
        assert {item.text: item.answer or "" for item in summary.questions}[asked_for] == answered
    for task, status in case.get("status", {}).items():
        assert tasks[task].status == status
    for field, value in case.get("meeting", {}).items():
        assert str(attrgetter(field)(summary)) == value
    if "abstract" in case or "abstract_by_rules" in case:
        assert summary.abstract == case.get("abstract", rules.abstract)
    if "highlights" in case:
        assert [highlight.text for highlight in summary.highlights] == case["highlights"]
    assert_proven(summary, document)


def assert_proven(summary: MeetingSummary, document: Document) -> None:
    """Nothing of ours failed, each quote is the source's, and no id occurs twice."""
    assert all(each.code != "internal" for each in summary.provenance.degraded)
    for name in type(summary).model_fields:
        items = getattr(summary, name)
        if not isinstance(items, tuple):
            continue
        assert len({item.id for item in items}) == len(items)
        for item in items:
            for passage in item.evidence:
                assert document.source[passage.start : passage.end] == passage.quote
                assert passage.line == document.lines.number(passage.start)
    words = sum(len(text.split()) for text in (summary.abstract, *(each.text for each in summary.highlights)))
    assert len(summary.highlights) <= 7
    assert words <= 200


def test_real_names_are_restored_everywhere_but_in_ids() -> None:
    answer = ReviewAnswer(
        drop=["p1"],
        fix=[Fix(id="p1", field="owners", value="p1", lines=[1])],
        add=[Addition(kind="action", text="p1 paints", who=["p1"], due=None, value="p1", lines=[2])],
        abstract="p1 came.",
        highlights=["p1"],
    )
    told = restored(answer, lambda text: text.replace("p1", "Bram"))
    assert told.drop == ["p1"]
    assert (told.fix[0].id, told.fix[0].field, told.fix[0].value) == ("p1", "owners", "Bram")
    assert (told.add[0].text, told.add[0].who, told.add[0].value) == ("Bram paints", ["Bram"], "Bram")
    assert told.abstract == "Bram came."


NOTES = read(
    """# Harbour crew, May 2, 2024

Attendees: Ines Okoye, Bram de Wit

## Decisions

- Sell the old boat for 4,000 euros

## Action items

- [ ] Bram: repaint the pier by Friday
- [x] Ines: count the buoys

Fuel use: 340 litres (target: 300)
Open question: who has the key to the shed? Ines said that the shed must not be opened before June.
"""
)
RULES = summarize_document(NOTES, Options(engine="rules"))
LINES = st.lists(st.integers(-2, 20), max_size=4)
WORDS = st.sampled_from(
    ["Sell the old boat", "Bram", "by Friday", "2024-05-09", "340 litres", "not", "", " ", "\x00", "{{", "None", "€ 1"]
)
TEXT = WORDS | st.lists(WORDS, min_size=2, max_size=5).map(" ".join) | st.text(max_size=30)
IDS = st.sampled_from([*Findings.of(RULES).items, "meeting", "n1", "x"])
FIELDS = st.sampled_from([*CORRECTED, *MEETING_FIELDS, "owner", "who", "x"])
ADDED = st.sampled_from([*get_args(Kind), "other"])
REVIEWS = st.fixed_dictionaries(
    {
        "drop": st.lists(IDS, max_size=3),
        "fix": st.lists(
            st.fixed_dictionaries({"id": IDS, "field": FIELDS, "value": st.none() | TEXT, "lines": LINES}), max_size=4
        ),
        "add": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": ADDED,
                    "text": TEXT,
                    "who": st.lists(TEXT, max_size=2),
                    "due": st.none() | TEXT,
                    "value": st.none() | TEXT,
                    "lines": LINES,
                }
            ),
            max_size=4,
        ),
        "abstract": st.none() | TEXT,
        "highlights": st.lists(IDS, max_size=9),
    }
)


def entries(wire: type[BaseModel]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Entries of an extraction, each field of some plausible or wild kind."""
    fields = {
        name: LINES if name == "lines" else st.lists(TEXT, max_size=2) if get_origin(field.annotation) is list else TEXT
        for name, field in wire.model_fields.items()
    }
    return st.lists(st.fixed_dictionaries(fields), max_size=2)


LISTS = {
    get_args(field.annotation)[0]: entries(get_args(field.annotation)[0])
    for field in ExtractAnswer.model_fields.values()
    if get_origin(field.annotation) is list
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*EMPTY, "id", "action_items", "text", "lines"]), inner, max_size=4)
    ),
    max_leaves=12,
)


def always_answered(document: Document, answer: object, strategy: Strategy) -> MeetingSummary:
    """The summary where each call is answered so, a second one where the first answer can't be read."""
    options = Options(model="ollama/scripted", privacy="off", strategy=strategy)
    planned = plan(document, options, setting_for(options, model="ollama/scripted", host="localhost"))
    step = next(planned)
    try:
        while True:
            step = planned.send([(call, Reply(json.dumps(answer))) for call in step.calls])
    except StopIteration as end:
        return MeetingSummary.model_validate(end.value.model_dump())


def assert_no_worse(summary: MeetingSummary) -> None:
    """Nothing that the notes mark is lost, by whatever answer."""
    assert [item.id for item in summary.decisions][: len(RULES.decisions)] or not RULES.decisions
    assert {item.id for item in RULES.action_items} <= {item.id for item in summary.action_items}
    assert {item.id for item in RULES.decisions} <= {item.id for item in summary.decisions}
    assert {item.id for item in RULES.attendees} <= {item.id for item in summary.attendees}
    assert_proven(summary, NOTES)


@given(REVIEWS)
@settings(max_examples=120)
def test_no_review_breaks_or_loses_what_is_marked(answer: dict[str, Any]) -> None:
    assert_no_worse(asked(NOTES, json.dumps(answer)))


@given(REVIEWS)
@settings(max_examples=40)
def test_what_is_kept_unproven_is_warned_of(answer: dict[str, Any]) -> None:
    summary = asked(NOTES, json.dumps(answer), keep_unproven=True)
    assert_no_worse(summary)


def test_what_is_unproven_is_kept_where_that_is_asked_for() -> None:
    entry = {
        "kind": "action",
        "text": "Paint 7 buoys",
        "who": ["Olga Petrova"],
        "due": None,
        "value": None,
        "lines": [11],
    }
    answer = json.dumps({**EMPTY, "add": [entry]})
    summary = asked(NOTES, answer, keep_unproven=True)
    kept = [item for item in summary.action_items if item.origin == "model"]
    assert [(item.task, [owner.name for owner in item.owners]) for item in kept] == [
        ("Paint 7 buoys", ["Olga Petrova"])
    ]
    new = [warning.code for warning in summary.warnings if warning not in RULES.warnings]
    assert "unproven_item" in new
    assert not [item for item in asked(NOTES, answer).action_items if item.origin == "model"]
    assert asked(NOTES, answer).warnings == RULES.warnings


def test_a_person_is_kept_unproven_only_with_a_warning() -> None:
    entry = {"kind": "attendee", "text": "Bram de Wit", "who": [], "due": None, "value": "Pilot", "lines": [3]}
    summary = asked(NOTES, json.dumps({**EMPTY, "add": [entry]}), keep_unproven=True)
    assert summary.attendees[1].role is None
    assert summary.warnings == RULES.warnings


EXTRACTS = st.fixed_dictionaries(
    {
        name: (LISTS[get_args(field.annotation)[0]] if get_origin(field.annotation) is list else st.none() | TEXT)
        for name, field in ExtractAnswer.model_fields.items()
    }
)


@given(EXTRACTS)
@settings(max_examples=80)
def test_no_extract_breaks_anything(answer: dict[str, Any]) -> None:
    summary = always_answered(NOTES, answer, "extract")
    if summary.provenance.engine == "llm":
        assert {item.origin for item in (*summary.action_items, *summary.decisions)} <= {"model", "both"}
    else:
        assert summary.action_items == RULES.action_items
    assert_proven(summary, NOTES)


@given(JSON)
@settings(max_examples=80)
def test_no_json_breaks_a_review(answer: object) -> None:
    assert_no_worse(always_answered(NOTES, answer, "review"))
