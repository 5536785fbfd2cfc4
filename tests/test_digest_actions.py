"""The ledger of actions, line by line: what is one task, how it stands, whose it is, which wording is shown."""

import datetime as dt
import sys
import tomllib
from collections.abc import Sequence
from typing import Any

import pytest
from digest_meetings import meeting
from threads_scoring import SERIES

from notesllm import ExecutiveDigest, MeetingSummary, digest
from notesllm.digest.model import ActionLine

PAIRS = tomllib.loads((SERIES / "pairs.toml").read_text(encoding="utf-8"))
RIGHT = 0.95  # of the pairs; single ones are a matter of taste
FIRST = dt.date(2025, 1, 6)
SLIDES = "Ana Ruiz: prepare the slides for the harbour fair"
Action = str | dict[str, Any]
Actions = Sequence[Action]


def action(told: Action) -> dict[str, Any]:
    """An action from its fields, or from "owner: task"."""
    if isinstance(told, dict):
        return {**action(told["line"]), **{key: value for key, value in told.items() if key != "line"}}
    owner, _, task = told.partition(": ") if told.startswith(("Ana Ruiz: ", "Bo Lund: ")) else ("", "", told)
    return {"task": task, "owners": [owner] if owner else []}


def weekly(*told: Actions, name: str = "Harbour weekly") -> list[MeetingSummary]:
    """Meetings of one series, a week after another, by their actions."""
    return [
        meeting(
            {"name": name, "date": str(FIRST + dt.timedelta(7 * week)), "actions": [action(each) for each in actions]}
        )
        for week, actions in enumerate(told)
    ]


def ledger(*told: Actions, as_of: dt.date | None = None) -> ExecutiveDigest:
    return digest(weekly(*told), as_of=as_of)


def line(*told: Actions, as_of: dt.date | None = None) -> ActionLine:
    """The one line that it takes."""
    (found,) = ledger(*told, as_of=as_of).actions
    return found


@pytest.mark.parametrize("kind", ["same", "other"])
def test_pairs(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = [tuple(pair) for pair in PAIRS[kind]]
    wrong = [(one, two) for one, two in pairs if len(ledger([one], [two]).actions) != (1 if kind == "same" else 2)]
    share = 1 - len(wrong) / len(pairs)
    with capsys.disabled():
        sys.stdout.write(f"\n{kind}: {share:.3f} of {len(pairs)} pairs\n")
    assert share >= RIGHT, wrong


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        pytest.param(("open", "done"), "done", id="finished"),
        pytest.param(("done", "open"), "open", id="taken-up-again"),
        pytest.param(("open", "done", "done"), "done", id="stays-finished"),
        pytest.param(("in_progress", "blocked"), "blocked", id="stuck"),
        pytest.param(("blocked", "open"), "open", id="freed"),
        pytest.param(("open", "cancelled"), "cancelled", id="given-up"),
    ],
)
def test_the_last_meeting_that_says_so_counts(statuses: tuple[str, ...], status: str) -> None:
    found = line(*([{"line": SLIDES, "status": each}] for each in statuses))
    assert found.status == status
    assert found.carried == sum(each not in {"done", "cancelled"} for each in statuses[1:])


def test_of_two_meetings_on_one_day_the_one_that_says_done_counts() -> None:
    one, two = (
        meeting(
            {"name": "Harbour", "date": "2025-01-06", "notes": side, "actions": [{**action(SLIDES), "status": each}]}
        )
        for side, each in (("a", "done"), ("b", "open"))
    )
    for order in ([one, two], [two, one]):
        (found,) = digest(order).actions
        assert found.status == "done"


@pytest.mark.parametrize(
    ("due", "status", "silent", "standing", "overdue"),
    [
        pytest.param("2025-01-05", "open", 0, "overdue", 1, id="a-day-late"),
        pytest.param("2025-01-06", "open", 0, "due_soon", None, id="due-today"),
        pytest.param("2025-01-13", "in_progress", 0, "due_soon", None, id="in-seven-days"),
        pytest.param("2025-01-14", "open", 0, "open", None, id="in-eight-days"),
        pytest.param("2025-01-02", "blocked", 0, "overdue", 4, id="late-and-stuck"),
        pytest.param("2025-01-08", "blocked", 0, "blocked", None, id="stuck"),
        pytest.param("2025-01-02", "done", 2, "done", None, id="over"),
        pytest.param("soon", "open", 1, "open", None, id="one-meeting-silent"),
        pytest.param("soon", "open", 2, "out_of_sight", None, id="two-meetings-silent"),
        pytest.param("2025-06-30", "open", 2, "out_of_sight", None, id="due-later-and-silent"),
    ],
)
def test_standing(due: str, status: str, silent: int, standing: str, overdue: int | None) -> None:
    rest = [[f"Bo Lund: paint crane {number}"] for number in range(silent)]
    told = ledger([{"line": SLIDES, "due": due, "status": status}], *rest, as_of=FIRST)
    found = next(each for each in told.actions if "slides" in each.task)
    assert (found.standing, found.days_overdue) == (standing, overdue)


def test_silence_counts_in_its_own_series_only() -> None:
    others = weekly(
        ["Bo Lund: paint crane 1"], ["Bo Lund: paint crane 2"], ["Bo Lund: paint crane 3"], name="Crane crew"
    )
    found = digest([*weekly([SLIDES]), *others]).actions
    assert next(each for each in found if "slides" in each.task).standing == "open"


def test_deadlines_that_move() -> None:
    days = ("2025-01-10", None, "2025-01-10", "2025-01-17", "2025-01-15")
    found = line(*([{"line": SLIDES, **({"due": day} if day else {})}] for day in days))
    assert [(str(change.before), str(change.after)) for change in found.due_changes] == [
        ("2025-01-10", "2025-01-17"),
        ("2025-01-17", "2025-01-15"),
    ]
    assert found.due is not None
    assert str(found.due.date) == "2025-01-15"


def test_words_without_a_day_do_not_undo_a_deadline() -> None:
    found = line([{"line": SLIDES, "due": "2025-01-10"}], [{"line": SLIDES, "due": "soon"}])
    assert found.due is not None
    assert str(found.due.date) == "2025-01-10"


def test_what_is_taken_up_again_has_a_deadline_of_its_own() -> None:
    told: list[list[Action]] = [[{"line": SLIDES, "due": "2025-01-10"}], [{"line": SLIDES, "status": "done"}]]
    again = line(*told, [SLIDES])
    assert (again.due, again.standing, again.due_changes) == (None, "open", ())
    dated = line(*told, [{"line": SLIDES, "due": "2025-02-10"}])
    assert dated.due is not None
    assert (str(dated.due.date), dated.due_changes) == ("2025-02-10", ())


def test_work_that_changes_hands() -> None:
    task = "translate the visitor guide into Polish"
    found = line([f"Ana Ruiz: {task}"], [task], [f"Bo Lund: {task}"])
    assert [(one.before, one.after) for one in found.reassignments] == [(("Ana Ruiz",), ("Bo Lund",))]
    assert [owner.name for owner in found.owners] == ["Bo Lund"]


def test_notes_that_say_who_had_it_need_fewer_equal_words() -> None:
    first = "Ana Ruiz: translate the guide for visitors of the old harbour into Polish"
    told = {
        "line": "Bo Lund: guide for visitors in Polish",
        "evidence": "Guide for visitors in Polish: Bo Lund takes over from Ana",
    }
    assert len(ledger([first], ["Bo Lund: guide for visitors in Polish"]).actions) == 2
    assert len(line([first], [told]).reassignments) == 1


def test_what_was_over_is_not_handed_to_somebody_else() -> None:
    assert len(ledger([{"line": SLIDES, "status": "done"}], [SLIDES.replace("Ana Ruiz", "Bo Lund")]).actions) == 2


def test_one_ticket_has_several_tasks() -> None:
    found = ledger(
        ["Ana Ruiz: fix the tide gauge (TIDE-88)", "Bo Lund: write tests for TIDE-88"],
        [{"line": "Bo Lund: TIDE-88 tests", "status": "done"}, "Ana Ruiz: TIDE-88 tide gauge fix"],
    ).actions
    assert {(each.owners[0].name, each.status, each.references) for each in found} == {
        ("Ana Ruiz", "open", ("TIDE-88",)),
        ("Bo Lund", "done", ("TIDE-88",)),
    }
    assert len(found) == 2


def test_a_ticket_beside_the_task_counts() -> None:
    told = {"line": "Ana Ruiz: gauge shows wrong tide", "evidence": "TIDE-88 | gauge shows wrong tide | Ana Ruiz"}
    assert line(["Ana Ruiz: fix the gauge TIDE-88"], [told]).references == ("TIDE-88",)


def test_two_items_of_one_meeting_are_two_tasks() -> None:
    assert len(ledger(["Ana Ruiz: order blue paint for crane", "Ana Ruiz: order paint for crane"]).actions) == 2
    assert len(ledger(["Ana Ruiz: update tide tables", "Bo Lund: update tide tables"]).actions) == 2


def test_two_items_that_say_the_very_same_are_one() -> None:
    told = [
        {"line": "Ana Ruiz: update the tide tables"},
        {"line": "Ana Ruiz: tide tables: update", "evidence": "again"},
    ]
    assert len({citation.item for citation in line(told).citations}) == 2


def test_the_clearest_wording_is_shown() -> None:
    assert line(["Ana Ruiz: prepare the slides for the fair"], ["Ana Ruiz: slides for the fair"]).task.startswith(
        "prep"
    )
    assert line(["Ana Ruiz: tide gauge TIDE-88"], ["Ana Ruiz: fix tide gauge"]).task == "tide gauge TIDE-88"


def test_ids_are_those_of_the_first_mention() -> None:
    meetings = weekly([SLIDES], ["Ana Ruiz: slides for the harbour fair"])
    (found,) = digest(meetings).actions
    assert found.id == meetings[0].action_items[0].id
    twice = weekly(["Ana Ruiz: update tide tables"], [], name="Harbour") + weekly(
        ["Bo Lund: update tide tables"], name="Crane"
    )
    ids = [{(each.id, each.owners[0].name) for each in digest(order).actions} for order in (twice, twice[::-1])]
    assert ids[0] == ids[1]
    assert len({name for name, _ in ids[0]}) == 2


def test_what_was_over_before_the_period_is_left_out() -> None:
    meetings = weekly([{"line": SLIDES, "status": "done"}, "Bo Lund: paint crane 4"], ["Bo Lund: order rope"])
    found = digest(meetings, since=FIRST + dt.timedelta(1)).actions
    assert {(each.task, each.new) for each in found} == {("paint crane 4", False), ("order rope", True)}
