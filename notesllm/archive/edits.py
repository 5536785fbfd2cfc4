"""What somebody corrected by hand: kept by the item's id, laid over what the notes say, until it is cleared."""

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

from notesllm.summary import ActionItem, Decision, Due, Item, MeetingSummary, Milestone, Owner, Question, Risk

if TYPE_CHECKING:  # digests take time to load, and most of what an archive does needs none
    from notesllm.digest.model.lines import Correctable

AnyItem = TypeVar("AnyItem", bound=Item)
Correction = Mapping["Correctable", Any]  # status: str, owners: list of names, due: ISO day, text: str

# What of which kind can be set by hand, and the name of its field.
FIELDS: Final["Mapping[type[Item], Mapping[Correctable, str]]"] = MappingProxyType(
    {
        ActionItem: {"status": "status", "owners": "owners", "due": "due", "text": "task"},
        Milestone: {"status": "status", "due": "due", "text": "text"},
        Risk: {"owners": "owners", "text": "text"},
        Decision: {"text": "text"},
        Question: {"text": "text"},
    }
)
LISTS = ("action_items", "milestones", "risks", "decisions", "questions")  # of a summary, that hold these


class Edit(NamedTuple):
    """One field of one item. ``number`` counts edits: of two the later one counts. ``at`` is when, in UTC."""

    number: int
    item: str
    field: "Correctable"
    value: str | list[str]
    at: str


def all_edits(connection: sqlite3.Connection) -> tuple[Edit, ...]:
    """In the order in which they were made."""
    rows = connection.execute("SELECT number, item, field, value, at FROM edit ORDER BY number")
    return tuple(Edit(number, item, field, json.loads(value), at) for number, item, field, value, at in rows)


def save(connection: sqlite3.Connection, item: str, correction: Correction) -> None:
    """Set fields of an item; what was set of it before and isn't named stays."""
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    for field, value in correction.items():
        connection.execute(
            "INSERT OR REPLACE INTO edit (item, field, value, at) VALUES (?, ?, ?, ?)",
            (item, field, json.dumps(value, ensure_ascii=False), at),
        )


def by_item(edits: Iterable[Edit]) -> dict[str, Correction]:
    """What to set of each item."""
    found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for edit in edits:
        found[edit.item][edit.field] = edit.value
    return cast("dict[str, Correction]", dict(found))


def corrected(item: AnyItem, correction: Correction) -> AnyItem:
    """The item with what was set by hand, which its origin then says; its id and evidence stay."""
    names = FIELDS.get(type(item), {})
    update = {names[field]: _value(field, value, item) for field, value in correction.items() if field in names}
    return item.model_copy(update={**update, "origin": "user"}) if update else item


def overlaid(summary: MeetingSummary, corrections: Mapping[str, Correction]) -> MeetingSummary:
    """The summary with all its items that were corrected."""
    update: dict[str, Sequence[Item]] = {}
    for name in LISTS:
        items: tuple[Item, ...] = getattr(summary, name)
        if any(item.id in corrections for item in items):
            update[name] = tuple(corrected(item, corrections.get(item.id, {})) for item in items)
    return summary.model_copy(update=update) if update else summary


def _value(field: str, value: Any, item: Item) -> object:  # noqa: ANN401 - by field
    if field == "due":
        return Due(text=value, date=dt.date.fromisoformat(value), precision="day")
    if field == "owners":
        kinds = {owner.name: owner.kind for owner in getattr(item, "owners", ())}
        return tuple(Owner(name=name, kind=kinds.get(name, "person"), basis="user") for name in value)
    return value
