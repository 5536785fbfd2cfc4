"""The plan, driven by hand with scripted outcomes: whatever comes, in whatever order, ends in a valid summary."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm.config import Options, Price, Strategy
from notesllm.document import Document, read
from notesllm.errors import BackendError, Tokens
from notesllm.llm.call import Call, Reply
from notesllm.llm.setting import Setting, setting_for
from notesllm.llm.tokens import Counter
from notesllm.llm.wire import ComposeAnswer, ReviewAnswer
from notesllm.pipeline import Outcome, Step, plan, summarize_document
from notesllm.summary import MeetingSummary

NOTHING = json.dumps({"drop": [], "fix": [], "add": [], "abstract": None, "highlights": []})
UNTOLD = json.dumps({"abstract": None, "highlights": []})
PARTS = 3
NOTES = "# Harbour crew, May 2, 2024\n\nAttendees: Ines Okoye, Bram de Wit\n\n" + "\n".join(
    f"## Part {part}\n\n- [ ] Bram: repaint pier {part} by Friday\n\nThe crew keeps {part + 4} boats in shed {part}.\n"
    + "\n".join(f"- It rained on pier {part} for {hour + 2} hours of that day." for hour in range(12))
    for part in range(1, PARTS + 1)
)
DOCUMENT = read(NOTES)
Script = Callable[[Call], Outcome]


def setting(options: Options, *, window: int = 128_000) -> Setting:
    found = setting_for(options, model="ollama/scripted", host="localhost")
    return replace(found, window=window, max_output=400, counter=Counter(lambda text: len(text) // 4, counted=True))


def options(strategy: Strategy = "review", **prices: Price) -> Options:
    return Options(model="ollama/scripted", privacy="off", strategy=strategy, price=prices.get("price"))


def small(chosen: Options) -> Setting:
    """A model whose window holds about a third of the notes beside what every call takes."""
    least = setting(chosen, window=100_000)
    return replace(least, window=_window_for(least, chosen))


def _window_for(least: Setting, chosen: Options) -> int:
    for window in range(1_000, 9_000, 50):
        planned = plan(DOCUMENT, chosen, replace(least, window=window))
        if len(next(planned).calls) == PARTS:
            return window
    raise AssertionError("no window cuts the notes in as many parts")


def driven(
    script: Script,
    chosen: Options,
    its: Setting,
    *,
    document: Document = DOCUMENT,
    order: Callable[[Sequence[Call]], Sequence[Call]] = lambda calls: calls,
    one_by_one: bool = False,
) -> tuple[MeetingSummary, list[Call]]:
    """The summary at the end and the calls that were made. Each summary on the way has to be valid."""
    planned = plan(document, chosen, its)
    made: list[Call] = []
    waiting: list[Call] = []
    try:
        step: Step[MeetingSummary] = next(planned)
        while True:
            MeetingSummary.model_validate(step.summary().model_dump())
            made += step.calls
            waiting = [*order([*waiting, *step.calls])]
            sent, waiting = (waiting[:1], waiting[1:]) if one_by_one else (waiting, [])
            step = planned.send([(call, script(call)) for call in sent])
    except StopIteration as end:
        assert not waiting
        summary: MeetingSummary = end.value
        return MeetingSummary.model_validate(summary.model_dump()), made


def answered(call: Call) -> Reply:
    """A reviewer who finds the boats of each shed, and dates in nothing."""
    if call.answer is ComposeAnswer:
        return Reply(UNTOLD, Tokens(500, 10))
    text = call.messages[-1].content
    added = [
        {
            "kind": "metric",
            "text": f"boats in shed {part}",
            "who": [],
            "due": None,
            "value": f"{part + 4}",
            "lines": [n],
        }
        for line in text.splitlines()
        if "The crew keeps" in line
        for n, part in [(int(line.split()[0].partition("[")[0]), int(line.rstrip(".").split()[-1]))]
    ]
    return Reply(json.dumps({**json.loads(NOTHING), "add": added}), Tokens(call.input_tokens, 50, 10))


RULES = summarize_document(DOCUMENT, Options(engine="rules"))
ONE = options()


def test_the_rules_alone_ask_nothing() -> None:
    planned = plan(DOCUMENT, Options(engine="rules"), setting(ONE))
    with pytest.raises(StopIteration) as end:
        next(planned)
    assert end.value.value == RULES


def test_the_first_summary_is_the_rules() -> None:
    assert next(plan(DOCUMENT, ONE, setting(ONE))).summary() == RULES


def test_a_review_that_changes_nothing_leaves_the_items_as_they_are() -> None:
    summary, calls = driven(lambda _: Reply(NOTHING), ONE, setting(ONE))
    assert len(calls) == 1
    assert summary.model_copy(update={"provenance": RULES.provenance}) == RULES
    assert summary.provenance.engine == "llm"
    assert summary.provenance.strategy == "review"
    assert [prompt.name for prompt in summary.provenance.prompts] == ["review"]


def test_several_chunks_are_reviewed_and_opened_once() -> None:
    summary, calls = driven(answered, ONE, small(ONE))
    assert [call.name for call in calls] == ["review 1/3", "review 2/3", "review 3/3", "compose"]
    assert [metric.name for metric in summary.metrics if metric.origin == "model"] == [
        f"boats in shed {part}" for part in range(1, PARTS + 1)
    ]
    assert summary.provenance.engine == "llm"
    assert summary.provenance.review
    assert summary.provenance.review.added == PARTS


def test_the_order_of_answers_changes_nothing() -> None:
    its = small(ONE)
    every = [
        driven(answered, ONE, its, order=lambda calls, ranks=ranks: _by_rank(calls, ranks), one_by_one=True)[0]  # type: ignore[misc]
        for ranks in permutations(range(PARTS))
    ]
    together, _ = driven(answered, ONE, its)
    assert all(summary == together for summary in every)


def _by_rank(calls: Sequence[Call], ranks: Sequence[int]) -> list[Call]:
    return sorted(calls, key=lambda call: ranks[int(call.name[7]) - 1] if call.name.startswith("review ") else 0)


@pytest.mark.parametrize("strategy", ["review", "extract"])
@pytest.mark.parametrize("part", range(PARTS))
def test_a_chunk_that_fails_costs_only_what_the_model_would_have_added(part: int, strategy: Strategy) -> None:
    chosen = options(strategy)
    its = small(chosen)

    def script(call: Call) -> Outcome:
        if call.name.startswith(f"{strategy} {part + 1}/"):
            return BackendError("refusal", "the model declined", tokens=Tokens(100, 5), attempts=2)
        return answered(call) if strategy == "review" else _extracted(call)

    summary, calls = driven(script, chosen, its)
    lines = calls[part].lines
    assert lines
    assert [(each.code, each.first_line, each.last_line) for each in summary.provenance.degraded] == [
        ("refusal", *lines)
    ]
    assert summary.provenance.engine == "mixed"
    if strategy == "review":
        assert len([metric for metric in summary.metrics if metric.origin == "model"]) == PARTS - 1
        assert {item.id for item in RULES.action_items} <= {item.id for item in summary.action_items}
    else:
        there = [item for item in summary.action_items if item.origin == "rules"]
        assert there == [item for item in RULES.action_items if lines[0] <= item.evidence[0].line <= lines[1]]
    assert summary.provenance.usage.calls == 2 + PARTS


def _extracted(call: Call) -> Outcome:
    """A reader who sees nothing but the title."""
    if call.answer is ComposeAnswer:
        return Reply(UNTOLD, Tokens(call.input_tokens, 10))
    fields: dict[str, object] = {
        name: None if "None" in str(field.annotation) else [] for name, field in call.answer.model_fields.items()
    }
    return Reply(json.dumps({**fields, "title": "Harbour crew"}), Tokens(call.input_tokens, 20))


def test_all_chunks_failing_leave_the_rules() -> None:
    summary, calls = driven(lambda _: BackendError("connection", "refused"), ONE, small(ONE))
    assert len(calls) == PARTS  # nothing is left to compose
    assert summary.provenance.engine == "rules"
    assert [each.code for each in summary.provenance.degraded] == ["connection"] * PARTS
    assert summary.model_copy(update={"provenance": RULES.provenance}) == RULES
    assert summary.provenance.coverage == RULES.provenance.coverage


def test_the_opening_failing_costs_only_the_opening() -> None:
    def script(call: Call) -> Outcome:
        return BackendError("timeout", "too slow") if call.answer is ComposeAnswer else answered(call)

    summary, _ = driven(script, ONE, small(ONE))
    assert [(each.code, each.first_line) for each in summary.provenance.degraded] == [("timeout", None)]
    assert summary.provenance.engine == "llm"
    assert summary.abstract


def test_the_opening_is_made_of_proven_sentences() -> None:
    def script(call: Call) -> Outcome:
        if call.answer is not ComposeAnswer:
            return answered(call)
        shown = call.messages[-1].content.splitlines()
        key = next(line.split()[0] for line in shown if "repaint pier 2" in line.casefold())
        told = [
            {"text": "Bram repaints pier 2 by Friday.", "ids": [key]},
            {"text": "Olga repaints pier 2 by Friday.", "ids": [key]},
            {"text": "Bram repaints pier 2 by Friday.", "ids": ["a99"]},
        ]
        return Reply(json.dumps({"abstract": "The crew keeps 6 boats in shed 2.", "highlights": told}))

    summary, _ = driven(script, ONE, small(ONE))
    assert [highlight.text for highlight in summary.highlights] == ["Bram repaints pier 2 by Friday."]
    assert [passage.line for passage in summary.highlights[0].evidence] == [
        NOTES[: NOTES.index("pier 2")].count("\n") + 1
    ]
    assert summary.abstract == "The crew keeps 6 boats in shed 2."
    assert summary.provenance.review
    assert summary.provenance.review.unproven == 2
    assert [prompt.name for prompt in summary.provenance.prompts] == ["review", "compose"]


def test_what_can_not_be_read_is_asked_for_once_more() -> None:
    seen: list[Call] = []

    def script(call: Call) -> Outcome:
        seen.append(call)
        return Reply("I'm sorry, Bram" if len(seen) == 1 else NOTHING, Tokens(call.input_tokens, 7))

    summary, calls = driven(script, ONE, setting(ONE))
    first, second = calls
    assert second.messages[:-1] == first.messages
    assert "sorry" not in second.messages[-1].content
    assert second.input_tokens > first.input_tokens
    assert not summary.provenance.degraded
    assert summary.provenance.usage.calls == 2
    assert summary.provenance.usage.output_tokens == 14


def test_what_can_never_be_read_is_malformed() -> None:
    summary, calls = driven(lambda _: Reply("no JSON"), ONE, setting(ONE))
    assert len(calls) == 2
    assert [(each.code, each.first_line) for each in summary.provenance.degraded] == [("malformed", None)]


def test_a_server_that_reads_a_part_only_is_found_out() -> None:
    summary, _ = driven(lambda call: Reply(NOTHING, Tokens(call.input_tokens // 4, 20)), ONE, setting(ONE))
    assert [each.code for each in summary.provenance.degraded] == ["input_truncated"]
    assert summary.provenance.engine == "rules"


def test_what_is_too_large_is_asked_in_halves() -> None:
    def script(call: Call) -> Outcome:
        first, last = call.lines or (0, 0)
        if last - first > 30:
            return BackendError("too_large", "more than the window")
        return answered(call)

    summary, calls = driven(script, ONE, setting(ONE))
    lines = [call.lines for call in calls if call.answer is ReviewAnswer]
    assert len(lines) == 3
    assert lines[0] == (1, len(DOCUMENT.lines))
    assert [line for pair in lines[1:] for line in range(pair[0], pair[1] + 1)] == list(range(1, lines[0][1] + 1))  # type: ignore[index]
    assert not summary.provenance.degraded
    assert len([metric for metric in summary.metrics if metric.origin == "model"]) == PARTS


def test_what_stays_too_large_is_given_up() -> None:
    summary, calls = driven(lambda _: BackendError("too_large", "more than the window"), ONE, setting(ONE))
    assert len(calls) == 1 + 2 + 4
    assert {each.code for each in summary.provenance.degraded} == {"too_large"}
    assert summary.provenance.degraded[0].first_line == 1
    assert summary.provenance.degraded[-1].last_line == len(DOCUMENT.lines)


def test_usage_sums_what_servers_say() -> None:
    chosen = options(price=Price(input=1.0, output=4.0, cached=0.5))
    its = replace(small(chosen), price=chosen.price)
    summary, calls = driven(answered, chosen, its)
    usage, sent = summary.provenance.usage, [call.input_tokens for call in calls if call.answer is ReviewAnswer]
    assert (usage.calls, usage.input_tokens, usage.output_tokens, usage.cached_tokens) == (4, sum(sent) + 500, 160, 30)
    assert usage.counted
    assert usage.cost_usd == pytest.approx((usage.input_tokens - 30 + 15 + 640) / 1e6)


def test_usage_says_where_it_is_estimated() -> None:
    its = replace(setting(ONE), counter=Counter(lambda text: len(text) // 4), price=None)
    summary, _ = driven(lambda _: Reply(NOTHING), ONE, its)
    assert not summary.provenance.usage.counted
    assert summary.provenance.usage.input_tokens > 0
    assert summary.provenance.usage.cost_usd is None


@pytest.mark.parametrize(
    ("outcome", "counted"),
    [
        (Reply(NOTHING, Tokens(900, 30)), True),
        (Reply(NOTHING, Tokens(900, 30), attempts=2, untold=1), False),
        (BackendError("timeout", "late"), False),
        (BackendError("connection", "cut"), False),
        (BackendError("rate_limited", "slow down"), True),
        (BackendError("deadline", "over", attempts=0), True),
        (BackendError("truncated", "cut", tokens=Tokens(900, 400)), True),
    ],
    ids=["answered", "answered the second time", "late", "cut", "not billed", "never asked", "cut at its length"],
)
def test_usage_says_where_more_may_have_been_taken(outcome: Outcome, *, counted: bool) -> None:
    summary, _ = driven(lambda _: outcome, ONE, setting(ONE))
    assert summary.provenance.usage.counted is counted


def test_names_are_hidden_on_the_way_and_restored_in_the_answer() -> None:
    notes = "# Crew, May 2, 2024\n\nAttendees: Ines Okoye, Bram Visser\n\n- [ ] Repaint the pier\n- Ines takes it.\n"
    seen: list[str] = []

    def script(call: Call) -> Outcome:
        text = call.messages[-1].content
        seen.append(text)
        who = next(line for line in text.splitlines() if line.endswith(" takes it.")).split()[-3]
        fix = {"id": "a1", "field": "owners", "value": who, "lines": [6]}
        return Reply(json.dumps({**json.loads(NOTHING), "fix": [fix]}))

    strict = replace(ONE, privacy="strict")
    its = replace(setting_for(strict, model="ollama/scripted", host=None), max_output=400)
    summary, _ = driven(script, strict, its, document=read(notes))
    assert not any(name in seen[0] for name in ("Ines", "Okoye", "Bram", "Visser"))
    assert [owner.name for owner in summary.action_items[0].owners] == ["Ines Okoye"]
    assert summary.provenance.privacy == "strict"


@pytest.mark.parametrize("its", [setting(ONE), small(ONE)], ids=["whole", "in-parts"])
def test_a_fault_of_ours_costs_only_what_the_model_said(its: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notesllm.llm.assembling.reviewed", lambda *_: 1 / 0)
    summary, _ = driven(lambda _: Reply(NOTHING), ONE, its)
    assert summary.provenance.engine == "rules"
    assert {each.code for each in summary.provenance.degraded} == {"internal"}
    assert (summary.action_items, summary.abstract) == (RULES.action_items, RULES.abstract)


def outcomes() -> Iterator[Outcome]:
    yield from (
        BackendError("timeout", "too slow"),
        BackendError("too_large", "too much"),
        BackendError("budget", "no"),
    )
    yield from (Reply("no JSON"), Reply(NOTHING), Reply(NOTHING, Tokens(3, 1)), Reply('{"add": [7], "drop": "a1"}'))


@given(st.lists(st.sampled_from([*outcomes()]), min_size=1, max_size=6), st.booleans(), st.booleans())
@settings(max_examples=40)
def test_whatever_comes_ends(script: list[Outcome], in_parts: bool, one_by_one: bool) -> None:  # noqa: FBT001
    told = iter(range(10_000))
    its = SMALL if in_parts else setting(ONE)
    summary, calls = driven(lambda _: script[next(told) % len(script)], ONE, its, one_by_one=one_by_one)
    assert len(calls) <= 2 * 4 * PARTS + 2
    assert {item.id for item in RULES.action_items} <= {item.id for item in summary.action_items}
    if not summary.provenance.degraded:
        assert summary.provenance.engine == "llm"
    assert not (summary.provenance.engine == "llm" and any(each.first_line for each in summary.provenance.degraded))


SMALL = small(ONE)
SEEDS = sorted((Path(__file__).parent / "answers").glob("*.review.json"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name.partition(".")[0])
def test_scripted_reviews_of_the_examples(path: Path) -> None:
    name = path.name.partition(".")[0]
    example = next(Path(__file__).parent.parent.glob(f"examples/{name}.*"))
    document = read(example)
    summary, _ = driven(lambda _: Reply(path.read_text(encoding="utf-8")), ONE, setting(ONE), document=document)
    assert summary.provenance.engine == "llm"
    assert not summary.provenance.degraded
    assert summary.highlights
