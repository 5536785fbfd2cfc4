"""Where sources contradict each other; a false alarm costs more trust than a missed one."""

from typing import Any

import pytest
from digest_meetings import cases, meetings

from notesllm import digest


@pytest.mark.parametrize("case", cases("conflicts"))
def test_conflicts(case: dict[str, Any]) -> None:
    warnings = digest(meetings(case)).warnings
    assert [f"{line.code}: {line.message}" for line in warnings] == case["expected"]
    assert all(line.citations for line in warnings)
    assert len({line.id for line in warnings}) == len(warnings)
