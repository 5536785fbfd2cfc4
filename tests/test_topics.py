"""The meeting's subjects, one habit of writing a case."""

import pytest
from extract_cases import cases

from notesllm.document import read
from notesllm.extract import extract


@pytest.mark.parametrize(("text", "expected"), list(cases("topics")))
def test_topics(text: str, expected: list[str]) -> None:
    topics = extract(read(text)).topics
    assert [f"{topic.title} | {topic.gist}" for topic in topics] == expected


def test_a_huge_document_names_its_weightiest_subjects_only() -> None:
    text = "# Survey 2024-05-02\n" + "".join(
        f"## Parcel no{n}\nWe agreed to sell parcel {n} to its tenant.\n" for n in range(60)
    )
    assert len(extract(read(text)).topics) == 20


def test_links_and_templates_are_no_subjects() -> None:
    text = (
        "# Sync\n## [Your subject here]\nSay what you did this week, please.\n## https://example.org/x\nA link to it.\n"
    )
    assert extract(read(text)).topics == ()


def test_key_points_stand_in_the_order_of_the_notes() -> None:
    text = (
        "# Sync\n## Garden party\n- Ana orders the tents for Friday\n"
        "- We agreed to invite the neighbours\n- Rain is a risk for the stage\n"
    )
    (topic,) = extract(read(text)).topics
    assert topic.gist == "We agreed to invite the neighbours"
    assert topic.key_points == ("Ana orders the tents for Friday", "Rain is a risk for the stage")
