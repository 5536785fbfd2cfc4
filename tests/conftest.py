"""What all tests share: the examples, one summary with every field filled, and draws that are the same every time."""

import datetime as dt
import os
import sys
from pathlib import Path

import pytest
from command import Command, Run
from hypothesis import settings

from notesllm import (
    ActionItem,
    Attendee,
    Coverage,
    Decision,
    Degraded,
    Due,
    Evidence,
    Highlight,
    MeetingSummary,
    Metric,
    Milestone,
    NextMeeting,
    Owner,
    Provenance,
    Question,
    Risk,
    Source,
    Topic,
    Warning,
)
from notesllm.cli import main

settings.register_profile("same-every-time", derandomize=True, deadline=None)
settings.load_profile("same-every-time")

for name in [name for name in os.environ if name.startswith("NOTESLLM_") or name.endswith("_API_KEY")]:
    del os.environ[name]  # or the tests would ask a real model, at the cost of whoever runs them

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted(
    path for path in (ROOT / "examples").iterdir() if path.suffix in {".txt", ".md"} and path.stem != "README"
)


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> Path:
    """Each example in turn."""
    path: Path = request.param
    return path


@pytest.fixture
def notesllm(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command, run in this process."""

    def run(*arguments: str | Path) -> Run:
        monkeypatch.setattr(sys, "argv", ["notesllm", *map(str, arguments)])
        code = main()
        return Run(code, *capfd.readouterr())

    return run


@pytest.fixture
def bare_summary() -> MeetingSummary:
    """A summary in which nothing was found."""
    return MeetingSummary(id="m", provenance=Provenance(source=_source(None)))


@pytest.fixture
def full_summary() -> MeetingSummary:
    """A summary in which every kind of item occurs, with words that try to be markup."""
    return MeetingSummary(
        id="m-1",
        title="Platform *weekly* [bold]sync[/bold]",
        date=dt.date(2024, 10, 15),
        time="14:00 to 15:00",
        location="Austin HQ + Zoom",
        kind="status",
        attendees=(
            Attendee(
                id="p1", evidence=_at(4), name="Ana Ruiz", role="Platform Lead", email="ana@example.com", host=True
            ),
            Attendee(id="p2", evidence=_at(5), name="Bo Li", organization="Example Ltd", presence="absent"),
        ),
        attendee_count=2,
        abstract="The cache migration is done. Checkout latency is still above its target; @ana-ruiz looks into it.",
        highlights=(Highlight(id="h1", evidence=_at(9), text="Latency | p95 fell to `180 ms`"),),
        topics=(
            Topic(
                id="t1",
                evidence=_at(8),
                title="Cache",
                gist="Migration done.",
                key_points=("Costs fell", "- no outage"),
            ),
        ),
        decisions=(
            Decision(
                id="d1", evidence=_at(12), text="Keep <b>Redis</b>", rationale="it is cheaper", made_by="Ana Ruiz"
            ),
        ),
        action_items=(
            ActionItem(
                id="a1",
                evidence=_at(14) + _at(40) + _at(14),
                task="Find out why checkout_latency is above target for customers with over a hundred carts | per day",
                owners=(Owner(name="Ana Ruiz"), Owner(name="Platform Team", kind="team")),
                due=Due(text="end of week", date=dt.date(2024, 10, 18), precision="day"),
                status="in_progress",
                priority="high",
            ),
            ActionItem(
                id="a2",
                evidence=_at(15),
                task="Write the runbook",
                due=Due(text="before launch", precision="condition"),
            ),
        ),
        risks=(
            Risk(
                id="r1",
                evidence=_at(20),
                text="Okta is late",
                severity="high",
                mitigation="Ship Google first",
                owners=(Owner(name="Bo Li"),),
            ),
        ),
        questions=(
            Question(
                id="q1", evidence=_at(24), text="Do we hire?", asked_by="Bo Li", answer="In Q1.", answered_by="Ana Ruiz"
            ),
            Question(id="q2", evidence=_at(25), text="Who pays for it?"),
        ),
        metrics=(
            Metric(
                id="k1", evidence=_at(28), name="Checkout p95", value="180 ms", number=180.0, unit="ms", target="150 ms"
            ),
            Metric(id="k2", evidence=_at(29), name="Coverage", value="87.3%", previous="85%", change="+2.3 points"),
        ),
        milestones=(
            Milestone(
                id="l1",
                evidence=_at(33),
                text="General availability",
                due=Due(text="Nov 15", date=dt.date(2024, 11, 15), precision="day"),
                status="blocked",
            ),
        ),
        next_meeting=NextMeeting(id="n1", evidence=_at(41), date=dt.date(2024, 10, 22), text="next Tuesday"),
        warnings=(Warning(id="w1", evidence=_at(2), code="weekday", message="2024-10-15 is a Tuesday, not a Monday."),),
        provenance=Provenance(
            source=_source("weekly.md"),
            coverage=Coverage(lines=41, blank=10, structure=6, cited=17, uncited=8),
            degraded=(Degraded(code="no_model", message="No model was reached."),),
        ),
    )


def _at(line: int) -> tuple[Evidence, ...]:
    return (Evidence(start=line * 10, end=line * 10 + 5, line=line, quote="words"),)


def _source(name: str | None) -> Source:
    return Source(sha256="0" * 64, characters=900, lines=41, format="markdown", name=name)
