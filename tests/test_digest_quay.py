"""Three weeks of one programme, read by the rules and digested: all sections, from notes to lines."""

import tomllib
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from digest_meetings import CASES

from notesllm import ExecutiveDigest, digest, preview

QUAY = CASES / "quay"
EXPECTED: dict[str, list[str]] = tomllib.loads((QUAY / "expected.toml").read_text(encoding="utf-8"))


@cache
def told(count: int = 3) -> ExecutiveDigest:
    summaries = [preview(path) for path in sorted(QUAY.glob("*.md"))[:count]]
    return digest(summaries, previous=told(count - 1) if count > 1 else None)


def shown(section: str, line: Any) -> str:  # noqa: ANN401 - one shape a section
    if section == "decisions":
        others = [other.text for other in told().decisions if other.id == line.other]
        return " | ".join([line.state, line.text, *others])
    if section == "risks":
        return " | ".join(filter(None, [line.state, line.text, line.severity]))
    if section == "metrics":
        aim = {True: "on target", False: "off target", None: ""}[line.on_target]
        return " | ".join(filter(None, [line.name, ", ".join(p.value for p in line.points), line.direction, aim]))
    if section == "milestones":
        moved = [f"{change.before} -> {change.after}" for change in line.due_changes]
        return " | ".join([line.state, line.text, str(line.due.date), *moved])
    if section == "changes":
        return f"{line.section} {line.kind}: {line.text}"
    return f"{line.name}: {line.open} open, {line.done} done" if section == "people" else str(line.text)


@pytest.mark.parametrize("section", [name for name in EXPECTED if name != "headline"])
def test_each_section(section: str) -> None:
    assert [shown(section, line) for line in getattr(told(), section)] == EXPECTED[section]


def test_the_headline() -> None:
    assert told().headline == " ".join(EXPECTED["headline"])


def test_each_week_is_told_as_what_changed() -> None:
    for before, after in pairwise([told(1), told(2), told(3)]):
        assert after.previous == before.id
        assert after.changes
