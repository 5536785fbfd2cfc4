"""Each export, read back by a library that is not ours: what it holds, as its users' programs would see it."""

import csv
import io
import json
import tempfile
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import icalendar
import jsonschema
import pytodotxt
from slack_sdk.models.blocks import Block

from notesllm.export.gathering import rows
from notesllm.export.jsonlines import ExportRow
from notesllm.export.rows import Exportable

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of vobject's, about Pythons to come
    import vobject

CASES = Path(__file__).parent / "cases" / "export"
ISSUE = jsonschema.Draft7Validator(json.loads((CASES / "github_issue.json").read_text(encoding="utf-8"))["schema"])
ROW = jsonschema.Draft202012Validator(
    json.loads((CASES.parent.parent.parent / "schemas" / "export_row.v1.json").read_text(encoding="utf-8"))
)


def table(data: bytes) -> list[dict[str, str]]:
    assert data.count(b"\n") >= 1
    assert data.endswith(b'"\r\n')
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def calendar(data: bytes) -> Any:  # noqa: ANN401 - an icalendar.Calendar, whose values may be of thirty kinds
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    read = icalendar.Calendar.from_ical(data)
    assert isinstance(read, icalendar.Calendar)
    assert not any(component.errors for component in read.walk())
    return read


def second_calendar(data: bytes) -> Any:  # noqa: ANN401 - vobject has no types
    return vobject.readOne(data.decode())


def todos(data: bytes) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "todo.txt"
        path.write_bytes(data)
        return list(pytodotxt.TodoTxt(path).parse())


def message(data: bytes) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(data)
    assert set(read) == {"text", "blocks"}
    assert 1 <= len(read["blocks"]) <= 50
    for block in Block.parse_all(read["blocks"]):
        block.validate_json()
    return read


def issues(data: bytes) -> list[dict[str, Any]]:
    read = [json.loads(line) for line in data.decode().split("\n")[:-1]]
    for issue in read:
        ISSUE.validate(issue)
    return read


def document(data: bytes) -> Any:  # noqa: ANN401 - docx.document.Document
    return docx.Document(io.BytesIO(data))


def records(data: bytes) -> list[ExportRow]:
    lines = data.decode().split("\n")[:-1]
    for line in lines:
        ROW.validate(json.loads(line))
    return [ExportRow.model_validate_json(line) for line in lines]


def shown_in_slack(data: bytes) -> int:
    """How many actions the message tells of, those in "… and 12 more" included."""
    number, inside = 0, False
    for block in message(data)["blocks"]:
        if block["type"] == "divider":
            inside = False
        for line in block.get("text", {}).get("text", "").split("\n") if block["type"] == "section" else ():
            if line in {"*Actions*", "*Done or dropped*"}:
                inside = True
            elif inside:
                number += int(line.split()[2]) if line.startswith("… and ") else 1
    return number


def in_calendar(data: bytes) -> int:
    number = len(calendar(data).walk("VTODO"))
    assert len(getattr(second_calendar(data), "vtodo_list", [])) == number
    return number


STANDINGS = {"Overdue", "Due within 7 days", "Blocked", "Open", "Out of sight", "Done or cancelled"}  # of a digest


def in_document(data: bytes) -> int:
    number, heading = 0, ""
    for part in document(data).iter_inner_content():
        if not hasattr(part, "rows"):
            heading = part.text if part.style.name.startswith("Heading") else heading
        elif heading in {"Action items", *STANDINGS}:
            number += len(part.rows) - 1
    return number


def left(what: Exportable) -> int:
    return sum(not task.over for task in rows(what).tasks)


def told(what: Exportable) -> int:
    return len(rows(what).tasks)


# Of each target: how many tasks a reader finds in it, and how many there should be.
TASKS: Mapping[str, tuple[Callable[[bytes], int], Callable[[Exportable], int]]] = {
    "csv": (lambda data: len(table(data)), told),
    "ics": (in_calendar, told),
    "slack": (shown_in_slack, told),
    "jira": (lambda data: len(table_of_columns(data)) - 1, told),
    "linear": (lambda data: len(table(data)), told),
    "github": (lambda data: len(issues(data)), left),
    "todo": (lambda data: len(todos(data)), told),
    "jsonl": (lambda data: sum(row.kind == "action" for row in records(data)), told),
    "docx": (in_document, told),
}


def table_of_columns(data: bytes) -> list[list[str]]:
    """As rows of cells: two columns of one name are no dictionary's."""
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
