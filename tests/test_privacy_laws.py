"""What holds for every text: hiding can be taken back, is the same each time, and shows nothing."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notesllm.document import read
from notesllm.privacy import Pseudonyms, pseudonyms
from notesllm.privacy.aliases import ALIAS, KINDS, NAMES, in_case_of, name_alias
from notesllm.privacy.detectors import DETECTORS, OPTIONAL

PEOPLE = ["Tom Bradley", "Ana Müller", "Will Smith", "Jo Toms"]
NOTES = """Attendees: Tom Bradley, Ana Müller, Will Smith
- TB: mail tom@example.org or call 415-555-0132
- The password is Tr0ub4dor&3; Ana's IBAN is DE89 3704 0044 0532 0130 00
- MÜLLER asks tom about Müller's plan
"""
PIECES = st.sampled_from(
    (
        *("Tom", "TOM", "tom", "Toms", "Bradley", "Will", "@tbradley", "TB", "Müller", "Mu\u0308ller", "müllers", "Jo"),
        *("tom@example.org", "ana@example.com", "415-555-0132", "+49 30 901820", "Tr0ub4dor&3", "10.0.3.17", "IBAN"),
        *("4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "password: ", "api_key=Zx81kLq02mNv", "Bearer "),
        *(
            "bazval",
            "Bazval",
            "BAZVALS",
            "Vuzvan's",
            "EMAIL_1",
            "email\\_1",
            "PHONE_",
            "_2",
            "NAME_1",
            "TEXT_1",
            "ba",
            "zval",
        ),
        *(" ", ", ", "\n", "'s", "_", "*", "-", "@", ".", "1", "s", "S", "ſ", "K", "é", "$5", "Acme Inc.", "\u0301"),
    )
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))


def hiding(notes: str = NOTES) -> Pseudonyms:
    return pseudonyms(read(notes), PEOPLE, "strict", frozenset({"money", "organizations"}))


@given(st.lists(TEXTS, max_size=4), TEXTS.filter(str.strip))
def test_all_is_restored(texts: list[str], notes: str) -> None:
    for hidden in (hiding(), hiding(f"x {notes}")):
        sent = [hidden.hide(text) for text in texts]
        assert [hidden.restore(text) for text in sent] == texts


@given(TEXTS, TEXTS)
def test_the_same_becomes_the_same(text: str, other: str) -> None:
    hidden, again = hiding(), hiding()
    first = hidden.hide(text)
    hidden.hide(other)
    assert hidden.hide(text) == first == again.hide(text)


@given(TEXTS)
def test_off_changes_nothing(text: str) -> None:
    hidden = pseudonyms(read(NOTES), PEOPLE, "off")
    assert hidden.hide(text) == hidden.restore(text) == text
    assert not hidden.hidden


@given(TEXTS)
def test_detectors_stay_within_the_text(text: str) -> None:
    for detector in (*DETECTORS, *OPTIONAL.values()):
        assert all(0 <= start < end <= len(text) and kind in KINDS for start, end, kind in detector(text))


@given(st.integers(0, 10**7))
def test_names_are_told_by_their_shape(number: int) -> None:
    alias = name_alias(number)
    for written in (alias, alias.capitalize(), alias.upper()):
        match = ALIAS.fullmatch(f"{written}s")
        assert match is None or match["name"] == written
    assert ALIAS.search(f"({alias.capitalize()}'s plan)")


def test_names_differ() -> None:
    assert len({name_alias(number) for number in range(3 * NAMES)}) == 3 * NAMES
    assert [in_case_of(name, "bazval") for name in ("Tom", "TOM", "tom", "J")] == [
        "Bazval",
        "BAZVAL",
        "bazval",
        "Bazval",
    ]


def test_a_model_may_change_how_a_pseudonym_is_written() -> None:
    hidden = hiding()
    alias = hidden.hide("Tom")
    for sent, restored in (
        (f"{alias}'s", "Tom's"),
        (f"{alias}s", "Toms"),
        (f"**{alias}**,", "**Tom**,"),
        (f"_{alias}_", "_Tom_"),
        (f'["{alias}"]', '["Tom"]'),
        (f"{alias}-", "Tom-"),
        (hidden.hide("Müller").swapcase(), "Müller"),
        (hidden.hide("tom@example.org").lower() + ".", "tom@example.org."),
        (hidden.hide("415-555-0132").replace("_", "\\_"), "415-555-0132"),
        ("EMAIL_99 Lozven", "EMAIL_99 Lozven"),
    ):
        assert hidden.restore(sent) == restored


def test_a_person_in_another_case_is_the_same_person() -> None:
    hidden = hiding()
    assert hidden.hide("TOM") == hidden.hide("Tom").upper()
    assert hidden.hide("tom") == hidden.hide("Tom").lower()


def test_numbers_follow_the_notes() -> None:
    hidden = hiding("b@example.org\na@example.org\nb@example.org")
    assert hidden.hide("a@example.org b@example.org c@example.org") == "EMAIL_2 EMAIL_1 EMAIL_3"
    assert hidden.hidden == {"EMAIL": 3}


def test_nothing_shows() -> None:
    hidden = hiding()
    hidden.hide("Tom Bradley")
    assert "Tom" not in f"{hidden!r} {hidden!s}"
    for leave in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="pickled"):
            leave(hidden)


@pytest.mark.parametrize(
    "piece", ["\t ", "-", "-- ", "Tom ", "Tom-", "a_", "A.", "- Tom\n", "Tom, ", "Tom: ", "[a] ", "Dr. "]
)
def test_learning_takes_no_longer_than_the_text(piece: str) -> None:
    """A quadratic rule would take minutes for it, and the limit is 20 seconds."""
    notes = "Tom met Ana\n" + (piece * 100_000)[:100_000] + "x"
    assert "Tom" not in pseudonyms(read(notes), PEOPLE, "strict").hide("Tom met Ana")
