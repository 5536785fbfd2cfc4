"""How long the proof of a model's items takes in a long text, against finding their quotes in it."""

import re

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conftest import Row, Table
from benchmarks.inputs import MB, MINUTES, grown
from benchmarks.test_speed import best, timed
from notesllm import preview
from notesllm.document import read
from notesllm.grounding import prove
from notesllm.summary import ActionItem, Attendee, Due, Evidence, MeetingSummary, Owner

pytestmark = pytest.mark.timeout(300)
ITEMS, SECONDS = 50, 0.05
TASK = re.compile(
    r"^- (?P<task>(?P<name>[A-Z][a-z]+ [A-Z][a-z]+)[^\n]{20,120})$|^[-*] (?P<other>[^\n]{30,120})$", re.MULTILINE
)


def items(text: str, attendees: tuple[Attendee, ...]) -> tuple[ActionItem, ...]:
    """Items as a model would add them, spread over the text: every fifth is corrupted."""
    said = {match.group("task") or match.group("other"): match for match in TASK.finditer(text)}
    found = list(said.values())  # each told once: a quote that stands again and again would be found at once
    chosen = found[:: len(found) // ITEMS][:ITEMS]
    told = []
    for number, match in enumerate(chosen):
        quote = match.group("task") or match.group("other")
        start = match.end() - len(quote)
        evidence = Evidence(start=start, end=match.end(), line=text.count("\n", 0, start) + 1, quote=quote)
        told.append(
            ActionItem(
                id=f"a-{number}",
                task=quote if number % 5 else f"{quote} and 77 more",
                owners=(Owner(name=attendees[number % len(attendees)].name),),
                due=Due(text="by Friday"),
                evidence=(evidence,),
                origin="model",
            )
        )
    return tuple(told)


def test_proof_of_fifty_items_in_a_long_text(benchmark: BenchmarkFixture, table: Table) -> None:
    text = grown(MINUTES, MB)
    document = read(text)
    small = preview(MINUTES.read_text(encoding="utf-8"))
    told = MeetingSummary(
        id="m-1",
        date=small.date,
        attendees=small.attendees,
        action_items=items(text, small.attendees),
        provenance=small.provenance,
    )
    quotes = [item.evidence[0].quote for item in told.action_items]
    assert len(quotes) == ITEMS
    left = prove(told, document)
    assert len(left.summary.action_items) == ITEMS - ITEMS // 5
    found = best(lambda: [text.find(quote) for quote in quotes], 15)
    taken = timed(benchmark, lambda: prove(told, document), 15)
    what = f"proof of {ITEMS} items of a model in {len(text) / MB:.1f} MB, against `str.find` of their quotes"
    figures = f"{taken * 1e3:.1f} ms / {found * 1e3:.1f} ms = {taken / found:.1f}"
    table.append(Row(what, figures, f"at most {SECONDS * 1e3:.0f} ms"))
    assert taken <= SECONDS
