"""One summary in which every field is filled that exports show, and the parts to make others."""

import datetime as dt
import tomllib
from typing import Any

import pytest
from export_readers import CASES

from notesllm import (
    ActionItem,
    Attendee,
    Decision,
    Due,
    Evidence,
    MeetingSummary,
    Milestone,
    NextMeeting,
    Owner,
    Provenance,
    Source,
)
from notesllm.summary.items import Status

DAY = dt.date(2024, 10, 15)


def cases(name: str) -> list[object]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["title"]) for case in found]


def proof(line: int, quote: str) -> tuple[Evidence, ...]:
    return (Evidence(start=0, end=len(quote), line=line, quote=quote),)


def action(
    number: int,
    task: str,
    owner: str = "",
    due: dt.date | None = None,
    status: Status = "open",
    **more: Any,  # noqa: ANN401 - fields of the model
) -> ActionItem:
    owners = (Owner(name=owner),) if owner else ()
    day = Due(text="then", date=due, precision="day") if due else None
    return ActionItem(
        id=f"action-{number}", evidence=proof(number, task), task=task, owners=owners, due=day, status=status, **more
    )


def summary(
    *actions: ActionItem,
    title: str = "Platform weekly",
    **more: Any,  # noqa: ANN401 - fields of the model
) -> MeetingSummary:
    source = Source(sha256="0" * 64, characters=9, lines=9, format="text", name="weekly.md")
    return MeetingSummary(
        id="m-1", title=title, date=DAY, action_items=actions, provenance=Provenance(source=source), **more
    )


FULL = summary(
    action(1, "Renew the certificate", "Ana Ruiz", dt.date(2024, 10, 20), priority="critical"),
    action(2, "Write the runbook, part 2", "@octocat", dt.date(2024, 11, 1), "in_progress", priority="low"),
    action(3, "Ask the vendor", "Bo Lindt", None, "blocked"),
    action(4, "Close the account", "Ana Ruiz", dt.date(2024, 10, 1), "done", priority="high"),
    action(5, "Paint the wall", "", None, "cancelled"),
    attendees=(
        Attendee(id="p-1", evidence=(), name="Ana Ruiz", email="ana@x.example"),
        Attendee(id="p-2", evidence=(), name="Bo Lindt", email="bo@x.example"),
        Attendee(id="p-3", evidence=(), name="Bo Lindt", email="other.bo@x.example"),
    ),
    decisions=(Decision(id="d-1", evidence=proof(20, "Keep Redis"), text="Keep Redis"),),
    milestones=(
        Milestone(id="ms-1", evidence=proof(30, "Beta"), text="Beta", due=Due(text="x", date=DAY, precision="day")),
        Milestone(id="ms-2", evidence=proof(31, "Q4"), text="GA", due=Due(text="Q4", date=DAY, precision="quarter")),
    ),
    next_meeting=NextMeeting(id="n-1", evidence=proof(40, "next: 22 Oct"), text="22 Oct", date=dt.date(2024, 10, 22)),
)
