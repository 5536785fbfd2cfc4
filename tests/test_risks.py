"""How people write down what may go wrong: one habit a case, and laws."""

import pytest
from extract_cases import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm.document import read
from notesllm.extract import Draft, Reading
from notesllm.extract.risks import find_risks
from notesllm.summary import Risk


def found(text: str, draft: Draft | None = None) -> tuple[Risk, ...]:
    return find_risks(Reading.of(read(text)), draft or Draft()).risks


def told(risk: Risk) -> str:
    parts = [risk.text]
    if risk.severity:
        parts.append(risk.severity)
    if risk.mitigation:
        parts.append(f"mitigation: {risk.mitigation}")
    if risk.owners:
        parts.append(f"owners: {', '.join(owner.name for owner in risk.owners)}")
    return " | ".join(parts)


@pytest.mark.parametrize(("text", "expected"), list(cases("risks")))
def test_risks(text: str, expected: list[str]) -> None:
    assert [told(risk) for risk in found(text)] == expected


def test_owner_and_mitigation_stand_in_the_evidence() -> None:
    (risk,) = found("## Risks\n- Rain on the day\n  - Mitigation: rent a tent\n  - Owner: Tom Gray\n")
    assert [evidence.quote for evidence in risk.evidence] == [
        "Rain on the day",
        "Mitigation: rent a tent",
        "Owner: Tom Gray",
    ]


def test_what_a_report_on_a_fault_tells_has_happened() -> None:
    text = "The queue worker was overloaded and the site was at risk of data loss.\n"
    assert found(text)
    assert not found(text, Draft(kind="postmortem"))


PIECES = st.sampled_from(
    [
        "## Risks\n",
        "- High:\n  - Funding ends in May\n  - Rain falls on us\n",
        "- Rain (High) - Mitigation: a tent. Owner: Tom\n",
        "Risk: the disk is full\nMitigation: buy one\n",
        "| Risk | Mitigation |\n|---|---|\n| Snow | Salt |\n",
        "Ana raised concerns about the date. ",
        "Problem Statement:\n- x y z\n",
        "Solution:\n",
        "\n\n",
        "  - ",
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
    risks = find_risks(Reading.of(document), Draft()).risks
    assert len({risk.id for risk in risks}) == len(risks)
    assert all(risk.text and risk.evidence for risk in risks)
    for evidence in (evidence for risk in risks for evidence in risk.evidence):
        assert document.source[evidence.start : evidence.end] == evidence.quote != ""
    assert find_risks(Reading.of(document), Draft()).risks == risks
