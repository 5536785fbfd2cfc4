"""Dated steps of a plan, one habit of writing a case."""

import pytest
from extract_cases import cases

from notesllm.document import read
from notesllm.extract import extract


@pytest.mark.parametrize(("text", "expected"), list(cases("milestones")))
def test_milestones(text: str, expected: list[str]) -> None:
    document = read(text)
    milestones = extract(document).milestones
    wanted = [[part.strip() for part in line.split(" | ")] for line in expected]
    assert [(m.text.lower(), str(m.due and m.due.date)) for m in milestones] == [
        (name.lower(), date) for name, date, *_ in wanted
    ]
    for milestone, (_, _, *fields) in zip(milestones, wanted, strict=True):
        assert [f"status={milestone.status}"] == (fields or ["status=open"])
        passage = " ".join(evidence.quote for evidence in milestone.evidence)
        assert milestone.due
        assert milestone.due.text in passage
