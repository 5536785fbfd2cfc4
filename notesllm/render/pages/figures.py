"""Figures: what is measured against a target, what moved, and the rest."""

from collections.abc import Iterator
from typing import TypeGuard

from markupsafe import Markup

from notesllm.digest.model import ExecutiveDigest, MetricLine
from notesllm.digest.sections.readings import direction, in_unit, reading
from notesllm.render.pages.drawing import sparkline
from notesllm.render.pages.proving import Prover, by_hand
from notesllm.render.pages.row import Badge, Fact, Group, Row, Section
from notesllm.render.pages.saying import cut, day

MOST_CHARTS = 200
MOST_DRAWN = 1e15
GROUPS = (("aimed", "Against a target"), ("moved", "On the move"), ("other", "Other figures"))
SIGNS = {"up": "▲ up", "down": "▼ down", "flat": "● flat"}


def metrics(digest: ExecutiveDigest, prover: Prover) -> Section:
    """The figures; those that have neither a target nor a past are folded away."""
    rows: dict[str, list[Row]] = {key: [] for key, _ in GROUPS}
    for number, line in enumerate(digest.metrics):
        rows[_group(line)].append(_metric(line, prover, drawn=number < MOST_CHARTS))
    groups = tuple(Group(f"metrics-{key}", heading, tuple(rows[key]), folded=key == "other") for key, heading in GROUPS)
    return Section("metrics", "Figures", groups, when="Now")


def _group(line: MetricLine) -> str:
    if line.target:
        return "aimed"
    return "moved" if line.previous or line.direction or len(line.points) > 1 else "other"


def _metric(line: MetricLine, prover: Prover, *, drawn: bool) -> Row:
    return Row(
        id=line.id,
        text=cut(line.name, 200),
        when=cut(line.points[-1].value, 60) if line.points else "",
        badges=tuple(_badges(line)),
        facts=(*_facts(line), *by_hand(line)),
        statuses=tuple(f"metrics.{'on' if line.on_target else 'off'}" for _ in [0] if line.on_target is not None),
        proofs=prover.proofs(line.citations),
        chart=_chart(line) if drawn else None,
    )


def _badges(line: MetricLine) -> Iterator[Badge]:
    if line.on_target is not None:
        yield Badge("good", "on target") if line.on_target else Badge("bad", "off target")
    if line.direction:
        yield Badge("quiet", SIGNS[line.direction])


def _facts(line: MetricLine) -> Iterator[Fact]:
    if line.target:
        yield Fact("Target", cut(line.target, 60))
    if len(line.points) > 1:
        shown = (f"{point.value} ({day(point.date)})" if point.date else point.value for point in line.points[-3:-1])
        yield Fact("Before", cut(", ".join(shown), 300))
    elif line.previous:
        yield Fact("Before", cut(line.previous, 60))
    if line.change:
        yield Fact("Change", cut(line.change, 80))


def _chart(line: MetricLine) -> Markup | None:
    """The line of at least two readings, or of one and what it was before."""
    numbers = [point.number for point in line.points if _can_be_drawn(point.number)]
    if len(numbers) == 1 and line.previous:
        before = in_unit(reading(line.previous, "en"), line.unit)
        # In another language the figure may read otherwise: then it goes another way than the digest says.
        if _can_be_drawn(before) and direction(before, numbers[0]) == line.direction:
            numbers.insert(0, before)
    if len(numbers) < 2:
        return None
    aim = line.target_number if _can_be_drawn(line.target_number) else None
    goal = f"; target {line.target}" if line.target else ""
    return sparkline(numbers, aim, cut(f"Chart of {len(numbers)} readings of {line.name}{goal}", 200))


def _can_be_drawn(number: float | None) -> TypeGuard[float]:
    return number is not None and abs(number) < MOST_DRAWN
