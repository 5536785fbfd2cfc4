"""Ids derive from what items say: they survive a reordering of sections and a change elsewhere in the notes."""

import itertools
from pathlib import Path

import pytest

from notesllm import MeetingSummary, preview

FIELDS = ("attendees", "action_items", "decisions", "risks", "questions", "metrics", "milestones", "topics")

HEAD = "# Harbour crew sync\n\nDate: 2025-03-04\nAttendees: Ines Okoye, Bram de Wit, Salma Haddad\n"
SECTIONS = (
    "\n## Decisions\n\n- We moor the barge at pier 4\n- Bram chairs the spring meeting\n",
    "\n## Action items\n\n- [ ] Ines Okoye: order 12 fenders by March 20\n- [x] Bram: repaint the crane\n",
    "\n## Risks\n\n- The dredger is late, so the inner basin may stay closed\n",
    "\n## Figures\n\n- Berths let: 87% (target: 90%)\n- Fuel use: 340 litres (down from 410)\n",
    "\n## Questions\n\nQ: Who holds the key to the fuel store?\n\nA: Salma has it.\n",
)


def ids(summary: MeetingSummary) -> dict[str, frozenset[str]]:
    return {field: frozenset(item.id for item in getattr(summary, field)) for field in FIELDS}


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(SECTIONS))))[::7])
def test_the_order_of_sections_does_not_matter(order: tuple[int, ...]) -> None:
    expected = ids(preview(HEAD + "".join(SECTIONS)))
    assert all(expected[field] for field in FIELDS if field not in {"milestones", "topics"})
    assert ids(preview(HEAD + "".join(SECTIONS[number] for number in order))) == expected


@pytest.mark.parametrize("changed", range(len(SECTIONS)))
def test_a_change_elsewhere_does_not_matter(changed: int) -> None:
    before = ids(preview(HEAD + "".join(SECTIONS)))
    edited = [*SECTIONS]
    edited[changed] = edited[changed].rstrip("\n") + "\n\nOne more line that says nothing much.\n"
    after = ids(preview(HEAD + "".join(edited)))
    assert all(before[field] <= after[field] for field in FIELDS)


def test_ids_are_distinct(example: Path) -> None:
    summary = preview(example)
    for field in FIELDS:
        found = [item.id for item in getattr(summary, field)]
        assert len(set(found)) == len(found)
