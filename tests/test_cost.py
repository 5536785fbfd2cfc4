"""What tokens cost, and what a model would take, told before it is asked."""

from pathlib import Path

import pytest

from notesllm import MeetingSummary, Prompt, preview
from notesllm.config import Options, Price
from notesllm.errors import Tokens
from notesllm.llm.answering import extract_text
from notesllm.llm.call import Call, Message
from notesllm.llm.cost import cost_usd
from notesllm.llm.estimating import combined, estimate_of, work_of
from notesllm.llm.setting import Setting, setting_for
from notesllm.llm.wire import ExtractAnswer, ReviewAnswer

MINI = Price(input=0.25, output=2.0, cached=0.025)


@pytest.mark.parametrize(
    ("tokens", "price", "usd"),
    [
        pytest.param(Tokens(1_000_000, 0), MINI, 0.25, id="input"),
        pytest.param(Tokens(0, 1_000_000), MINI, 2.0, id="output"),
        pytest.param(Tokens(1_000_000, 0, 400_000), MINI, 0.16, id="cached is part of the input"),
        pytest.param(Tokens(1000, 0, 5000), MINI, 0.000025, id="more cached than read is all"),
        pytest.param(Tokens(1_000_000, 0, 400_000), Price(0.25, 2.0), 0.25, id="no price of its own for cached"),
        pytest.param(Tokens(1000, 1000), Price(0.0, 0.0, 0.0), 0.0, id="free"),
        pytest.param(Tokens(1000, 1000), None, None, id="no price known"),
        pytest.param(Tokens(None, 1000), MINI, None, id="input not told"),
        pytest.param(Tokens(1000, None), MINI, None, id="output not told"),
    ],
)
def test_cost(tokens: Tokens, price: Price | None, usd: float | None) -> None:
    assert cost_usd(tokens, price) == (None if usd is None else pytest.approx(usd))


def calls(name: str, count: int) -> tuple[Call, ...]:
    prompt = Prompt(name=name, version="1", sha256="0")
    call = Call(name, (Message("user", "?"),), ReviewAnswer, prompt, input_tokens=1000, max_output_tokens=500)
    return (call,) * count


def setting(price: Price | None) -> Setting:
    return setting_for(Options(price=price), model="somebody/model", host=None)


def test_an_extraction_writes_what_the_rules_found(example: Path) -> None:
    """What the estimate counts is an answer that the wire model takes, with every item in it."""
    summary = preview(example)
    answer = ExtractAnswer.model_validate_json(extract_text(summary))
    assert [x.task for x in answer.action_items] == [x.task for x in summary.action_items]
    assert [x.owners for x in answer.action_items] == [[o.name for o in x.owners] for x in summary.action_items]
    assert [x.lines for x in answer.decisions] == [[e.line for e in x.evidence] for x in summary.decisions]
    assert (answer.next_meeting is None) == (summary.next_meeting is None)
    assert answer.title == summary.title


def test_every_field_is_written(full_summary: MeetingSummary) -> None:
    answer = ExtractAnswer.model_validate_json(extract_text(full_summary))
    lists = {name: len(value) for name, value in answer if isinstance(value, list)}
    assert lists == {name: len(getattr(full_summary, name)) for name in lists}
    assert answer.next_meeting is not None
    assert answer.action_items[0].due == "end of week"


def test_work(full_summary: MeetingSummary) -> None:
    review = work_of(calls("review", 1), full_summary, setting(Price(1.0, 2.0)))
    extract = work_of(calls("extract", 1), full_summary, setting(Price(1.0, 2.0)))
    assert (review.calls, review.input_tokens, review.most_output_tokens) == (1, 1000, 500)
    assert 30 < review.output_tokens < extract.output_tokens <= 500
    assert review.cost_usd == pytest.approx((1000 + 2 * review.output_tokens) / 1e6)
    assert review.most_cost_usd == pytest.approx(2000 / 1e6)


def test_long_notes_take_one_call_more_about_their_opening(full_summary: MeetingSummary) -> None:
    work = work_of(calls("review", 3), full_summary, setting(None))
    assert work.calls == 4
    assert 3300 < work.input_tokens < 5000


def test_an_estimate_is_the_sum_times_the_volume(full_summary: MeetingSummary) -> None:
    known = setting(Price(1.0, 2.0))
    review, extract = (work_of(calls(name, 1), full_summary, known) for name in ("review", "extract"))
    found = combined([estimate_of(review, extract, known)] * 2, 50)
    assert (found.documents, found.volume, found.review.calls) == (2, 50, 100)
    assert found.review.input_tokens == 100 * review.input_tokens
    assert found.review.cost_usd == pytest.approx(100 * (review.cost_usd or 0))
    assert found.ratio == pytest.approx((extract.cost_usd or 0) / (review.cost_usd or 1))
    assert not found.counted


@pytest.mark.parametrize("price", [None, Price(0.0, 0.0)])
def test_without_dollars_the_ratio_is_of_tokens(full_summary: MeetingSummary, price: Price | None) -> None:
    which = setting(price)
    review, extract = (work_of(calls(name, 1), full_summary, which) for name in ("review", "extract"))
    found = estimate_of(review, extract, which)
    assert found.review.cost_usd == (None if price is None else 0.0)
    more, less = (work.input_tokens + 4 * work.output_tokens for work in (extract, review))
    assert found.ratio == pytest.approx(more / less)
