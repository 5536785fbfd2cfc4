"""Who is who, and who owns what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesllm.document import read
from notesllm.extract.attendees import find_attendees
from notesllm.extract.draft import Draft
from notesllm.extract.names import looks_like_person, natural_order
from notesllm.extract.reading import Reading
from notesllm.extract.roster import Person, Roster
from notesllm.extract.rules import extract
from notesllm.lexicon import lexicon

ROSTER = Roster(
    (
        Person("Sarah Kim"),
        Person("Ana Lopez", ("@ana-l",)),
        Person("Tom Bradley"),
        Person("Maria Santos", ("maria.santos",)),
        Person("Edward van Gelderen"),
        Person("Alex Chen"),
        Person("Alex Rivera"),
        Person("Chris Hiller", ("@bonehead",)),
        Person("Jean-Claude Morin"),
        Person("José Gómez"),
        Person("Ben Wu"),
        Person("Ben Stone", attending=False),
        Person("Lena Fox", attending=False),
    )
)


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("Sarah Kim", "Sarah Kim"),
        ("sarah", "Sarah Kim"),
        ("Kim", "Sarah Kim"),
        ("@ana-l", "Ana Lopez"),
        ("bonehead", "Chris Hiller"),
        ("Chris H", "Chris Hiller"),
        ("CH", "Chris Hiller"),
        ("ch", None),
        ("Alex", None),
        ("Alex R.", "Alex Rivera"),
        ("A. Chen", "Alex Chen"),
        ("Jose Gomez", "José Gómez"),
        ("Gómez, José", "José Gómez"),
        ("van Gelderen", "Edward van Gelderen"),
        ("JCM", "Jean-Claude Morin"),
        ("Jean-Claude", "Jean-Claude Morin"),
        ("msantos", "Maria Santos"),
        ("Sarah's", "Sarah Kim"),
        ("Tom (QA)", "Tom Bradley"),
        ("Ben", "Ben Wu"),  # who attends goes before who is only mentioned
        ("Lena", "Lena Fox"),
        ("Nobody", None),
        ("", None),
        ("!", None),
    ],
)
def test_resolve(written: str, full: str | None) -> None:
    assert ROSTER.resolve(written) == full


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Sarah + Backend team", ["Sarah Kim/person", "Backend team/team"]),
        ("@ana-l, Tom (QA)", ["Ana Lopez/person", "Tom Bradley/person"]),
        ("Sarah (DevOps Lead)", ["Sarah Kim/person"]),
        ("Sarah, DevOps Lead", ["Sarah Kim/person"]),
        ("Ana and Tom", ["Ana Lopez/person", "Tom Bradley/person"]),
        ("Ana/Tom", ["Ana Lopez/person", "Tom Bradley/person"]),
        ("Ana & Ana Lopez", ["Ana Lopez/person"]),
        ("Product + Eng", ["Product/team", "Eng/team"]),
        ("UI/Design team", ["UI/Design team/team"]),
        ("All leads", ["All leads/group"]),
        ("everyone", ["everyone/group"]),
        ("the data team", ["data team/team"]),
        ("@org/tools-team", ["@org/tools-team/team"]),
        ("VNG", ["VNG/team"]),
        ("mobile team lead", ["mobile team lead/person"]),
        ("Maria Santos (maria.santos@example.org)", ["Maria Santos/person"]),
        ("**Sarah**", ["Sarah Kim/person"]),
        ("Kevin Long", ["Kevin Long/person"]),
        ("Ana Lopez, Kevin Long & the data team", ["Ana Lopez/person", "Kevin Long/person", "data team/team"]),
        ("TBD", []),
        ("-", []),
        ("?", []),
        ("Tom to review the plan", []),
        ("Update the documents", []),
        ("Review by Sarah", []),
        ("Hiring", []),
        ("kevlong", []),
        ("Ana, " * 60, []),
    ],
)
def test_owners(text: str, owners: list[str]) -> None:
    assert [f"{owner.name}/{owner.kind}" for owner in ROSTER.owners(text)] == owners


def test_where_only_owners_stand_a_word_in_small_letters_is_a_nick() -> None:
    assert [owner.name for owner in ROSTER.owners("kevlong", trusted=True)] == ["kevlong"]
    assert ROSTER.owners("later", trusted=True) == ()


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("Ana Lopez", True),
        ("Edward van Gelderen", True),
        ("O'Neill, Tim", True),
        ("@ana", True),
        ("Mark S. Miller", True),
        ("Ana", True),
        ("ANA LOPEZ", True),
        ("Sarah Chen OOO", False),
        ("Backend Team", False),
        ("Next Steps", False),
        ("Discussion", False),
        ("Hiring", False),
        ("QA", False),
        ("ana lopez", False),
        ("We should go on with this plan", False),
        ("Version 2", False),
        ("@org/team", False),
        ("", False),
    ],
)
def test_looks_like_person(text: str, is_person: bool) -> None:  # noqa: FBT001 - a column of the table
    assert looks_like_person(text, lexicon("en")) is is_person


@pytest.mark.parametrize(
    ("written", "natural"),
    [
        ("Lopez, Ana", "Ana Lopez"),
        ("Dam, Jan van", "Jan van Dam"),
        ("Ana Lopez, CTO", "Ana Lopez, CTO"),
        ("Ana Lopez", "Ana Lopez"),
        ("a, b, c", "a, b, c"),
        ("Lopez, on leave", "Lopez, on leave"),
    ],
)
def test_natural_order(written: str, natural: str) -> None:
    assert natural_order(written, lexicon("en")) == natural


def test_mentioned_people_complete_names_but_do_not_attend() -> None:
    reading = Reading.of(read("# Sync\n\nAttendees: Ana Lopez, Ben Wu\n\nCarla Diaz wrote to us. Ben Stone did not.\n"))
    draft = find_attendees(reading, Draft())
    assert [person.name for person in draft.attendees] == ["Ana Lopez", "Ben Wu"]
    assert draft.roster.resolve("Carla") == "Carla Diaz"
    assert draft.roster.resolve("Ben") == "Ben Wu"


@given(st.text(max_size=40), st.lists(st.text(max_size=20), max_size=6))
def test_any_text_can_be_asked_for(text: str, names: list[str]) -> None:
    roster = Roster(tuple(Person(name) for name in names))
    assert roster.resolve(text) in {*names, None}
    assert isinstance(roster.owners(text), tuple)


TWO = Roster((Person("Nkechi"), Person("Matteo Rossi"), Person("Max Weber", attending=False)))


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("M", ["Matteo Rossi"]),
        ("N", ["Nkechi"]),
        ("m", []),
        ("both", ["Nkechi", "Matteo Rossi"]),
        ("M + N", ["Matteo Rossi", "Nkechi"]),
    ],
)
def test_two_who_talk_may_be_letters(written: str, names: list[str]) -> None:
    assert [owner.name for owner in TWO.owners(written)] == names


def test_letters_name_nobody_among_many() -> None:
    assert ROSTER.resolve("S") is None
    assert ROSTER.owners("both") == ()
    assert TWO.resolve("I") is None
    assert TWO.resolve("X") is None
    assert Roster((Person("Ana Lopez", ("Ana I",)), Person("Ben Wu"))).resolve("I") is None


@pytest.mark.parametrize(
    ("notes", "owned"),
    [
        (
            (
                "# 1:1 Nina / Matteo\n\n- Audit is over\n\n## Todo\n\n- M: mute or fix the disk alert\n"
                "- N: talk to Radu about hiring\n- both: collect evidence\n"
            ),
            [["Matteo"], ["Nina"], ["Nina", "Matteo"]],
        ),
        (
            (
                "# 1:1 Jonas / Karla\n\n- Die Prüfung ist vorbei\n\n## Aufgaben\n\n- J: Alarm stummschalten\n"
                "- K: Budget für das Jahr klären\n- beide: Nachweise für den Antrag sammeln\n"
            ),
            [["Jonas"], ["Karla"], ["Jonas", "Karla"]],
        ),
    ],
)
def test_owners_by_letter(notes: str, owned: list[list[str]]) -> None:
    items = extract(read(notes)).action_items
    assert [[owner.name for owner in item.owners] for item in items] == owned
