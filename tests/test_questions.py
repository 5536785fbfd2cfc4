"""How people write down what was asked and answered: one habit a case, and laws."""

import pytest
from extract_cases import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm.document import read
from notesllm.extract import Draft, Reading
from notesllm.extract.questions import find_questions
from notesllm.extract.roster import Person, Roster
from notesllm.summary import Question


def found(text: str, draft: Draft | None = None) -> tuple[Question, ...]:
    return find_questions(Reading.of(read(text)), draft or Draft()).questions


def told(question: Question) -> str:
    parts = [question.text]
    if question.asked_by:
        parts.append(f"asked by {question.asked_by}")
    if question.answer:
        parts.append(f"answer: {question.answer}")
    if question.answered_by:
        parts.append(f"by {question.answered_by}")
    return " | ".join(parts)


@pytest.mark.parametrize(("text", "expected"), list(cases("questions")))
def test_questions(text: str, expected: list[str]) -> None:
    assert [told(question) for question in found(text)] == expected


def test_names_are_as_full_as_the_roster_has_them() -> None:
    roster = Roster((Person("Kim Lee"), Person("Maria Santos")))
    (question,) = found("Q: Is lunch free? (asked by Kim)\nA: Maria explained that it is.\n", Draft(roster=roster))
    assert (question.asked_by, question.answered_by) == ("Kim Lee", "Maria Santos")


PIECES = st.sampled_from(
    [
        "## Q&A\n",
        "Q: Why is it slow? ",
        "A: Tom Gray said it is old.\n",
        "Asked by: Kim\n",
        "Answered by: Tom\n",
        "- Who pays?\n  - Ana: we do\n",
        "Ana asked whether it rains. Tom answered yes.\n",
        "### Is it warm?\n\nYes.\n",
        "(asked by ",
        "\n\n",
        "?",
    ]
)


@given(
    st.lists(PIECES | st.text(st.characters(exclude_characters="\0"), max_size=12), max_size=20)
    .map("".join)
    .filter(str.strip)
)
@settings(max_examples=150)
def test_any_text_is_read_and_every_span_is_exact(text: str) -> None:
    document = read(text)
    questions = find_questions(Reading.of(document), Draft()).questions
    assert len({question.id for question in questions}) == len(questions)
    assert all(question.text and question.evidence for question in questions)
    for evidence in (evidence for question in questions for evidence in question.evidence):
        assert document.source[evidence.start : evidence.end] == evidence.quote != ""
    assert find_questions(Reading.of(document), Draft()).questions == questions
