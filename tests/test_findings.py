"""What is told of a finding in the margin: what its lines don't say, and nothing that they do."""

import datetime as dt

import pytest

from notesllm import (
    ActionItem,
    Attendee,
    Decision,
    Due,
    Evidence,
    MeetingSummary,
    Metric,
    Milestone,
    Owner,
    Provenance,
    Question,
    Risk,
    Source,
    Topic,
)
from notesllm.llm.findings import Findings
from notesllm.llm.remarks import remark, sentence
from notesllm.summary import Item


def said(quote: str, line: int = 7) -> Evidence:
    return Evidence(start=0, end=len(quote), line=line, quote=quote)


def action(
    quote: str, *owners: str, due: Due | None = None, task: str = "Send the offer", **rest: object
) -> ActionItem:
    told = {"owners": tuple(Owner(name=name) for name in owners), "due": due, **rest}
    return ActionItem.model_validate({"id": "a", "task": task, "evidence": (said(quote),), **told})


MAY_3 = Due(text="by May 3", date=dt.date(2024, 5, 3), precision="day")
FULL = Due(text="May 3, 2025", date=dt.date(2025, 5, 3), precision="day")
CASES = [
    pytest.param(action("Ben Ode: send the offer", "Ben Ode"), "", id="all said"),
    pytest.param(action("**Ben:** Send the *offer*", "Ben Ode"), "Ben Ode", id="name in full"),
    pytest.param(action("Send the offer"), "nobody", id="nobody"),
    pytest.param(action("Ben Ode: send the offer by May 3", "Ben Ode", due=MAY_3), "05-03", id="day"),
    pytest.param(action("Send the offer by May 3", due=MAY_3, status="done"), "nobody; 05-03; done", id="status"),
    pytest.param(action("Offer: Done", "Bo", status="done", task="Offer"), "Bo", id="status said"),
    pytest.param(action("Bo: send the offer, May 3, 2025", "Bo", due=FULL), "", id="day with its year"),
    pytest.param(
        action("Bo: send the offer by January", "Bo", due=Due(text="by January", date=dt.date(2025, 1, 31))),
        "2025-01-31",
        id="day of another year",
    ),
    pytest.param(action("Bo: send the offer asap", "Bo", due=Due(text="asap")), "no day", id="no day"),
    pytest.param(action("Bo: the offer goes out", "Bo"), "Send the offer", id="text"),
    pytest.param(
        Metric(id="m", name="Churn", value="2%", evidence=(said("- **Churn:** 2% (was 3%)"),)), "", id="label"
    ),
    pytest.param(Metric(id="m", name="Churn", value="2%", evidence=(said("Churn fell to 2%"),)), "2%", id="figure"),
    pytest.param(
        Metric(id="m", name="Costs of A", value="2", evidence=(said("Costs of B: 2"),)),
        "2; Costs of A",
        id="other label",
    ),
    pytest.param(
        Attendee(id="p", name="Bo", presence="absent", host=True, evidence=(said("Bo"),)), "absent; host", id="who"
    ),
    pytest.param(Decision(id="d", text="Drop B", made_by="Ana", evidence=(said("We drop B"),)), "Ana", id="decision"),
    pytest.param(Risk(id="r", text="B: late", evidence=(said("late"),)), "B: late", id="risk"),
    pytest.param(Question(id="q", text="Why?", asked_by="Bo", evidence=(said("Bo: Why?"),)), "", id="question"),
    pytest.param(
        Milestone(id="s", text="Launch", due=MAY_3, evidence=(said("Launch by May 3"),)), "05-03", id="milestone"
    ),
    pytest.param(Topic(id="t", title="Money", evidence=(said("Now the costs"),)), "Money", id="topic"),
]


@pytest.mark.parametrize(("item", "told"), CASES)
def test_only_what_the_lines_do_not_say_is_told(item: Item, told: str) -> None:
    assert remark(item, 2024) == told


@pytest.mark.parametrize(("item", "told"), CASES)
def test_every_item_has_a_sentence(item: Item, told: str) -> None:
    assert sentence(item)
    assert told is not None


def summary_of(*actions: ActionItem) -> MeetingSummary:
    source = Source(sha256="0", characters=0, lines=99, format="text")
    return MeetingSummary(id="m", action_items=actions, provenance=Provenance(source=source))


def on(*lines: int) -> ActionItem:
    quotes = tuple(said("Bo: send the offer", line) for line in lines)
    return ActionItem(id=f"a{lines}", task="Send the offer", owners=(Owner(name="Bo Ek"),), evidence=quotes)


@pytest.mark.parametrize(
    ("lines", "first", "last", "marks"),
    [
        pytest.param((7,), 1, 99, {7: ["a1 Bo Ek"]}, id="one line"),
        pytest.param((7, 8, 10), 1, 99, {7: ["a1+3 Bo Ek"]}, id="lines that follow, but for one"),
        pytest.param((7, 30), 1, 99, {7: ["a1 Bo Ek"], 30: ["a1"]}, id="told again"),
        pytest.param((30, 7), 1, 99, {30: ["a1 Bo Ek"], 7: ["a1"]}, id="first told last"),
        pytest.param((7, 30), 20, 99, {30: ["a1 Bo Ek"]}, id="begins in another chunk"),
        pytest.param((7, 30), 40, 99, {}, id="in other chunks"),
    ],
)
def test_marks_stand_where_findings_begin_and_are_told_again(
    lines: tuple[int, ...], first: int, last: int, marks: dict[int, list[str]]
) -> None:
    assert Findings.of(summary_of(on(*lines))).marks(first, last) == marks


def test_an_item_without_evidence_is_not_shown_and_takes_no_id_from_others() -> None:
    bare = ActionItem(id="x", task="Think", evidence=())
    assert list(Findings.of(summary_of(bare, on(7))).items) == ["a2"]
