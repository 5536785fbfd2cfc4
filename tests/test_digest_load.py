"""Who owns how much, and which teams of one name are one."""

from typing import Any

from digest_meetings import meeting

from notesllm import Person, digest

TASKS = (
    "order fenders",
    "paint the radar mast",
    "write the tender",
    "train two pilots",
    "count the buoys",
    "oil crane 4",
)


def told(*meetings: dict[str, Any]) -> dict[str, Person]:
    return {f"{one.name}, {one.role or one.kind}": one for one in digest([meeting(each) for each in meetings]).people}


def action(task: str, *owners: str, **fields: str) -> dict[str, Any]:
    return {"task": task, "owners": list(owners), **fields}


def test_what_is_late_is_part_of_what_is_open() -> None:
    actions = [
        action(TASKS[0], "Ines Okoye", due="2025-03-01"),
        action(TASKS[1], "Ines Okoye", due="2025-03-20"),
        action(TASKS[2], "Ines Okoye", due="2025-04-20"),
        action(TASKS[3], "Ines Okoye", status="blocked"),
        action(TASKS[4], "Ines Okoye", status="done"),
        action(TASKS[5], "Ines Okoye", status="cancelled"),
    ]
    (ines,) = told({"name": "Ops", "date": "2025-03-17", "actions": actions}).values()
    assert (ines.open, ines.overdue, ines.due_soon, ines.blocked, ines.done) == (4, 1, 1, 1, 1)
    assert len(ines.actions) == ines.open


def test_who_is_late_with_most_comes_first() -> None:
    actions = [
        action(TASKS[0], "Bram de Wit"),
        action(TASKS[1], "Bram de Wit"),
        action(TASKS[2], "Ines Okoye", due="2025-03-01"),
        action(TASKS[3], "Salma Haddad"),
    ]
    people = told({"name": "Ops", "date": "2025-03-17", "actions": actions})
    assert [one.name for one in people.values()] == ["Ines Okoye", "Bram de Wit", "Salma Haddad"]


def test_work_of_two_counts_for_both() -> None:
    actions = [action(TASKS[0], "Ines Okoye", "Bram de Wit")]
    people = told({"name": "Ops", "date": "2025-03-17", "actions": actions})
    assert [one.open for one in people.values()] == [1, 1]


def test_two_people_of_one_name_are_two() -> None:
    def week(name: str, role: str, organization: str, task: str) -> dict[str, Any]:
        sarah = {"name": "Sarah Kim", "role": role, "organization": organization}
        return {"name": name, "date": "2025-03-17", "attendees": [sarah], "actions": [action(task, "Sarah Kim")]}

    people = told(
        week("Ops", "Pilot", "Harbour", TASKS[0]),
        week("Audit", "Auditor", "Tidebase", TASKS[1]),
    )
    assert {name: one.open for name, one in people.items()} == {"Sarah Kim, Pilot": 1, "Sarah Kim, Auditor": 1}


def test_a_team_is_one_where_the_same_people_meet() -> None:
    crew = [{"name": name, "role": "Pilot"} for name in ("Ines Okoye", "Bram de Wit", "Salma Haddad")]
    first = {"name": "Ops", "date": "2025-03-10", "attendees": crew, "actions": [action(TASKS[0], "Harbour team")]}
    again = {"name": "Board", "date": "2025-03-17", "attendees": crew, "actions": [action(TASKS[1], "Harbour team")]}
    (team,) = told(first, again).values()
    assert (team.kind, team.open, len(team.meetings)) == ("team", 2, 2)


def test_teams_of_two_houses_are_two() -> None:
    def week(name: str, who: str, task: str) -> dict[str, Any]:
        crew = [{"name": who, "role": "Pilot"}]
        return {"name": name, "date": "2025-03-17", "attendees": crew, "actions": [action(task, "Platform team")]}

    people = digest(
        [meeting(week("Ops", "Ines Okoye", TASKS[0])), meeting(week("Choir", "Olga Brandt", TASKS[1]))]
    ).people
    assert [(one.name, one.open) for one in people] == [("Platform team", 1), ("Platform team", 1)]
