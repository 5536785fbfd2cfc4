"""How people write down what was settled: one habit a case, and laws."""

import pytest
from extract_cases import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from notesllm.document import read
from notesllm.extract import Draft, Reading
from notesllm.extract.decisions import find_decisions
from notesllm.summary import Decision


def found(text: str, draft: Draft | None = None) -> tuple[Decision, ...]:
    return find_decisions(Reading.of(read(text)), draft or Draft()).decisions


def told(decision: Decision) -> str:
    parts = [decision.text]
    if decision.rationale:
        parts.append(f"because {decision.rationale}")
    if decision.made_by:
        parts.append(f"by {decision.made_by}")
    return " | ".join(parts)


@pytest.mark.parametrize(("text", "expected"), list(cases("decisions")))
def test_decisions(text: str, expected: list[str]) -> None:
    assert [told(decision) for decision in found(text)] == expected


def test_a_decision_told_twice_has_both_places_as_evidence() -> None:
    text = "# Sync\n\nThe group agreed to call the product Heron.\n\n## Decisions\n- Call the product Heron\n"
    (decision,) = found(text)
    assert [evidence.quote for evidence in decision.evidence] == [
        "The group agreed to call the product Heron.",
        "Call the product Heron",
    ]


def test_a_vote_is_proven_by_its_motion_and_its_outcome() -> None:
    (decision,) = found("## Dues\n\nMotion: Raise dues to 30 euros\n\nVote: 2-5. Motion fails.\n")
    assert [evidence.quote for evidence in decision.evidence] == [
        "Motion: Raise dues to 30 euros",
        "Vote: 2-5. Motion fails.",
    ]


def test_a_report_on_a_fault_tells_what_was_found_out() -> None:
    text = "# Incident\n\nIt was decided that:\n\n1. The disk filled up overnight\n2. The alert was muted by mistake\n"
    assert found(text)
    assert not found(text, Draft(kind="postmortem"))


def test_the_order_of_sections_does_not_change_ids() -> None:
    one = "## Storage\n\nWe agreed to keep the files for a year.\n\n"
    other = "## Decisions\n\n- Move the office in June\n- Sell the van\n\n"
    assert {d.id for d in found(one + other)} == {d.id for d in found(other + one)}


PIECES = st.sampled_from(
    [
        "## Decisions\n",
        "Motion: raise dues\n",
        "- Decision: ship it on May 4\n",
        "Carried.\n",
        "We agreed on the following:\n",
        "  - nested ",
        "| Motion | Result |\n|---|---|\n| Buy a piano | Carried |\n",
        "(No objections, the group is formed)\n",
        "[00:10] Ana Ruiz: Let's go with May.\n[00:20] Tom Gray: Fine.\n",
        "resolved ",
        "because ",
        "?",
        "\n\n",
        ":",
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
    decisions = find_decisions(Reading.of(document), Draft()).decisions
    assert len({decision.id for decision in decisions}) == len(decisions)
    assert all(decision.text and decision.evidence for decision in decisions)
    for evidence in (evidence for decision in decisions for evidence in decision.evidence):
        assert document.source[evidence.start : evidence.end] == evidence.quote != ""
    assert find_decisions(Reading.of(document), Draft()).decisions == decisions
