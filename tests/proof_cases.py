"""Corrupted and harmless variants of items that the notes prove, as data: ``cases/proof`` and ``cases/proof_held``."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from notesllm.document import Document, read
from notesllm.grounding import ground
from notesllm.grounding.claims import CLAIMS
from notesllm.summary import Attendee, Evidence, Item, MeetingSummary, Provenance, Source

CASES = Path(__file__).parent / "cases"
TYPES: dict[str, type[Item]] = {
    field: MeetingSummary.model_fields[field].annotation.__args__[0]  # type: ignore[union-attr]
    for field in CLAIMS
}


class Variant(NamedTuple):
    """One item as a model might give it, and whether the notes prove it."""

    name: str
    family: str
    harmless: bool
    document: Document
    summary: MeetingSummary
    kind: str
    changed: frozenset[str]

    def is_accepted(self) -> bool:
        """Whether the proof leaves the item as it is; of a corrupted one, the fields that were changed."""
        (before,) = getattr(self.summary, self.kind)
        left = getattr(ground(self.summary, self.document), self.kind)
        if not left:
            return False
        after = left[0]
        if self.harmless:
            return bool(before == after)
        return all(getattr(after, field) == getattr(before, field) for field in self.changed)


def variants(folder: str) -> list[Variant]:
    """Every variant of a folder; the items as written count as harmless ones."""
    return [one for path in sorted((CASES / folder).glob("*.toml")) for one in _of(path)]


def _of(path: Path) -> Iterator[Variant]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    text, date = told["text"], told["date"]
    document = read(text)
    for item in told["item"]:
        base = {key: value for key, value in item.items() if key not in ("corrupted", "harmless")}
        every = [
            ("as written", {}, True),
            *[(family, change, False) for family, change in item["corrupted"]],
            *[(family, change, True) for family, change in item["harmless"]],
        ]
        for at, (family, change, harmless) in enumerate(every):
            summary, kind = _summary(base | change, text, told["people"], date), base["kind"]
            changed = frozenset(_field(key, kind) for key in change)
            name = f"{path.stem}-{base['lines'][0]}-{at}-{family}"
            yield Variant(name, family, harmless, document, summary, kind, changed)


def _field(key: str, kind: str) -> str:
    return {"text": CLAIMS[kind].text, "due_date": "due"}.get(key, key)


def _summary(fields: dict[str, Any], text: str, people: list[str], date: dt.date) -> MeetingSummary:
    lines = text.split("\n")
    evidence = tuple(_line(lines, number) for number in fields["lines"])
    item: dict[str, Any] = {"id": "x-1", "origin": "model", "evidence": evidence}
    for key, value in fields.items():
        if key == "text":
            item[CLAIMS[fields["kind"]].text] = value
        elif key == "owners":
            item["owners"] = [{"name": name} for name in value]
        elif key == "due" and value:
            item["due"] = {"text": value, "date": fields.get("due_date")}
        elif key not in ("lines", "kind", "due", "due_date") and value:
            item[key] = value
    attendees = [
        Attendee(id=f"p-{name}", name=name, evidence=(_line(lines, _first(lines, name)),), origin="rules")
        for name in people
    ]
    source = Source(sha256="0" * 64, characters=len(text), lines=len(lines), format="text")
    told = {"id": "m-1", "date": date, "attendees": attendees, "provenance": Provenance(source=source)}
    return MeetingSummary.model_validate({**told, fields["kind"]: (TYPES[fields["kind"]].model_validate(item),)})


def _first(lines: list[str], name: str) -> int:
    return next(number for number, line in enumerate(lines, 1) if name in line)


def _line(lines: list[str], number: int) -> Evidence:
    line = lines[number - 1]
    quote = line.strip()
    start = sum(len(one) + 1 for one in lines[: number - 1]) + len(line) - len(line.lstrip())
    return Evidence(start=start, end=start + len(quote), line=number, quote=quote)
