"""Many summaries for digests, built without reading notes: programmes of weekly meetings, and the examples re-dated."""

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from functools import cache
from typing import TypeVar, cast

from benchmarks.inputs import EXAMPLES
from notesllm import MeetingSummary, preview
from notesllm.extract.identity import item_id
from notesllm.summary import (
    ActionItem,
    Attendee,
    Coverage,
    Decision,
    Due,
    Evidence,
    Item,
    Metric,
    Milestone,
    Owner,
    Provenance,
    Question,
    Risk,
    Source,
)

ItemT = TypeVar("ItemT", bound=Item)
WEEKS = 50  # meetings of one programme
BEGIN = dt.date(2024, 1, 2)
SYLLABLES = (
    "ba",
    "dor",
    "fel",
    "gan",
    "hol",
    "ker",
    "lum",
    "mir",
    "nas",
    "pol",
    "rin",
    "sul",
    "tav",
    "vor",
    "wen",
    "z",
)
VERBS = ("Write", "Review", "Migrate", "Test", "Order", "Draft", "Fix", "Plan", "Publish", "Replace")
STATUSES = ("open", "in_progress", "in_progress", "done")
COVERAGE = Coverage()


def programmes(count: int) -> list[MeetingSummary]:
    """``count`` meetings of as many teams as it takes; each has its people, and work that goes over four meetings."""
    return [meeting for team in range(-(-count // WEEKS)) for meeting in _programme(team)][:count]


@cache
def _examples() -> tuple[MeetingSummary, ...]:
    return tuple(preview(path) for path in sorted(EXAMPLES.glob("*-*.[tm][xd]*")))


def redated(count: int) -> list[MeetingSummary]:
    """The examples again and again, a week later each time: everything is alike."""
    found = _examples()
    return [
        found[number % len(found)].model_copy(
            update={"id": f"m-{number:012x}", "date": BEGIN + dt.timedelta(7 * (number // len(found)))}
        )
        for number in range(count)
    ]


def _programme(team: int) -> Iterator[MeetingSummary]:
    chance = random.Random(team)  # noqa: S311 - the same for all runs

    def word() -> str:
        return "".join(chance.choices(SYLLABLES, k=3))

    title = f"{word().title()} {word()} weekly"
    people = [f"{word().title()} {word().title()}" for _ in range(7)]
    attendees = tuple(
        Attendee.model_construct(id=item_id("a", name), evidence=_proof(name), name=name, role=f"Lead {word()}")
        for name in people
    )
    work = [
        (f"{chance.choice(VERBS)} the {word()} {word()} of {word()}", chance.choice(people)) for _ in range(2 * WEEKS)
    ]
    risks = [f"{word().title()} {word()} fails because {word()} {word()} {word()} is late" for _ in range(WEEKS)]
    metric = f"{word()} {word()} rate"
    for week in range(WEEKS):
        day = BEGIN + dt.timedelta(7 * week + team % 5)
        yield MeetingSummary.model_construct(
            id=f"m-{team:06x}{week:06x}",
            title=title,
            date=day,
            kind="status",
            attendees=attendees,
            action_items=tuple(
                _action(work, number, week, day) for number in range(max(0, 2 * week - 6), 2 * week + 2)
            ),
            decisions=(_item(Decision, "d", "text", f"Use {word()} {word()} for {word()} from {word()}"),),
            risks=tuple(_item(Risk, "r", "text", risks[number]) for number in range(max(0, week - 2), week + 1)),
            questions=(_item(Question, "q", "text", f"Who pays for the {word()} {word()}?"),),
            milestones=(_item(Milestone, "ms", "text", f"{word().title()} {word()} goes live", due=_due(day, 60)),),
            metrics=(_item(Metric, "n", "name", metric, value=f"{week + 20}%", number=week + 20.0, unit="%"),),
            provenance=_provenance(f"{team}/{week}"),
        )


def _action(work: list[tuple[str, str]], number: int, week: int, day: dt.date) -> ActionItem:
    task, owner = work[number]
    age = week - number // 2
    return _item(
        ActionItem,
        "ai",
        "task",
        task if age % 2 == 0 else task.partition(" the ")[2],
        owners=(Owner.model_construct(name=owner, kind="person", basis="stated"),),
        due=_due(day, 10) if age in {0, 2} else None,
        status=STATUSES[age],
    )


def _item(kind: type[ItemT], prefix: str, field: str, text: str, **fields: object) -> ItemT:
    given = {"id": item_id(prefix, text), "evidence": _proof(text), field: text, **fields}
    return cast("ItemT", kind.model_construct(**given))  # type: ignore[arg-type]


def _proof(text: str) -> tuple[Evidence, ...]:
    return (Evidence.model_construct(start=0, end=len(text), line=1, quote=text),)


def _due(day: dt.date, days: int) -> Due:
    due = day + dt.timedelta(days)
    return Due.model_construct(text=f"by {due}", date=due, precision="day")


def _provenance(name: str) -> Provenance:
    source = Source.model_construct(
        sha256=hashlib.sha256(name.encode()).hexdigest(), characters=1, lines=1, format="text", name=name, language="en"
    )
    return Provenance.model_construct(engine="rules", source=source, coverage=COVERAGE)
