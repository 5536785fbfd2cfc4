"""Corrections by hand: they count instead of what the notes say, whatever happens to these, until they are cleared."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from archive_notes import write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notesllm import (
    ActionLine,
    Archive,
    Due,
    ExecutiveDigest,
    MeetingSummary,
    OptionError,
    Owner,
    UnknownItemError,
    digest,
    digest_folder,
    preview,
)
from notesllm.archive.edits import corrected, overlaid
from notesllm.archive.overlaying import items_of

FIRST = """# Ops weekly

Date: 2024-03-04

## Decisions

- We decided to roll out sharding in June.

## Action items

- [ ] Zoe Muller: write the failover runbook (OPS-12) by 2024-03-08
- [ ] Bo Li: run the yearly load test by 2024-03-15

## Risks

- The vendor may be late with the new switches.
"""
SECOND = """# Ops weekly

Date: 2024-03-11

## Action items

- [ ] Zoe Muller: write the failover runbook (OPS-12) by 2024-03-20
"""
CORRECTIONS = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(("open", "in_progress", "done", "blocked", "cancelled")),
        "owners": st.lists(st.text(min_size=1, max_size=9), min_size=1, max_size=3),
        "due": st.dates().map(str),
        "text": st.text(min_size=1, max_size=20),
    },
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "1.md", FIRST)
    write(tmp_path / "2.md", SECOND)
    digest_folder(tmp_path)
    return tmp_path


def line(made: ExecutiveDigest, words: str) -> ActionLine:
    (found,) = [each for each in made.actions if words in each.task]
    return found


def action(text: str, words: str) -> str:
    return next(item.id for item in preview(text).action_items if words in item.task)


def edit(folder: Path, item: str, **fields: Any) -> tuple[str, ...]:  # noqa: ANN401 - as Archive.edit takes them
    with Archive(folder) as archive:
        return archive.edit(item, **fields)


@given(corrections=CORRECTIONS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # it is frozen
def test_to_correct_twice_is_to_correct_once(corrections: Mapping[Any, Any], full_summary: MeetingSummary) -> None:
    for items in (full_summary.action_items, full_summary.milestones, full_summary.risks, full_summary.decisions):
        for item in items:
            once = corrected(item, corrections)
            assert corrected(once, corrections) == once
            assert (once.id, once.evidence) == (item.id, item.evidence)
            assert once == item or once.origin == "user"
    by_id = dict.fromkeys([item.id for item in full_summary.action_items], corrections)
    whole = overlaid(full_summary, by_id)
    assert overlaid(whole, by_id) == whole
    assert MeetingSummary.model_validate_json(whole.model_dump_json()) == whole


def test_a_line_is_corrected_and_says_so(folder: Path) -> None:
    before = line(digest_folder(folder), "runbook")
    assert edit(folder, before.id, status="done", owners=["Ana Ruiz"]) == (before.id,)
    after = line(digest_folder(folder), "runbook")
    assert (after.status, after.standing) == ("done", "done")
    assert after.owners == (Owner(name="Ana Ruiz", basis="user"),)
    assert after.corrected == ("status", "owners")
    assert (after.id, after.citations, after.first, after.last) == (
        before.id,
        before.citations,
        before.first,
        before.last,
    )
    assert line(digest_folder(folder), "load test").corrected == ()


def test_any_mention_of_a_thread_corrects_the_thread(folder: Path) -> None:
    edit(folder, action(SECOND, "runbook"), status="blocked")
    assert line(digest_folder(folder), "runbook").status == "blocked"


def test_what_came_before_is_still_told(folder: Path) -> None:
    before = line(digest_folder(folder), "runbook")
    assert [str(change.after) for change in before.due_changes] == ["2024-03-20"]
    edit(folder, before.id, due=dt.date(2024, 4, 1))
    after = line(digest_folder(folder), "runbook")
    assert after.due == Due(text="2024-04-01", date=dt.date(2024, 4, 1), precision="day")
    assert [(str(change.before), str(change.after)) for change in after.due_changes] == [("2024-03-08", "2024-04-01")]
    assert after.carried == before.carried


def test_it_counts_also_against_a_later_meeting(folder: Path) -> None:
    edit(folder, action(FIRST, "runbook"), status="done")
    write(folder / "3.md", SECOND.replace("03-11", "03-18").replace("03-20", "03-27"))
    made = line(digest_folder(folder), "runbook")
    assert len({citation.meeting for citation in made.citations}) == 3
    assert (made.status, made.corrected) == ("done", ("status",))


def test_it_survives_a_change_of_the_notes_and_their_deletion(folder: Path) -> None:
    edit(folder, action(FIRST, "load test"), status="done")
    write(folder / "1.md", FIRST.replace("Ops weekly", "Operations weekly"), age=500)
    assert line(digest_folder(folder), "load test").status == "done"
    (folder / "1.md").unlink()
    assert not any("load test" in each.task for each in digest_folder(folder).actions)
    write(folder / "1.md", FIRST, age=200)
    assert line(digest_folder(folder), "load test").status == "done"


def test_it_survives_another_summary_of_the_same_notes(folder: Path) -> None:
    edit(folder, action(FIRST, "load test"), status="done")
    made = digest_folder(folder, keep_unproven=True)
    assert line(made, "load test").status == "done"


def test_cleared_the_notes_count_again(folder: Path) -> None:
    before = digest_folder(folder)
    edit(folder, line(before, "runbook").id, status="done", text="Write it all down")
    assert digest_folder(folder) != before
    with Archive(folder) as archive:
        assert archive.clear(line(before, "runbook").id) == (line(before, "runbook").id,)
        assert archive.edits() == ()
    assert digest_folder(folder) == before


def test_the_later_of_two_counts(folder: Path) -> None:
    edit(folder, action(FIRST, "runbook"), status="done")
    edit(folder, action(SECOND, "runbook"), status="blocked")
    assert line(digest_folder(folder), "runbook").status == "blocked"
    edit(folder, action(FIRST, "runbook"), status="cancelled")
    assert line(digest_folder(folder), "runbook").status == "cancelled"


def test_a_period_that_leaves_out_the_corrected_mention(folder: Path) -> None:
    edit(folder, action(FIRST, "runbook"), status="done")
    made = digest_folder(folder, since=dt.date(2024, 3, 10))
    assert line(made, "runbook").status == "done"


def test_a_search_finds_what_was_set_by_hand(folder: Path) -> None:
    edit(folder, action(FIRST, "load test"), owners=["Carla Mendes"], text="Simulate peak traffic")
    with Archive(folder) as archive:
        (found,) = archive.search("traffic", owner="carla")
        assert found.item.origin == "user"
        assert found.item.evidence[0].quote in FIRST
        assert archive.search("", owner="Bo Li") == ()


def test_other_kinds(folder: Path) -> None:
    summary = preview(FIRST)
    edit(folder, summary.risks[0].id, owners=["Ana Ruiz"])
    edit(folder, summary.decisions[0].id, text="Sharding starts in July")
    made = digest_folder(folder)
    assert [(risk.owners[0].name, risk.corrected) for risk in made.risks if risk.corrected] == [
        ("Ana Ruiz", ("owners",))
    ]
    assert [decision.corrected for decision in made.decisions if "July" in decision.text] == [("text",)]


def test_without_edits_that_concern_it_a_digest_is_the_plain_one(folder: Path) -> None:
    edit(folder, action(FIRST, "load test"), status="done")
    (folder / "1.md").unlink()
    assert digest_folder(folder) == digest([preview(folder / "2.md")])


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("decisions", {"status": "done"}), ("risks", {"due": dt.date(2024, 1, 1)}), ("action_items", {})],
)
def test_what_an_item_has_not(folder: Path, kind: str, fields: dict[str, Any]) -> None:
    item = getattr(preview(FIRST), kind)[0]
    with pytest.raises(OptionError):
        edit(folder, item.id, **fields)


def test_an_unknown_status(folder: Path) -> None:
    with pytest.raises(OptionError, match="choose one of: open"):
        edit(folder, action(FIRST, "runbook"), status="finished")


def test_the_beginning_of_an_id_is_enough(folder: Path) -> None:
    whole = action(FIRST, "load test")
    assert edit(folder, whole[:-2], status="done") == (whole,)


def test_an_unknown_id_tells_what_is_near(folder: Path) -> None:
    whole = action(FIRST, "load test")
    with pytest.raises(UnknownItemError, match=whole):
        edit(folder, f"{whole[:-1]}!", status="done")


def test_a_beginning_of_several_ids_tells_which(folder: Path) -> None:
    with pytest.raises(UnknownItemError, match="begins several ids"):
        edit(folder, "action-"[:7], status="done")


def test_nothing_to_clear(folder: Path) -> None:
    with Archive(folder) as archive, pytest.raises(UnknownItemError, match="nothing is"):
        archive.clear(action(FIRST, "load test"))


def test_the_id_of_a_line_that_shares_its_first_item_with_another(folder: Path) -> None:
    """Such lines are told apart by ids of their own, which no item has."""
    first, second = line(digest_folder(folder), "runbook"), line(digest_folder(folder), "load test")
    shared = first.citations[:1]
    lines = (first, second.model_copy(update={"id": "action-apart", "citations": shared + second.citations}))
    made = digest_folder(folder).model_copy(update={"actions": lines})
    assert items_of(made, "action-apart") == (action(FIRST, "load test"),)
    assert items_of(made, "action-none") == ()
