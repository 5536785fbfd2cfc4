"""Scoring the ledger of actions against a planted series whose threads are known."""

import datetime as dt
import itertools
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypedDict

from notesllm import MeetingSummary, preview
from notesllm.digest import digest
from notesllm.digest.model import ActionLine, ExecutiveDigest

SERIES = Path(__file__).parent / "cases" / "series"
Mention = tuple[str, str]  # meeting, item


class GoldThread(TypedDict, total=False):
    """One action, as the notes tell it."""

    told: list[str]
    status: str
    standing: str
    owner: str
    moved: list[str]
    handed: list[str]


class Planted(NamedTuple):
    """A series: its meetings by the names of their files, and what is known of it."""

    meetings: dict[str, MeetingSummary]
    gold: list[GoldThread]
    digest: ExecutiveDigest

    def mentions(self, thread: GoldThread) -> frozenset[Mention]:
        """Where the notes speak of it."""
        return frozenset(self._mention(*place.split(": ", 1)) for place in thread["told"])

    def _mention(self, name: str, words: str) -> Mention:
        meeting = self.meetings[name]
        found = [
            item.id
            for item in meeting.action_items
            if any(words.casefold() in evidence.quote.casefold() for evidence in item.evidence)
        ]
        assert len(found) == 1, f"{name}: {words!r} is in {len(found)} items"
        return meeting.id, found[0]

    def line(self, thread: GoldThread) -> ActionLine:
        """The line that holds most of it."""
        wanted = self.mentions(thread)
        return max(self.digest.actions, key=lambda line: (len(wanted & cited(line)), -len(cited(line)), line.id))


@cache
def planted(name: str) -> Planted:
    folder = SERIES / name
    told = tomllib.loads((folder / "gold.toml").read_text(encoding="utf-8"))
    meetings = {path.stem: preview(path) for path in sorted(folder.iterdir()) if path.suffix != ".toml"}
    as_of: dt.date = told["as_of"]
    return Planted(meetings, told["threads"], digest(meetings.values(), as_of=as_of))


def cited(line: ActionLine) -> frozenset[Mention]:
    return frozenset((citation.meeting, citation.item) for citation in line.citations)


def pairs(threads: Iterable[frozenset[Mention]]) -> set[tuple[Mention, Mention]]:
    return {pair for thread in threads for pair in itertools.combinations(sorted(thread), 2)}


def f1(found: set[tuple[Mention, Mention]], wanted: set[tuple[Mention, Mention]]) -> float:
    return 2 * len(found & wanted) / (len(found) + len(wanted))


def facts(line: ActionLine) -> dict[str, object]:
    """What the gold tells of a thread, as a digest does."""
    days = [line.due_changes[0].before, *(change.after for change in line.due_changes)] if line.due_changes else []
    hands = [line.reassignments[0].before, *(one.after for one in line.reassignments)] if line.reassignments else []
    return {
        "status": line.status,
        "standing": line.standing,
        "owner": ", ".join(owner.name for owner in line.owners),
        "moved": [str(day) for day in days],
        "handed": [", ".join(names) for names in hands],
    }


def wanted(thread: GoldThread) -> dict[str, object]:
    return {"moved": [], "handed": [], **{key: value for key, value in thread.items() if key != "told"}}
