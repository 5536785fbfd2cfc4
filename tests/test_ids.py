"""Ids derive from what items say: they survive a reordering of sections and a change elsewhere in the notes."""

import itertools
from pathlib import Path

import pytest

from notesllm import MeetingSummary, preview
from notesllm.extract.identity import with_distinct_ids
from notesllm.summary import ActionItem, Due, Evidence, Owner

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


def test_equal_words_are_told_apart_by_whose_they_are() -> None:
    def found(*lines: str) -> dict[str, str]:
        notes = HEAD + "\n## Action items\n\n" + "".join(f"- {line}\n" for line in lines)
        return {item.owners[0].name: item.id for item in preview(notes).action_items}

    ines, bram = "Ines Okoye: update the tide tables", "Bram de Wit: update the tide tables"
    assert len(set(found(ines, bram).values())) == 2
    assert found(ines, bram) == found(bram, ines)


SAME = ActionItem(id="action-1", task="dig", evidence=(Evidence(start=0, end=3, line=1, quote="dig"),))
OTHERS = {
    "owner": {"owners": (Owner(name="Ines Okoye"),)},
    "day": {"due": Due(text="by May")},
    "passage": {"evidence": (Evidence(start=9, end=14, line=2, quote="dig it"),)},
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_the_order_of_equal_words_does_not_matter(other: dict[str, object]) -> None:
    pair = (SAME, SAME.model_copy(update=other))
    first, second = (item.id for item in with_distinct_ids(pair))
    assert first != second
    assert [item.id for item in with_distinct_ids(pair[::-1])] == [second, first]


def test_what_says_the_very_same_is_numbered() -> None:
    first, second = (item.id for item in with_distinct_ids([SAME, SAME]))
    assert second == f"{first}-2"
