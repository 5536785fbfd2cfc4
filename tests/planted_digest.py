"""A digest in which every part has lines, made by hand: pages are tested with it, whatever becomes of `digest()`."""

import datetime as dt
from collections.abc import Callable

from notesllm.digest.model import (
    ActionLine,
    Change,
    Citation,
    Conflict,
    Counts,
    DecisionLine,
    DueChange,
    ExecutiveDigest,
    Matter,
    Meeting,
    MetricLine,
    MetricPoint,
    MilestoneLine,
    Person,
    QuestionLine,
    Reassignment,
    RiskLine,
    Standing,
)
from notesllm.summary import Due, Evidence, Owner

Say = Callable[[str], str]
AS_OF = dt.date(2024, 10, 15)
STANDINGS: tuple[Standing, ...] = ("overdue", "due_soon", "open", "blocked", "out_of_sight", "done")
NAMES = ("Ana Ruiz", "Bo Lindt", "Ana Ruiz")  # two of one name


def planted(say: Say = str, *, many: int = 1) -> ExecutiveDigest:
    """``say`` words every text of the notes; ``many`` is how often each action comes."""
    actions = tuple(
        _action(say, at, round_, standing) for round_ in range(many) for at, standing in enumerate(STANDINGS)
    )
    return ExecutiveDigest(
        id="digest-1",
        as_of=AS_OF,
        meetings=tuple(
            Meeting(id=f"m-{at}", title=say(title), date=AS_OF - dt.timedelta(14 - 7 * at), name="notes.md")
            for at, title in enumerate(("Platform weekly", "Checkout weekly", "All hands"))
        ),
        headline=say("Two actions are late."),
        matters=(
            Matter(text=say("The runbook is late"), section="actions", line=actions[-1].id, citations=_cited(say, 9)),
        ),
        counts=Counts(
            overdue=many,
            due_soon=many,
            open=many,
            blocked=many,
            out_of_sight=many,
            done=many,
            slipped=many,
            reassigned=many,
            decisions=1,
            risks=1,
            questions=1,
            warnings=1,
        ),
        actions=actions,
        decisions=(
            _decision(say, "d-1", "Keep Redis", "reversed", other="d-2"),
            _decision(say, "d-2", "Leave Redis", "new"),
        ),
        risks=(
            RiskLine(
                **_line("r-1"),
                citations=_cited(say, 20),
                text=say("The vendor is late"),
                severity="high",
                mitigation=say("Ask another one"),
                owners=(Owner(name=say(NAMES[1])),),
                state="worse",
            ),
        ),
        questions=(
            QuestionLine(
                **_line("q-1"), citations=_cited(say, 24), text=say("Who pays for it?"), asked_by=say(NAMES[1])
            ),
        ),
        metrics=(
            _metric(say, "k-1", "Checkout latency", (250.0, 210.0, 190.0), target=200.0),
            _metric(say, "k-2", "Coverage", (80.0, 82.0)),
            _metric(say, "k-3", "Seats", (12.0,)),
        ),
        milestones=tuple(
            MilestoneLine(
                **_line(f"l-{at}"),
                citations=_cited(say, 30 + at),
                text=say(text),
                due=Due(text=say("then"), date=day, precision="day") if day else None,
                state="upcoming" if day and day > AS_OF else "overdue" if day else "undated",
                due_changes=(DueChange(before=dt.date(2024, 9, 1), after=dt.date(2024, 10, 1), meeting="m-1"),)
                if at == 0
                else (),
            )
            for at, (text, day) in enumerate(
                (("Beta begins", dt.date(2024, 10, 1)), ("Launch", dt.date(2024, 12, 1)), ("Party", None))
            )
        ),
        people=tuple(
            Person(
                id=f"p-{at}",
                name=say(name),
                role=say(("Lead", "Tester", "Writer")[at]),
                meetings=("m-0",),
                open=2 * many,
                overdue=many if at == 0 else 0,
                actions=tuple(
                    line.id for number, line in enumerate(actions) if number % 3 == at and line.standing != "done"
                ),
            )
            for at, name in enumerate(NAMES)
        ),
        warnings=(
            Conflict(id="w-1", code="owner_conflict", message=say("Two owners for a task"), citations=_cited(say, 40)),
        ),
        changes=(
            Change(
                section="actions",
                line=actions[0].id,
                kind="slipped",
                text=say("The runbook moved"),
                before=say("1 October"),
                after=say("8 October"),
                citations=_cited(say, 9),
            ),
        ),
    )


def _action(say: Say, at: int, round_: int, standing: Standing) -> ActionLine:
    day = AS_OF + dt.timedelta((-5, 3, 30, 40, 50, 0)[at])
    return ActionLine(
        **_line(f"action-{round_}-{at}"),
        citations=_cited(say, 9 + at, meetings=1 + at % 3),
        task=say(f"Write runbook {at} of {round_}"),
        owners=(Owner(name=say(NAMES[at % 3])),),
        due=None if standing == "open" else Due(text=say("soon"), date=day, precision="day"),
        status="done" if standing == "done" else "open",
        standing=standing,
        priority="high" if at == 1 else None,
        references=("OPS-12",) if at == 2 else (),
        carried=at,
        corrected=("owners",) if at == 4 else (),
        days_overdue=5 if standing == "overdue" else None,
        due_changes=(DueChange(before=dt.date(2024, 10, 1), after=day, meeting="m-1"),) if at == 0 else (),
        reassignments=(
            (Reassignment(before=(say(NAMES[1]),), after=(say(NAMES[0]),), meeting="m-1"),) if at == 3 else ()
        ),
    )


def _decision(say: Say, key: str, text: str, state: str, other: str | None = None) -> DecisionLine:
    return DecisionLine.model_validate(
        {
            **_line(key),
            "citations": _cited(say, 12),
            "text": say(text),
            "detail": say("It costs $10 less"),
            "rationale": say("it is cheaper"),
            "made_by": say(NAMES[1]),
            "state": state,
            "other": other,
        }
    )


def _metric(say: Say, key: str, name: str, numbers: tuple[float, ...], target: float | None = None) -> MetricLine:
    points = tuple(
        MetricPoint(meeting=f"m-{at}", date=None, value=say(f"{number:g} ms"), number=number)
        for at, number in enumerate(numbers)
    )
    return MetricLine(
        **_line(key),
        citations=_cited(say, 28),
        name=say(name),
        points=points,
        target=say(f"{target:g} ms") if target else None,
        target_number=target,
        direction=None if len(numbers) < 2 else "up" if numbers[-1] > numbers[-2] else "down",
        on_target=True if target else None,
    )


def _line(key: str) -> dict[str, str]:
    return {"id": key, "first": "m-0", "last": "m-1"}


def _cited(say: Say, line: int, meetings: int = 1) -> tuple[Citation, ...]:
    return tuple(
        Citation(
            meeting=f"m-{at}",
            item="i",
            evidence=Evidence(start=line * 10, end=line * 10 + 5, line=line, quote=say(f"these words of {line}")),
        )
        for at in range(meetings)
    )
