"""Who does what by when: each habit of writing is a case in ``cases/actions``."""

import datetime as dt

import pytest
from extract_cases import cases
from hypothesis import given
from hypothesis import strategies as st

from notesllm.document import read
from notesllm.extract.actions import find_actions
from notesllm.extract.draft import Draft
from notesllm.extract.reading import Reading
from notesllm.extract.roster import Person, Roster
from notesllm.extract.rules import extract
from notesllm.summary import ActionItem

DAY = dt.date(2024, 10, 15)
PEOPLE = (
    "Ana Lopez",
    "Tom Bradley",
    "Priya Nair",
    "Sarah Chen",
    "Anna Weber",
    "Jonas Klein",
    "Marie Dubois",
    "Paul Martin",
    "Lucía Gómez",
    "Diego Ruiz",
    "Giulia Rossi",
    "Marco Bianchi",
    "Jan de Vries",
    "Sanne Bakker",
    "João Silva",
    "Beatriz Costa",
)


def actions(text: str) -> Draft:
    document = read(text)
    roster = Roster(tuple(Person(name) for name in PEOPLE), document.language)
    return find_actions(Reading.of(document), Draft(date=DAY, roster=roster))


def shown(item: ActionItem) -> str:
    """``owners | task | day or words``, and status and priority where they are not the usual ones."""
    due = item.due
    when = "-" if due is None else due.date.isoformat() if due.date else due.text
    parts = [", ".join(owner.name for owner in item.owners) or "-", item.task, when]
    if item.status != "open" or item.priority:
        parts.append(item.status)
    if item.priority:
        parts.append(item.priority)
    return " | ".join(parts)


@pytest.mark.parametrize(("text", "expected"), list(cases("actions")))
def test_case(text: str, expected: list[str]) -> None:
    assert [shown(item) for item in actions(text).action_items] == expected


def test_telling_twice_is_one_item_with_both_places() -> None:
    text = "Ana will send the contract to legal by Friday.\n\n## Action items\n\n- Ana: send contract to legal\n"
    (item,) = actions(text).action_items
    assert [evidence.line for evidence in item.evidence] == [1, 5]
    assert item.due is not None
    assert item.due.date == dt.date(2024, 10, 18)


def test_entries_of_one_list_are_never_one_item() -> None:
    text = (
        "## Action items\n- Ana: update docs of the API\n- Ana: update docs of the CLI\n- Tom: update docs of the API\n"
    )
    assert len(actions(text).action_items) == 3


def test_tickets_tell_tasks_apart() -> None:
    text = "Ana will fix the login bug #12.\n\n## Action items\n- Ana: fix the login bug #13\n"
    assert len(actions(text).action_items) == 2


def test_two_owners_for_the_same_words_are_a_warning() -> None:
    text = "Tom will send the signed contract to legal.\n\n## Action items\n- Ana: send the signed contract to legal\n"
    draft = actions(text)
    (item,) = draft.action_items
    assert [owner.name for owner in item.owners] == ["Ana Lopez"]
    assert [warning.code for warning in draft.warnings] == ["owner_conflict"]
    assert [e.line for e in draft.warnings[0].evidence] == [1, 4]


def test_two_days_for_the_same_task_are_a_warning() -> None:
    text = (
        "Ana will send the contract to legal by Nov 3.\n\n## Action items\n- Ana: send the contract to legal (Nov 5)\n"
    )
    draft = actions(text)
    (item,) = draft.action_items
    assert item.due is not None
    assert item.due.date == dt.date(2024, 11, 5)
    assert [warning.code for warning in draft.warnings] == ["due_conflict"]


def test_owners_of_a_heading_or_speaker_are_proven_too() -> None:
    inherited = actions("## Action items\n### Ana\n- Send the contract\n").action_items[0]
    assert [evidence.quote for evidence in inherited.evidence] == ["Ana", "Send the contract"]
    spoken = actions("[00:01] Tom: Thanks. I'll send the deck to the customer.\n[00:02] Ana: Good.\n").action_items[0]
    assert [evidence.quote for evidence in spoken.evidence] == ["Tom", "I'll send the deck to the customer."]
    assert spoken.owners[0].basis == "speaker"


def test_who_agrees_to_a_request_owns_it_by_that() -> None:
    text = "[00:01] Ana: Tom, can you update the pricing page?\n[00:02] Tom: Sure, no problem.\n"
    (item,) = actions(text).action_items
    assert item.owners[0].basis == "accepted"
    refused = text.replace("Sure, no problem.", "I have no time for that.")
    assert actions(refused).action_items == ()


@pytest.mark.parametrize(
    "text",
    [
        "We shipped the new release.",
        "The release will be on Nov 3.",
        "Users will need to log in again.",
        "Ana should consider a new laptop.",
        "If Tom has time, he will help.",
        "Will Tom send the contract?",
        "Ana will not send the contract to legal.",
        "## Agenda\n- Ana to present the budget\n- Review the plan",
        "## Action items\nNone.",
        "## Action items\n- N/A",
        "## Action items\n- No action items this week\n- See below",
        "Action: none",
        "Action taken: the minutes were approved.",
        "AI: machine learning is the future.",
        "## Attendees\n- [x] Ana Lopez - Acme\n- [ ] Tom Bradley - Acme",
        "## PR checklist\n- [ ] I have read the guide\n- [ ] Tests pass",
        "[00:01] Ana: I'll just share my screen.\n[00:02] Tom: I'll let you speak. I'll be back.",
    ],
)
def test_no_action(text: str) -> None:
    assert actions(text).action_items == ()


WORDS = st.sampled_from(
    [
        "Ana",
        "Tom",
        "will",
        "to",
        "send",
        "the",
        "report",
        "by",
        "Friday",
        "Action:",
        "TODO(tom)",
        "-",
        "[",
        "]",
        "[x]",
        "(Ana,",
        "Nov",
        "3)",
        "@ana",
        "##",
        "Action",
        "items\n",
        "\n",
        "|",
        "I'll",
        ",",
        ":",
        "?",
        "and",
        "Sarah",
        "agreed",
        "#action",
        "->",
        "—",
        "~~done~~",
        "Owner:",
        "Due:",
        "10/31",
        "**Next",
        "steps**",
        "asked",
    ]
)


@given((st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)).filter(str.strip))
def test_laws(text: str) -> None:
    document = read(text)
    reading = Reading.of(document)
    draft = Draft(date=DAY, roster=Roster(tuple(Person(name) for name in PEOPLE), document.language))
    found = find_actions(reading, draft)
    assert find_actions(reading, draft) == found
    for item in found.action_items:
        assert item.task.strip() == item.task != ""
        assert item.evidence
        for evidence in item.evidence:
            assert document.source[evidence.start : evidence.end] == evidence.quote != ""
    assert len({item.id for item in found.action_items}) == len(found.action_items)


def test_the_order_of_sections_does_not_change_ids() -> None:
    sections = [
        "## Action items\n- Ana: send the contract\n- Tom: order laptops\n",
        "## Next steps\n- Book the venue (Priya)\n",
    ]
    ids = {item.id for item in actions("\n".join(sections)).action_items}
    assert {item.id for item in actions("\n".join(reversed(sections))).action_items} == ids


def test_deadlines_are_seen_from_the_day_of_their_section() -> None:
    text = (
        "# Week\n## Monday Oct 14\n- Tom will fix CI tomorrow\n## Wednesday Oct 16\n- Ana will order badges tomorrow\n"
    )
    assert [shown(item)[-10:] for item in actions(text).action_items] == ["2024-10-15", "2024-10-17"]
    one_day = text.replace("## Monday Oct 14", "## Start").replace("## Wednesday Oct 16", "## End")
    assert [shown(item)[-10:] for item in actions(one_day).action_items] == ["2024-10-16", "2024-10-16"]


ROLES = """# Board 2024-10-15

Present: Ana Lopez (Chair), City Clerk Tom Bradley, Priya Nair (CFO), Sarah Chen (remote)

## Actions
{line}

The next meeting is on 12 November 2024.
"""


@pytest.mark.parametrize(
    ("line", "owner", "day"),
    [
        ("- The City Clerk will post the seat by Friday", "Tom Bradley", dt.date(2024, 10, 18)),
        ("- Chair to call the vote before the next meeting", "Ana Lopez", dt.date(2024, 11, 12)),
        ("- CFO to report on the loan at the November meeting", "Priya Nair", dt.date(2024, 11, 12)),
        ("- PN to check the figures", "Priya Nair", None),
        ("- Treasurer to pay the invoice", "Treasurer", None),
    ],
)
def test_owners_by_role_and_days_of_the_next_meeting(line: str, owner: str, day: dt.date | None) -> None:
    (item,) = extract(read(ROLES.format(line=line))).action_items
    assert [one.name for one in item.owners] == [owner]
    assert (item.due.date if item.due else None) == day
    assert any(part in evidence.quote for evidence in item.evidence for part in owner.split())


def test_who_he_is() -> None:
    text = (
        "Ana Lopez reported on taxes. She will bring a draft to the Council by October 21. "
        "Residents asked the Council to act."
    )
    (item,) = actions(text).action_items
    assert (item.task, [owner.name for owner in item.owners]) == ("Bring a draft to the Council", ["Ana Lopez"])
    assert "Ana Lopez" in item.evidence[0].quote


@pytest.mark.parametrize("line", ["Alice will update the deploy docs by Friday.", "ACTION: Bob to check the crane"])
def test_what_is_told_over_and_over_is_one_action(line: str) -> None:
    (item,) = actions(f"{line}\n\n" * 200).action_items
    assert item.evidence
