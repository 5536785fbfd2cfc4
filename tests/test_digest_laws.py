"""Laws of a digest, on meetings that are drawn at random from things that people say."""

import datetime as dt
import random
from typing import Any

from digest_meetings import meeting
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm import Citation, ExecutiveDigest, MeetingSummary, digest
from notesllm.summary import Item

DAYS = [f"2025-03-{day:02}" for day in (3, 3, 10, 17, 24)]
NAMES = ("Ines Okoye", "Bram de Wit", "Salma Haddad", "Harbour team")
THINGS = ("the barge at pier 4", "the radar mast", "the booking portal", "phase 1 of the quay wall", "crane 4")
DECISIONS = ("Move {}", "Do not move {}", "Drop the work on {}", "Spend $4,000 on {}", "Spend $6,000 on {}", "Paint {}")
RISKS = ("No spare parts for {}", "No spare parts for {}: resolved", "{} may be late, now blocked")
STATUSES = ("open", "done", "blocked", "in_progress", "cancelled")
SECTIONS = ("decisions", "actions", "risks", "questions", "metrics", "milestones", "warnings", "matters", "changes")


def about(templates: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.builds(str.format, st.sampled_from(templates), st.sampled_from(THINGS))


def fields(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(strategies)


def some(each: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(each, max_size=3)


DUE = st.sampled_from(("2025-03-05", "2025-03-20", "2025-04", "soon"))
ACTION = fields(
    task=about(("Paint {}", "Write the tender for {}", "Fix TIDE-88 on {}")),
    owners=st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
    status=st.sampled_from(STATUSES),
    due=DUE,
)
METRIC = fields(
    name=st.sampled_from(("Berths let", "Crane hours lost", "Berth occupancy north", "Fuel cost")),
    value=st.sampled_from(("81%", "74%", "$1.2M", "12 hours", "15% reduction", "5-10 minutes")),
    target=st.sampled_from((None, "80%", "<10 hours")),
)
MEETING = fields(
    name=st.sampled_from(("Harbour weekly", "Board", None)),
    date=st.sampled_from((*DAYS, None)),
    decisions=some(about(DECISIONS)),
    actions=some(ACTION),
    risks=some(fields(text=about(RISKS), severity=st.sampled_from((None, "low", "high")))),
    questions=some(fields(text=about(("Who owns {}?", "When is {} ready?")), answer=st.sampled_from((None, "Ines")))),
    metrics=some(METRIC),
    milestones=some(fields(text=about(("{} is ready", "Open {}")), due=DUE, status=st.sampled_from(STATUSES))),
    warnings=some(fields(message=about(("{} has two dates",)))),
)
MEETINGS = st.lists(MEETING.map(meeting), max_size=6)


def citations(told: ExecutiveDigest) -> list[Citation]:
    return [citation for section in SECTIONS for line in getattr(told, section) for citation in line.citations]


def items(summary: MeetingSummary) -> dict[str, Item]:
    kinds = ("attendees", "topics", "decisions", "action_items", "risks", "questions", "metrics", "milestones")
    return {item.id: item for kind in (*kinds, "highlights", "warnings") for item in getattr(summary, kind)}


@settings(max_examples=40, deadline=None)
@given(MEETINGS, st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(summaries: list[MeetingSummary], chance: random.Random) -> None:
    shuffled = [*summaries, *summaries[:1]]
    chance.shuffle(shuffled)
    assert digest(shuffled).model_dump_json() == digest(summaries).model_dump_json()


@settings(max_examples=40, deadline=None)
@given(MEETINGS)
def test_the_same_digest_twice_has_no_changes(summaries: list[MeetingSummary]) -> None:
    told = digest(summaries)
    again = digest(summaries, previous=told)
    assert again.changes == ()
    assert again.model_copy(update={"previous": None}) == told


@settings(max_examples=40, deadline=None)
@given(MEETINGS, MEETINGS, st.sampled_from((None, dt.date(2025, 3, 10))))
def test_every_citation_stands_in_its_meeting(
    summaries: list[MeetingSummary], others: list[MeetingSummary], since: dt.date | None
) -> None:
    told = digest([*summaries, *others], since=since, previous=digest(others))
    known = {summary.id: items(summary) for summary in [*summaries, *others]}
    for citation in citations(told):
        assert citation.meeting in known
        assert citation.evidence in known[citation.meeting][citation.item].evidence


@settings(max_examples=40, deadline=None)
@given(MEETINGS)
def test_ids_are_distinct_and_what_is_named_is_there(summaries: list[MeetingSummary]) -> None:
    told = digest(summaries)
    ids: dict[str, set[str]] = {}
    for section in (*SECTIONS[:7], "people"):
        lines = getattr(told, section)
        ids[section] = {line.id for line in lines}
        assert len(ids[section]) == len(lines), section
    meetings = {one.id for one in told.meetings}
    assert all(line.other is None or line.other in ids["decisions"] for line in told.decisions)
    assert all(matter.line in ids[matter.section] for matter in told.matters)
    assert all(action in ids["actions"] for person in told.people for action in person.actions)
    assert all({line.first, line.last} <= meetings for line in (*told.decisions, *told.risks, *told.milestones))
    assert len(told.matters) <= 7
    assert len(told.headline.split()) <= 120


ELSEWHERE = meeting(
    {
        "name": "Choir rehearsal",
        "date": "2025-03-10",
        "decisions": ["Sing Palestrina at Whitsun"],
        "actions": [{"task": "Copy tenor scores", "owners": ["Olga Brandt"], "due": "2025-06-01"}],
        "risks": ["Sopranos have colds"],
        "questions": ["Where do basses sit?"],
        "metrics": [{"name": "Rehearsal attendance", "value": "34 singers"}],
        "milestones": [{"text": "Whitsun concert", "due": "2025-06-08"}],
    }
)


@settings(max_examples=40, deadline=None)
@given(MEETINGS)
def test_an_unrelated_meeting_changes_only_its_own_lines(summaries: list[MeetingSummary]) -> None:
    day = dt.date(2025, 4, 1)
    before, after = digest(summaries, as_of=day), digest([*summaries, ELSEWHERE], as_of=day)
    for section in (*SECTIONS[:7], "people"):
        kept = [
            line
            for line in getattr(after, section)
            if {getattr(line, "first", None), *getattr(line, "meetings", ())} != {ELSEWHERE.id}
            and getattr(line, "first", None) != ELSEWHERE.id
        ]
        kept = [line for line in kept if getattr(line, "meetings", None) != (ELSEWHERE.id,)]
        assert kept == list(getattr(before, section)), section


@settings(max_examples=60, deadline=None)
@given(MEETINGS, st.sampled_from((None, dt.date(2025, 3, 10), dt.date(2025, 3, 20))))
def test_no_action_is_lost(summaries: list[MeetingSummary], since: dt.date | None) -> None:
    whole, told = (
        digest(summaries, as_of=dt.date(2025, 4, 1)),
        digest(summaries, since=since, as_of=dt.date(2025, 4, 1)),
    )
    every = {(summary.id, item.id) for summary in summaries for item in summary.action_items}
    for one in (whole, told):
        cited = [place for line in one.actions for place in {(each.meeting, each.item) for each in line.citations}]
        assert len(cited) == len(set(cited))
        assert set(cited) <= every
    assert sum(len({(each.meeting, each.item) for each in line.citations}) for line in whole.actions) == len(every)
    days = {summary.id: summary.date for summary in summaries}
    left_out = {line.id for line in whole.actions} - {line.id for line in told.actions}
    for line in whole.actions:
        before = (days[line.last] or dt.date.max) < (since or dt.date.min)
        assert (line.id in left_out) == (before and line.status in {"done", "cancelled"})
    kept = [line.model_copy(update={"new": True}) for line in whole.actions if line.id not in left_out]
    assert [line.model_copy(update={"new": True}) for line in told.actions] == kept
