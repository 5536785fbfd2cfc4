"""Merging is a union with laws: in whatever groups the parts are merged, and however often, the result is the same."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm.merge import merge
from notesllm.summary import (
    ActionItem,
    Attendee,
    Decision,
    Due,
    Evidence,
    Highlight,
    Item,
    MeetingSummary,
    Metric,
    NextMeeting,
    Owner,
    Provenance,
    Risk,
    Source,
    Warning,
)

SOURCE = "Bram paints the buoys by Friday.\nWe sell the boat.\nFuel: 340 litres.\nInes may be late.\n"
PROVENANCE = Provenance(source=Source(sha256="0" * 64, characters=len(SOURCE), lines=4, format="text"))
FEW = st.integers(0, 4)  # so that ids, texts and passages meet again and again
ORIGINS = st.sampled_from(("rules", "model", "both", "user"))


def passages() -> st.SearchStrategy[tuple[Evidence, ...]]:
    lines = SOURCE.splitlines()
    starts = [SOURCE.index(line) for line in lines]
    each = [
        Evidence(start=start, end=start + len(line), line=at, quote=line)
        for at, (start, line) in enumerate(zip(starts, lines, strict=True), 1)
    ]
    return st.lists(st.sampled_from(each), min_size=1, max_size=3, unique=True).map(tuple)


def kept_apart(items: st.SearchStrategy[Item]) -> st.SearchStrategy[tuple[Item, ...]]:
    """As in every summary: no two items of a kind with one id."""
    return st.lists(items, max_size=4, unique_by=lambda item: item.id).map(tuple)


def item(kind: Callable[..., Item], prefix: str, **fields: st.SearchStrategy[object]) -> st.SearchStrategy[Item]:
    ids = FEW.map(lambda number: f"{prefix}-{number}")
    return st.builds(kind, id=ids, evidence=passages(), origin=ORIGINS, **fields)


TEXTS = st.sampled_from(("Paint the buoys", "Sell the boat", "Fuel", "Late"))
OWNERS = st.lists(st.builds(Owner, name=st.sampled_from(("Bram", "Ines"))), max_size=2, unique_by=lambda o: o.name)
DUES = st.none() | st.builds(Due, text=st.just("by Friday"), date=st.none() | st.just(dt.date(2024, 5, 3)))
HIGHLIGHTS = kept_apart(item(Highlight, "h", text=TEXTS))
SUMMARIES = st.builds(
    MeetingSummary,
    id=st.just("m-1"),
    provenance=st.just(PROVENANCE),
    title=st.none() | st.sampled_from(("Harbour crew", "Crew")),
    date=st.none() | st.just(dt.date(2024, 5, 1)),
    kind=st.sampled_from(("other", "standup", "board")),
    attendee_count=st.none() | FEW,
    abstract=st.sampled_from(("", "The crew met.", "Boat sold.")),
    highlights=HIGHLIGHTS,
    attendees=kept_apart(item(Attendee, "at", name=st.sampled_from(("Bram", "Ines")))),
    decisions=kept_apart(item(Decision, "d", text=TEXTS)),
    action_items=kept_apart(item(ActionItem, "action", task=TEXTS, owners=OWNERS.map(tuple), due=DUES)),
    risks=kept_apart(item(Risk, "r", text=TEXTS)),
    metrics=kept_apart(item(Metric, "n", name=TEXTS, value=st.sampled_from(("340", "34")))),
    warnings=kept_apart(st.builds(Warning, id=FEW.map("w-{}".format), evidence=passages(), code=TEXTS, message=TEXTS)),
    next_meeting=st.none() | item(NextMeeting, "nm", text=TEXTS),
)
EMPTY = MeetingSummary(id="m-1", provenance=PROVENANCE)


@given(SUMMARIES, SUMMARIES, SUMMARIES)
@settings(max_examples=150)
def test_associative(one: MeetingSummary, other: MeetingSummary, third: MeetingSummary) -> None:
    assert merge(merge(one, other), third) == merge(one, merge(other, third)) == merge(one, other, third)


@given(SUMMARIES, SUMMARIES)
@settings(max_examples=100)
def test_idempotent(one: MeetingSummary, other: MeetingSummary) -> None:
    assert merge(one, one) == merge(one) == one
    both = merge(one, other)
    assert merge(both, other) == merge(both, one) == both


@given(SUMMARIES)
@settings(max_examples=60)
def test_the_empty_summary_is_neutral(one: MeetingSummary) -> None:
    assert merge(EMPTY, one) == merge(one, EMPTY) == one


@given(SUMMARIES, SUMMARIES)
@settings(max_examples=100)
def test_what_an_item_says_does_not_depend_on_the_order(one: MeetingSummary, other: MeetingSummary) -> None:
    """Only where it stands does, and the order of its passages where both have the same ones."""

    def said(summary: MeetingSummary) -> dict[str, tuple[str, frozenset[Evidence]]]:
        return {
            each.id: (each.model_dump_json(exclude={"evidence"}), frozenset(each.evidence))
            for each in (*summary.action_items, *summary.decisions, *summary.metrics)
        }

    assert said(merge(one, other)) == said(merge(other, one))


@given(SUMMARIES, SUMMARIES)
@settings(max_examples=60)
def test_nothing_is_lost(one: MeetingSummary, other: MeetingSummary) -> None:
    both = merge(one, other)
    for name in ("attendees", "decisions", "action_items", "risks", "metrics", "warnings"):
        given_ids = [each.id for summary in (one, other) for each in getattr(summary, name)]
        assert [each.id for each in getattr(both, name)] == list(dict.fromkeys(given_ids))
        for each in getattr(both, name):
            told = [x for summary in (one, other) for x in getattr(summary, name) if x.id == each.id]
            assert set(each.evidence) == {passage for x in told for passage in x.evidence}


RULES = Decision(id="d-1", evidence=(), text="Sell the boat")


@pytest.mark.parametrize(
    ("other", "winner"),
    [
        pytest.param(RULES.model_copy(update={"origin": "both", "text": "Keep it"}), "Keep it", id="both before rules"),
        pytest.param(
            RULES.model_copy(update={"origin": "model", "text": "Keep it"}), "Keep it", id="model before rules"
        ),
        pytest.param(RULES.model_copy(update={"text": "Keep it"}), "Sell the boat", id="of equals the greater text"),
    ],
)
def test_of_two_versions_one_wins(other: Decision, winner: str) -> None:
    one, two = (EMPTY.model_copy(update={"decisions": (version,)}) for version in (RULES, other))
    assert [merge(a, b).decisions[0].text for a, b in ((one, two), (two, one))] == [winner, winner]


def test_abstract_and_highlights_stay_together() -> None:
    highlight = Highlight(id="h-1", evidence=(), text="Boat sold.")
    one = EMPTY.model_copy(update={"highlights": (highlight,)})
    other = EMPTY.model_copy(update={"abstract": "The crew met.", "highlights": ()})
    assert merge(one, other).abstract == ""
    assert merge(EMPTY, other, one).highlights == ()
