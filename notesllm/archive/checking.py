"""Which items an id means, and what can be set of them."""

import sqlite3
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final, get_args

from notesllm.archive.edits import FIELDS, Correction
from notesllm.archive.indexing import Kind
from notesllm.errors import OptionError, UnknownItemError
from notesllm.summary import ActionItem, Decision, Item, Metric, Milestone, Question, Risk, Topic
from notesllm.summary.items import Status

NEAR = 5  # ids that are shown where one is meant that is not there
SHORTEST = 4  # letters by which an item may be named: "a-1f"
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
ITEMS: Final[Mapping[Kind, type[Item]]] = {
    "action": ActionItem,
    "decision": Decision,
    "risk": Risk,
    "question": Question,
    "metric": Metric,
    "milestone": Milestone,
    "topic": Topic,
}


def item_meant(connection: sqlite3.Connection, text: str) -> str | None:
    """The id of the item, of which its beginning is enough where no other begins so; None: there is none.

    Raises UnknownItemError where there are several.
    """
    text = text.encode("utf-8", "replace").decode()
    if connection.execute("SELECT 1 FROM item WHERE id = ? LIMIT 1", (text,)).fetchone():
        return text
    if len(text) < SHORTEST:
        return None
    rows = connection.execute("SELECT DISTINCT id FROM item WHERE substr(id, 1, ?) = ? ORDER BY id", (len(text), text))
    found = [own for (own,) in rows]
    if len(found) > 1:
        more = f" and {len(found) - NEAR} more" if len(found) > NEAR else ""
        raise UnknownItemError(f"{text!r} begins several ids: {', '.join(found[:NEAR])}{more}; give more of it")
    return found[0] if found else None


def unknown(connection: sqlite3.Connection, text: str) -> UnknownItemError:
    """That there is no such item, and which ids look like it."""
    known = [own for (own,) in connection.execute("SELECT DISTINCT id FROM item ORDER BY id")]
    near = get_close_matches(text, known, NEAR)
    hint = f"did you mean {' or '.join(near)}?" if near else "`notesllm search` shows the ids of items"
    return UnknownItemError(f"there is no item {text!r}; {hint}")


def check(connection: sqlite3.Connection, item: str, correction: Correction) -> None:
    """Raises OptionError where an item has no such thing, or it can't have such a value."""
    kinds = sorted(kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM item WHERE id = ?", (item,)))
    able = sorted({field for kind in kinds for field in FIELDS.get(ITEMS[kind], {})})
    what = f"{item} is a {' and a '.join(kinds)}"
    if not able:
        raise OptionError(f"{what}, of which nothing can be set by hand")
    for field, value in correction.items():
        if field not in able:
            raise OptionError(f"{what}, of which no {field} can be set, only: {', '.join(able)}")
        if field == "status" and value not in STATUSES:
            raise OptionError(f"status {value!r} is unknown; choose one of: {', '.join(STATUSES)}")
