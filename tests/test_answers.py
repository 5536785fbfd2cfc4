"""The scripted answers to the examples: they fit what was asked, are proven, and both strategies come to the same."""

from pathlib import Path

import pytest

from notesllm import MeetingSummary, preview
from notesllm.config import Options, Strategy
from notesllm.document import read
from notesllm.llm.call import Reply
from notesllm.llm.findings import Findings
from notesllm.llm.setting import setting_for
from notesllm.llm.wire import MEETING, ExtractAnswer, ReviewAnswer, parse_answer
from notesllm.pipeline import plan

ANSWERS = Path(__file__).parent / "answers"


def answer(example: Path, strategy: Strategy) -> str:
    return (ANSWERS / f"{example.stem}.{strategy}.json").read_text(encoding="utf-8")


def answered(example: Path, strategy: Strategy) -> MeetingSummary:
    """The summary after the scripted answer."""
    options = Options(engine="llm", model="openai/gpt-5-mini", strategy=strategy, privacy="off")
    steps = plan(read(example), options, setting_for(options, model="openai/gpt-5-mini", host=None))
    step = next(steps)
    (call,) = step.calls
    with pytest.raises(StopIteration) as done:  # one answer is enough
        steps.send([(call, Reply(answer(example, strategy)))])
    assert isinstance(done.value.value, MeetingSummary)
    return done.value.value


def test_a_review_names_findings_and_lines_that_there_are(example: Path) -> None:
    review = parse_answer(answer(example, "review"), ReviewAnswer)
    items = Findings.of(preview(example)).items
    lines = len(example.read_text(encoding="utf-8").splitlines())
    new = {f"n{number}" for number, _ in enumerate(review.add, 1)}
    assert review.lost == 0
    assert {*review.drop, *[fix.id for fix in review.fix]} <= {*items, MEETING}
    assert set(review.highlights) <= {*items, *new}
    assert len(review.highlights) <= 7
    for cited in [*[fix.lines for fix in review.fix], *[addition.lines for addition in review.add]]:
        assert cited
        assert all(1 <= line <= lines for line in cited)


def test_a_review_changes_what_it_says_and_all_of_it_is_proven(example: Path) -> None:
    review = parse_answer(answer(example, "review"), ReviewAnswer)
    summary = answered(example, "review")
    came = summary.provenance.review
    assert came is not None
    assert (came.unproven, came.refused) == (0, 0)
    assert came.dropped == len(review.drop)
    assert came.corrected == len(review.fix)
    assert came.added == len([addition for addition in review.add if addition.kind != "fact"])
    assert summary.abstract == review.abstract
    assert len(summary.highlights) == len(review.highlights)
    assert summary.provenance.degraded == ()


def test_an_extract_holds_every_line_it_says(example: Path) -> None:
    extract = parse_answer(answer(example, "extract"), ExtractAnswer)
    assert extract.lost == 0
    kinds = (extract.attendees, extract.topics, extract.decisions, extract.action_items, extract.risks)
    for item in [item for kind in (*kinds, extract.metrics, extract.milestones, extract.highlights) for item in kind]:
        assert item.lines


def test_both_strategies_come_to_the_same_actions_and_decisions(example: Path) -> None:
    review, extract = answered(example, "review"), answered(example, "extract")
    told = [
        sorted((str(item.due and item.due.date), item.status, *[owner.name for owner in item.owners]) for item in items)
        for items in (review.action_items, extract.action_items)
    ]
    assert told[0] == told[1]
    assert {item.text.casefold() for item in review.decisions} == {item.text.casefold() for item in extract.decisions}
    assert {item.name for item in review.attendees} == {item.name for item in extract.attendees}


@pytest.mark.parametrize("strategy", ["review", "extract"])
@pytest.mark.parametrize(
    ("stem", "fact"),
    [
        pytest.param("october-all-hands", "Zero P1 incidents in September", id="incidents"),
        pytest.param("weekly-tpm-status", "3 major deals", id="deals"),
        pytest.param("q3-engineering-all-hands", "20% of engineering capacity", id="debt"),
        pytest.param("engineering-team-meeting", "connection pool", id="outage"),
    ],
)
def test_what_the_rules_did_not_tell_first_is_told(stem: str, fact: str, strategy: Strategy) -> None:
    (path,) = (Path(__file__).parent.parent / "examples").glob(f"{stem}.*")
    summary = answered(path, strategy)
    assert fact in " ".join([summary.abstract, *[highlight.text for highlight in summary.highlights]])
