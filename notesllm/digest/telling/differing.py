"""What became of one line since an earlier digest, by its kind."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from notesllm.digest.model import (
    ActionLine,
    Conflict,
    DecisionLine,
    MetricLine,
    MilestoneLine,
    QuestionLine,
    RiskLine,
)
from notesllm.digest.model.lines import ChangeKind
from notesllm.digest.phrasing import names
from notesllm.summary import Due, Owner

Shown = ActionLine | DecisionLine | RiskLine | QuestionLine | MetricLine | MilestoneLine | Conflict
OVER = frozenset(("done", "cancelled"))
SEVERITIES = (None, "low", "medium", "high", "critical")


class Difference(NamedTuple):
    """What became of a line, as it was shown and as it is."""

    kind: ChangeKind
    before: str | None
    after: str | None


def text_of(line: Shown) -> str:
    """What a line says."""
    if isinstance(line, ActionLine):
        return line.task
    if isinstance(line, MetricLine):
        return line.name
    return line.message if isinstance(line, Conflict) else line.text


def is_settled(line: Shown) -> bool:
    """Whether a later period leaves a line out though nothing changed."""
    if isinstance(line, ActionLine | MilestoneLine):
        return line.status in OVER
    return line.state == "closed" if isinstance(line, RiskLine) else not isinstance(line, QuestionLine)


def of_actions(before: ActionLine, after: ActionLine) -> Iterator[Difference]:
    """Standing, deadline, owners; of wording and urgency only where nothing else changed."""
    found = [
        *_of_standing(before.standing, after.standing),
        *_of_due(before.due, after.due),
        *_of_owners(before.owners, after.owners),
    ]
    yield from found
    if not found:
        yield from _changed(before.priority, after.priority)
        yield from _changed(before.task, after.task)
        yield from _changed(before.standing, after.standing)


def of_decisions(before: DecisionLine, after: DecisionLine) -> Iterator[Difference]:
    """Whether it still holds; what is "new" in one period and "standing" in the next is the same."""
    mine, theirs = (None if state in {"new", "standing"} else state for state in (before.state, after.state))
    if after.state in {"reversed", "superseded", "contradicted"} and mine != theirs:
        yield Difference(after.state, before.state, after.state)
    elif mine != theirs:
        yield Difference("reopened", before.state, after.state)
    yield from _changed(before.text, after.text)


def of_risks(before: RiskLine, after: RiskLine) -> Iterator[Difference]:
    """Whether it is over or graver, and whose it is."""
    found = [*_of_risk_state(before, after), *_of_owners(before.owners, after.owners)]
    yield from found
    if not found:
        yield from _changed(before.severity, after.severity)
        yield from _changed(before.mitigation, after.mitigation)
        yield from _changed(before.text, after.text)


def _of_risk_state(before: RiskLine, after: RiskLine) -> Iterator[Difference]:
    if "closed" in {before.state, after.state}:
        if before.state != after.state:
            yield Difference("closed" if after.state == "closed" else "reopened", before.state, after.state)
    elif SEVERITIES.index(after.severity) > SEVERITIES.index(before.severity) > 0:
        yield Difference("worse", before.severity, after.severity)
    elif after.state == "worse" != before.state:
        yield Difference("worse", before.text, after.text)


def of_questions(before: QuestionLine, after: QuestionLine) -> Iterator[Difference]:
    """Only the wording of an open question can change."""
    yield from _changed(before.text, after.text)


def of_metrics(before: MetricLine, after: MetricLine) -> Iterator[Difference]:
    """The last reading, and its target."""
    mine, theirs = before.points[-1], after.points[-1]
    if mine.value != theirs.value:
        yield Difference("moved", mine.value, theirs.value)
    yield from _changed(before.target, after.target)


def of_milestones(before: MilestoneLine, after: MilestoneLine) -> Iterator[Difference]:
    """Whether it was reached, and what moved it."""
    found = [*_of_standing(before.state, after.state), *_of_due(before.due, after.due)]
    yield from found
    if not found:
        yield from _changed(before.text, after.text)


def of_warnings(before: Conflict, after: Conflict) -> Iterator[Difference]:
    """The same contradiction, in other words."""
    yield from _changed(before.message, after.message)


def _of_standing(before: str, after: str) -> Iterator[Difference]:
    if before == after:
        return
    kinds: dict[str, ChangeKind] = {
        "done": "done",
        "cancelled": "cancelled",
        "overdue": "overdue",
        "blocked": "blocked",
        "out_of_sight": "out_of_sight",
    }
    if after in kinds:
        yield Difference(kinds[after], before, after)
    elif before in OVER:
        yield Difference("reopened", before, after)


def _of_due(before: Due | None, after: Due | None) -> Iterator[Difference]:
    mine, theirs = _day(before), _day(after)
    if mine and theirs and mine != theirs:
        yield Difference("slipped" if theirs > mine else "pulled_in", mine.isoformat(), theirs.isoformat())
    elif mine != theirs or (before and after and mine is None and before.text != after.text):
        yield Difference("changed", before.text if before else None, after.text if after else None)


def _day(due: Due | None) -> dt.date | None:
    return due.date if due else None


def _of_owners(before: Iterable[Owner], after: Iterable[Owner]) -> Iterator[Difference]:
    mine, theirs = sorted(owner.name for owner in before), sorted(owner.name for owner in after)
    if mine != theirs:
        yield Difference("reassigned", names(before) or None, names(after) or None)


def _changed(before: str | None, after: str | None) -> Iterator[Difference]:
    if before != after:
        yield Difference("changed", before, after)
