"""Who is who across meetings: never one by a name alone, nor two where a role, an address or the series tells more."""

from typing import Any

import pytest
from digest_meetings import meeting
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm import MeetingSummary
from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.period import period_of

DAVID = "David Kim"
ENGINEER: dict[str, Any] = {"name": DAVID, "role": "Backend Engineer"}
MANAGER: dict[str, Any] = {"name": DAVID, "role": "Account Manager"}
BANK: dict[str, Any] = {"name": DAVID, "organization": "Norwell Bank"}
TRAM: dict[str, Any] = {"name": DAVID, "organization": "Tramline"}
OTHERS = ["Priya Nair", "Lena Fischer"]
Told = tuple[str, list[str | dict[str, Any]]]


def context(*told: Told) -> tuple[Context, list[MeetingSummary]]:
    """Meetings a day apart, by their titles and attendees."""
    found = [
        meeting({"name": name, "date": f"2025-01-{day:02}", "attendees": attendees})
        for day, (name, attendees) in enumerate(told, 1)
    ]
    return Context(*period_of(found)), found


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        pytest.param(("Sync", [ENGINEER]), ("Sync", [ENGINEER]), True, id="one-role"),
        pytest.param(("Sync", [ENGINEER]), ("Board", [ENGINEER]), True, id="one-role-in-two-series"),
        pytest.param(("Sync", [ENGINEER]), ("Sync", [MANAGER]), False, id="two-roles"),
        pytest.param(("Sync", [ENGINEER]), ("Sync", [DAVID]), True, id="a-role-told-once"),
        pytest.param(("Sync", [ENGINEER]), ("Board", [DAVID]), False, id="a-name-alone"),
        pytest.param(("Sync", [DAVID]), ("Board", [DAVID]), False, id="a-name-alone-twice"),
        pytest.param(("Sync", [DAVID]), ("Sync", [DAVID]), True, id="one-series"),
        pytest.param(("Sync", [DAVID, *OTHERS]), ("Board", [DAVID, *OTHERS]), True, id="among-the-same-people"),
        pytest.param(("Sync", [BANK, *OTHERS]), ("Board", [TRAM, *OTHERS]), False, id="two-organisations"),
        pytest.param(("Sync", [{**ENGINEER, **BANK}]), ("Sync", [{**ENGINEER, **TRAM}]), False, id="of-one-role"),
        pytest.param(
            ("Sync", [{**ENGINEER, "email": "dk@a.test"}]),
            ("Board", [{**MANAGER, "email": "DK@a.test"}]),
            True,
            id="one-address",
        ),
        pytest.param(
            ("Sync", [{**ENGINEER, "email": "dk@a.test"}]),
            ("Sync", [{**ENGINEER, "email": "kim@b.test"}]),
            False,
            id="two-addresses",
        ),
        pytest.param(("Sync", ["David"]), ("Board", ["David"]), False, id="first-names-in-two-series"),
        pytest.param(("Sync", ["David"]), ("Sync", ["David"]), True, id="first-names-in-one-series"),
    ],
)
def test_two_of_one_name(first: Told, second: Told, same: bool) -> None:  # noqa: FBT001 - a case's verdict
    for told in ((first, second), (second, first)):
        found, meetings = context(*told)
        one, other = (found.people.of(each.id, each.attendees[0].name) for each in meetings)
        assert one is not None
        assert other is not None
        assert (one == other) == same


@pytest.mark.parametrize(
    ("attendees", "short", "full"),
    [
        pytest.param(["Sarah Okafor", DAVID], "Sarah", "Sarah Okafor", id="the-only-one"),
        pytest.param(["Sarah Okafor", "Sarah Lindqvist"], "Sarah", None, id="two-fit"),
        pytest.param(["Sarah Okafor", "Sarah Lindqvist"], "Sarah L.", "Sarah Lindqvist", id="told-apart-by-an-initial"),
        pytest.param(["Sarah Okafor", "Sarah Oduya"], "Sarah O", None, id="an-initial-that-two-have"),
        pytest.param(["Sarah Okafor"], "Okafor", "Sarah Okafor", id="a-last-name"),
        pytest.param(["Sara Okafor"], "Sarah", None, id="another-name"),
    ],
)
def test_short_names(attendees: list[str | dict[str, Any]], short: str, full: str | None) -> None:
    for told in ((("Sync", attendees), ("Sync", [short])), (("Sync", [short]), ("Sync", attendees))):
        found, meetings = context(*told)
        bare = next(each for each in meetings if len(each.attendees) == 1 and each.attendees[0].name == short)
        number = found.people.of(bare.id, short)
        assert number is not None
        assert found.people.people[number].name == (full or short)


def test_a_short_name_with_another_role_is_somebody_else() -> None:
    found, (one, two) = context(("Sync", [ENGINEER]), ("Sync", [{"name": "David", "role": "Account Manager"}]))
    assert found.people.of(one.id, DAVID) != found.people.of(two.id, "David")


def test_a_short_name_is_nobody_of_another_series() -> None:
    found, (one, two) = context(("Sync", [ENGINEER]), ("Board", ["David"]))
    assert found.people.of(one.id, DAVID) != found.people.of(two.id, "David")


def test_two_of_one_name_in_one_meeting_are_nobody_in_particular() -> None:
    told = meeting({"name": "Sync", "date": "2025-01-01", "attendees": [ENGINEER, MANAGER]})
    assert len(told.attendees) == 2
    found = Context(*period_of([told])).people
    assert len(found.people) == 2
    assert found.of(told.id, DAVID) is None


PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(("Ana Ruiz", "Ana", "Ana R.", DAVID, "David", "Kim", *OTHERS)),
            "role": st.sampled_from((None, "Engineer", "Backend Engineer", "Manager")),
            "organization": st.sampled_from((None, "Tramline", "Norwell Bank")),
        }
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("Sync", "Board")), PEOPLE), max_size=6))
def test_nobody_has_two_organisations_or_two_roles(told: list[Told]) -> None:
    found, meetings = context(*told)
    seen: dict[int, set[str]] = {}
    for each in meetings:
        for attendee in each.attendees:
            number = found.people.of(each.id, attendee.name)
            if number is not None and attendee.organization:
                seen.setdefault(number, set()).add(attendee.organization)
    assert all(len(organizations) == 1 for organizations in seen.values())
