"""How much each line of a digest matters to somebody who reads seven of them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.digest.model import (
    ActionLine,
    Citation,
    Conflict,
    DecisionLine,
    ExecutiveDigest,
    Matter,
    MetricLine,
    MilestoneLine,
    QuestionLine,
    RiskLine,
)
from notesllm.digest.model.lines import Section
from notesllm.digest.phrasing import day, listed, names, on_or_in, short
from notesllm.digest.sections.detailing import without_lead
from notesllm.digest.sections.readings import has_good_side, in_unit, reading

URGENT = {"critical": 18, "high": 12, "medium": 4, "low": -6, None: 0}  # priority, and severity
GRAVE_CONFLICTS = ("owner_conflict", "due_conflict", "decision_conflict", "figure_conflict")
STATES = {"worse": 66, "new": 38, "open": 34}
LONG = 24  # words of a line's text
BIG = 0.25  # a movement worth telling, as a share of where it came from
GOOD = 6  # what a figure weighs more of which a reader knows whether more of it is good
RECENT = 8.0  # what a line of the last meeting weighs more than one of the first
NEXT = dt.timedelta(21)


FIGURE = regex(r"(?<![\w/-])[$€£]?\d")  # not of a ticket, "SR-2024-001"


class Weighed(NamedTuple):
    """A line as it would be told, and its weight."""

    weight: float
    matter: Matter


def weighed(digest: ExecutiveDigest) -> tuple[Weighed, ...]:
    """All lines that may be told, the heaviest first; what was said last weighs more."""
    found = (
        *weighed_actions(digest.actions),
        *weighed_decisions(digest.decisions),
        *weighed_risks(digest.risks),
        *weighed_metrics(digest.metrics),
        *weighed_milestones(digest.milestones, digest.as_of),
        *weighed_conflicts(digest.warnings),
        *weighed_questions(digest.questions),
    )
    days = sorted({meeting.date for meeting in digest.meetings if meeting.covered and meeting.date})
    late = {day: RECENT * place / (len(days) - 1) for place, day in enumerate(days)} if len(days) > 1 else {}
    bonus = {meeting.id: late.get(meeting.date, 0.0) for meeting in digest.meetings if meeting.date}
    return tuple(
        sorted(
            (
                one._replace(
                    weight=one.weight + max((bonus.get(c.meeting, 0.0) for c in one.matter.citations), default=0)
                )
                for one in found
            ),
            key=order,
        )
    )


def order(one: Weighed) -> tuple[float, str, str]:
    """By weight; by what they are where two weigh the same."""
    return -one.weight, one.matter.section, one.matter.line


def weighed_actions(lines: Sequence[ActionLine]) -> Iterator[Weighed]:
    """What is late, the more so the longer and the oftener told; what is blocked; what is due and urgent."""
    for line in lines:
        told = len({citation.meeting for citation in line.citations})
        slips = sum(change.after > change.before for change in line.due_changes)
        more = URGENT[line.priority] + 5 * min(line.carried, 4) + 4 * slips + 2 * min(told, 4)
        whose = f" ({names(line.owners)})" if line.owners else ""
        task = short(line.task, LONG)
        if line.standing == "overdue" and line.due and line.due.date and line.days_overdue:
            late = f"{line.days_overdue} days" if line.days_overdue > 1 else "1 day"
            text = f"Overdue by {late}: {task}{whose}, due {day(line.due.date)}" + _history(slips, line.carried)
            yield _weighed(50 + more + min(line.days_overdue, 60) / 6, text, "actions", line.id, line.citations)
        elif line.standing == "blocked":
            yield _weighed(48 + more, f"Blocked: {task}{whose}", "actions", line.id, line.citations)
        elif line.standing == "due_soon" and line.due and line.due.date:
            yield _weighed(36 + more, f"Due {day(line.due.date)}: {task}{whose}", "actions", line.id, line.citations)
        elif line.standing in {"open", "out_of_sight"} and (line.reassignments or line.due_changes):
            yield _weighed(
                26 + more,
                f"Still open: {task}{whose}{_history(slips, line.carried)}",
                "actions",
                line.id,
                line.citations,
            )


def _history(slips: int, carried: int) -> str:
    told = [f"moved {'once' if slips == 1 else f'{slips} times'}"] if slips else []
    told += [f"carried over {'once' if carried == 1 else f'{carried} times'}"] if carried else []
    return f"; {listed(told)}" if told else ""


def weighed_decisions(lines: Sequence[DecisionLine]) -> Iterator[Weighed]:
    """What no longer holds first; of the new ones those with figures and reasons."""
    known = {line.id: line for line in lines}
    for line in lines:
        other = known.get(line.other or "")
        text = short(line.text, LONG)
        if line.state == "contradicted":
            continue  # the warning tells both
        if line.state in {"reversed", "superseded"} and other:
            heavy = 72 if line.state == "reversed" else 64
            told = f"{line.state.title()}: {text}; now: {short(other.text, LONG)}"
            yield _weighed(heavy, told, "decisions", line.id, (*line.citations, *other.citations))
            continue
        more = without_lead(line.detail) if line.detail else ""
        figures = FIGURE.search(f"{line.text} {more}")
        heavy = 42 + 9 * bool(figures) + 3 * bool(line.rationale) + 3 * bool(line.made_by) - 12 * (line.state != "new")
        told = f"Decided: {text}" + (f" – {short(more, LONG)}" if more else "")
        yield _weighed(heavy, told, "decisions", line.id, line.citations)


def weighed_risks(lines: Sequence[RiskLine]) -> Iterator[Weighed]:
    """Those that got worse, then the severe ones and those that come again."""
    for line in lines:
        if line.state == "closed":
            continue
        told = len({citation.meeting for citation in line.citations})
        lead = "Risk, now worse" if line.state == "worse" else "Risk"
        more = 3 * bool(line.mitigation) + 3 * bool(FIGURE.search(line.text))
        heavy = STATES[line.state] + URGENT[line.severity] + 4 * (min(told, 4) - 1) + more
        text = f"{lead}: {short(line.text, LONG)}" + (f" ({names(line.owners)})" if line.owners else "")
        yield _weighed(heavy, text, "risks", line.id, line.citations)


def weighed_metrics(lines: Sequence[MetricLine]) -> Iterator[Weighed]:
    """Figures off their targets, then the big movements."""
    for line in lines:
        value = line.points[-1].value
        moved = movement(line)
        good = GOOD if has_good_side(line.name) else 0
        if line.on_target is False:
            text = f"Off target: {line.name} at {value}, target {line.target}"
            yield _weighed(54, text, "metrics", line.id, line.citations)
        elif moved and abs(moved) >= BIG:
            before = line.previous or line.points[-2].value
            text = f"{line.name}: {value}, from {before}"
            yield _weighed(30 + good + min(abs(moved), 1.0) * 8, text, "metrics", line.id, line.citations)
        elif line.direction is None and line.unit == "%" and line.target is None:
            yield _weighed(20 + good, f"{line.name}: {value}", "metrics", line.id, line.citations)


def movement(line: MetricLine) -> float | None:
    """How far a figure moved, as a share of where it came from; None where the readings don't tell."""
    numbers = [point.number for point in line.points]
    given = in_unit(reading(line.previous, "en"), line.unit) if line.previous else None
    before = given if given is not None else numbers[-2] if len(numbers) > 1 else None
    now = numbers[-1]
    return (now - before) / abs(before) if now is not None and before and line.direction else None


def weighed_milestones(lines: Sequence[MilestoneLine], as_of: dt.date | None) -> Iterator[Weighed]:
    """The next steps, those that moved, and those that are late."""
    for line in lines:
        if line.due is None or line.due.date is None or as_of is None:
            continue
        text, slipped = short(line.text, LONG), 10 * bool(line.due_changes)
        when = f" ({on_or_in(line.due)})"
        if line.state == "upcoming":
            soon = 44 if line.due.date - as_of <= NEXT else 30
            yield _weighed(soon + slipped, f"Next: {text}{when}", "milestones", line.id, line.citations)
        elif line.state == "overdue":
            yield _weighed(
                38 + slipped, f"Not reported as reached: {text}{when}", "milestones", line.id, line.citations
            )


def weighed_conflicts(lines: Sequence[Conflict]) -> Iterator[Weighed]:
    """Contradictions between sources; a meeting's own slips of the pen weigh little."""
    for line in lines:
        if line.code != "undated_meeting":
            heavy = 60 if line.code in GRAVE_CONFLICTS else 20
            yield _weighed(heavy, f"Conflict: {line.message}", "warnings", line.id, line.citations)


def weighed_questions(lines: Sequence[QuestionLine]) -> Iterator[Weighed]:
    """What nobody answered, the more so if asked again."""
    for line in lines:
        told = len({citation.meeting for citation in line.citations})
        yield _weighed(
            18 + 8 * min(told - 1, 3), f"Unanswered: {short(line.text, LONG)}", "questions", line.id, line.citations
        )


def _weighed(heavy: float, text: str, section: Section, line: str, citations: tuple[Citation, ...]) -> Weighed:
    return Weighed(heavy, Matter(text=text, section=section, line=line, citations=citations))
