"""Figures over time: series, directions, targets."""

import datetime as dt
from typing import Any

import pytest
from digest_meetings import cases, meetings

from notesllm import MetricLine, digest
from notesllm.digest.sections.readings import in_unit, reading, same_number


def told(line: MetricLine) -> str:
    aim = {True: "on target", False: "off target", None: ""}[line.on_target]
    values = ", ".join(point.value for point in line.points)
    return " | ".join(filter(None, [line.name, values, line.direction, aim]))


@pytest.mark.parametrize("case", cases("metrics"))
def test_metrics(case: dict[str, Any]) -> None:
    since = dt.date.fromisoformat(case["since"]) if "since" in case else None
    assert [told(line) for line in digest(meetings(case), since=since).metrics] == case["expected"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("$1.2M", "$1,187,000", True),
        ("$1.2M", "$1.3M", False),
        ("99.9%", "99.5%", False),
        ("99.9%", "99.87%", True),
        ("42", "42.0", True),
        ("40", "42", False),
        ("a few", "42", True),
    ],
)
def test_two_figures_may_be_one_number(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a table's column
    assert same_number(one, other, "en") is same
    assert same_number(other, one, "en") is same


def test_a_reading_is_told_in_another_unit() -> None:
    assert in_unit(reading("4 hours", "en"), "minutes") == 240
    assert in_unit(reading("1.5 GB", "en"), "MB") == 1500
    assert in_unit(reading("4 hours", "en"), "$") is None
    assert in_unit(reading("38", "en"), "points") == 38
    assert in_unit(None, "points") is None
