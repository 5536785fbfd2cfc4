"""Answers that a model should not have given: nothing invented gets in, nothing of the rules gets lost."""

import pytest
from bad_answers import INVENTED, UNUSABLE, USABLE, added, answer, fixed
from fault_runs import KEY, LONG, NOTES, RULES, SMALL_WINDOW, WAYS, Run, check_as_the_rules_say, check_no_worse, served
from scripted import asked, in_turn, saying
from servers import Answer, Request, completion

from notesllm import MeetingSummary, summarize
from notesllm.llm.findings import Findings

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
ways = pytest.mark.parametrize("run", [pytest.param(run, id=name) for name, run in WAYS.items()])


@pytest.mark.parametrize("name", USABLE)
def test_nothing_invented_gets_in_and_nothing_found_gets_lost(name: str) -> None:
    summary, server, _ = served(summarize, saying(USABLE[name]))
    check_no_worse(summary)
    told = summary.model_dump_json(exclude={"provenance"}).lower()
    assert not [word for word in INVENTED if word in told]
    assert sum(len(getattr(summary, kind)) for kind in ("action_items", "decisions")) == 5
    assert len(server.requests) == 1
    assert summary.provenance.degraded == ()


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_read_is_asked_for_once_more_with_the_error_only(name: str) -> None:
    summary, server, _ = served(summarize, saying(UNUSABLE[name]))
    check_as_the_rules_say(summary)
    assert [each.code for each in summary.provenance.degraded] == ["malformed"]
    first, second = (request.json["messages"] for request in server.requests)
    assert second[: len(first)] == first
    assert [message["role"] for message in second[len(first) :]] == ["user"]
    assert UNUSABLE[name][:40] not in second[-1]["content"]
    assert len(second[-1]["content"]) < 300


def test_an_invented_owner_of_something_true_is_left_out() -> None:
    said = answer(add=[added("action", "Show the new login page", who=["Zaphod"], lines=[7])])
    summary, _, _ = served(summarize, saying(said))
    check_no_worse(summary)
    assert not [owner for item in summary.action_items for owner in item.owners if "Zaphod" in owner.name]


@ways
def test_the_second_answer_counts(run: Run) -> None:
    summary, server, _ = served(run, in_turn(saying("no"), saying(answer())))
    check_no_worse(summary)
    assert summary.provenance.degraded == ()
    assert summary.provenance.engine == "llm"
    assert len(server.requests) == summary.provenance.usage.calls == 2


@ways
def test_a_server_that_reads_only_a_part_is_found_out(run: Run) -> None:
    usage = {"prompt_tokens": 90, "completion_tokens": 9, "total_tokens": 99}
    summary, server, _ = served(run, completion(answer(drop=["p1"]), usage=usage))
    check_as_the_rules_say(summary)
    assert [each.code for each in summary.provenance.degraded] == ["input_truncated"]
    assert len(server.requests) == 1


def test_good_answers_get_in() -> None:
    """Or the tests above would pass with a library that ignores every answer."""
    said = answer(
        fix=[fixed("a3", "text", "Call the customer back", 17)],
        add=[added("fact", "Ana Ruiz showed the new login page.", lines=[7])],
        highlights=["n1", "d1"],
    )
    summary, _, _ = served(summarize, saying(said), privacy="off")
    check_no_worse(summary)
    assert summary.highlights[0].text == "Ana Ruiz showed the new login page."
    assert summary.provenance.review is not None
    assert summary.provenance.review.corrected == 1


def test_findings_are_those_that_the_answers_above_mean() -> None:
    texts = Findings.of(RULES).texts()
    assert [key for key in texts if key[0] in "admr"] == ["a1", "a2", "a3", "d1", "d2", "r1", "m1"]
    assert NOTES.splitlines()[7] == "Churn was 2.4% last month."


@ways
def test_one_failed_part_of_long_notes_costs_that_part_only(run: Run) -> None:
    def refuses_gate_3(request: Request) -> Answer:
        if "<notes>" in asked(request) and "to check gate 3" in asked(request):
            return completion(None, refusal="I can't help with that.")
        return saying(answer())(request)

    summary, server, _ = served(run, refuses_gate_3, LONG, **SMALL_WINDOW)
    check_parts(summary)
    (degraded,) = (each for each in summary.provenance.degraded if each.code == "refusal")
    lines = LONG.splitlines()[(degraded.first_line or 1) - 1 : degraded.last_line]
    assert "Action: Ana Ruiz to check gate 3" in lines
    assert len(lines) < LONG.count("\n")
    assert summary.provenance.engine == "mixed"
    assert len(server.requests) > 3


@ways
def test_a_budget_that_ends_half_way(run: Run) -> None:
    everything, whole, _ = served(run, saying(answer()), LONG, **SMALL_WINDOW)
    assert everything.provenance.degraded == ()
    usage = everything.provenance.usage
    budget = (usage.input_tokens + usage.output_tokens) // 2 + 1500
    summary, server, _ = served(run, saying(answer()), LONG, **SMALL_WINDOW, budget_tokens=budget)
    check_parts(summary)
    assert {each.code for each in summary.provenance.degraded} == {"budget"}
    assert all(each.first_line for each in summary.provenance.degraded[:-1])
    assert 0 < len(server.requests) < len(whole.requests)
    spent = summary.provenance.usage
    assert spent.input_tokens + spent.output_tokens <= budget
    assert spent.calls == len(server.requests)


def check_parts(summary: MeetingSummary) -> None:
    tasks = [item.task for item in summary.action_items]
    assert [f"Check gate {n}" for n in range(1, 9)] == tasks
    assert KEY not in summary.model_dump_json()
