"""Notes of a thousand meetings, each with ten actions of its own: of no digest is the page longer."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from notesllm import MeetingSummary, preview

VERBS = ("Migrate", "Review", "Document", "Test", "Rewrite", "Approve", "Measure", "Order", "Plan", "Repair")
THINGS = (
    *("the billing exports", "the search index", "the vendor contract", "the staging cluster", "the audit log"),
    *("the onboarding guide", "the payment retries", "the mobile release", "the data warehouse", "the alert rules"),
)
PURPOSES = (
    *("for the customers in the north", "before the auditors come back", "so that support can close its tickets"),
    *("as the board asked last quarter", "together with the people in operations", "and tell the sales team"),
)
NAMES = ("Ana Ruiz", "Bo Lindt", "Cem Aydin", "Dara Singh", "Eva Novak", "Finn Berg", "Gia Costa", "Hana Mori")
TEAMS = ("Platform", "Checkout", "Mobile", "Data", "Support")


def backlog(number: int) -> Iterator[MeetingSummary]:
    """So many summaries, of about ten actions each; the same ones every time."""
    draw = Random(4)  # noqa: S311 - a series that is the same every time, no secret
    for at in range(number):
        yield preview(_notes(at, dt.date(2020, 1, 6) + dt.timedelta(at), draw))


def _notes(at: int, day: dt.date, draw: Random) -> str:
    lines = [f"# {draw.choice(TEAMS)} weekly", "", f"Date: {day}", "", "## Decisions", ""]
    lines += [f"- We decided to {_work(draw, at).lower()}." for _ in range(2)]
    lines += ["", "## Action items", ""]
    for _ in range(10):
        due = day + dt.timedelta(draw.randint(2, 40))
        lines.append(f"- [{draw.choice('  x')}] {draw.choice(NAMES)}: {_work(draw, at)} by {due}")
    lines += ["", "## Risks", "", f"- High: {_work(draw, at)} may be late because of the vendor"]
    lines += ["", "## Metrics", "", f"- Checkout latency: {draw.randint(120, 400)} ms (target: 200 ms)", ""]
    return "\n".join(lines)


def _work(draw: Random, at: int) -> str:
    number = 1000 + at * 20 + draw.randint(0, 19)
    return f"{draw.choice(VERBS)} {draw.choice(THINGS)} {draw.choice(PURPOSES)} (OPS-{number})"
