"""CSV for spreadsheets and for the importers of Jira and Linear: what their rules ask for."""

import csv
import datetime as dt
import io
import re

import pytest
from export_drawn import summaries
from export_notes import FULL, action, cases, summary
from export_readers import table, table_of_columns
from hypothesis import given, settings

from notesllm import MeetingSummary
from notesllm.export import Target, export_to
from notesllm.export.separated import guarded, unguarded

TABLES: tuple[Target, ...] = ("csv", "jira", "linear")


@pytest.mark.parametrize("case", cases("formulas"))
def test_cells_that_could_be_formulas_are_guarded(case: dict[str, str]) -> None:
    assert guarded([case["text"]]) == [case["cell"]]
    assert unguarded(case["cell"]) == case["text"]


@pytest.mark.parametrize("target", TABLES)
def test_every_table_is_guarded(target: Target) -> None:
    (row,) = table(export_to(summary(action(1, "=1+1", "@SUM(1)")), target))
    assert {"'=1+1"} <= set(row.values())
    assert not any(cell.startswith(("=", "@")) for cell in row.values())


def test_a_spreadsheet_sees_all_columns_and_the_byte_order_mark() -> None:
    data = export_to(FULL, "csv")
    assert data.startswith(b'\xef\xbb\xbf"id",')
    first, *_ = table(data)
    assert first == {
        "id": "action-1",
        "task": "Renew the certificate",
        "owners": "Ana Ruiz",
        "emails": "ana@x.example",
        "due": "2024-10-20",
        "due text": "2024-10-20 (then)",
        "status": "open",
        "standing": "",
        "priority": "critical",
        "references": "",
        "meeting": "Platform weekly",
        "meeting id": "m-1",
        "meeting date": "2024-10-15",
        "file": "weekly.md",
        "line": "1",
        "quote": "Renew the certificate",
    }


def test_an_address_of_two_people_of_one_name_is_nobodys() -> None:
    assert [row["emails"] for row in table(export_to(FULL, "csv"))] == ["ana@x.example", "", "", "ana@x.example", ""]


@given(what=summaries)
@settings(max_examples=25, deadline=None)
def test_no_cell_of_any_table_is_a_formula_in_any_locale(what: MeetingSummary) -> None:
    for target in TABLES:
        text = export_to(what, target).decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                for part in cell.split(";"):
                    assert not re.match(r"[\s\"'\ufeff\u200b]*[=+@＝＋＠-]", part) or part.startswith("'"), (
                        target,
                        cell,
                    )


def test_jira_gets_what_its_importer_reads() -> None:
    head, first, second, *_, last = table_of_columns(export_to(FULL, "jira"))
    assert head.count("Labels") == 2
    assert not re.search(r"[^\w ]", "".join(head))
    row = dict(zip(head, first, strict=True))
    assert row["Summary"] == "Renew the certificate"
    assert dt.datetime.strptime(row["Due Date"], "%d/%b/%y %I:%M %p") == dt.datetime(2024, 10, 20)  # noqa: DTZ001, DTZ007
    assert (row["Assignee"], row["Priority"], row["Status"]) == ("ana@x.example", "Highest", "To Do")
    assert row["External issue ID"] == "action-1"
    assert "Notes: “Renew the certificate”" in row["Description"]
    assert dict(zip(head, second, strict=True))["Assignee"] == ""
    assert dict(zip(head, last, strict=True))["Labels"] == "cancelled"


@pytest.mark.parametrize("text", ["a" * 999, ";=" * 300, "\U0001f600" * 300])
def test_jira_takes_every_summary(text: str) -> None:
    cell = table_of_columns(export_to(summary(action(1, text)), "jira"))[1][0]
    assert len(cell.encode("utf-16-le")) // 2 <= 255


def test_linear_gets_the_columns_and_words_that_it_knows() -> None:
    read = table(export_to(FULL, "linear"))
    assert [row["Priority"] for row in read] == ["Urgent", "Low", "No priority", "High", "No priority"]
    assert [row["Status"] for row in read] == ["Todo", "In Progress", "Todo", "Done", "Canceled"]
    assert [row["Assignee"] for row in read] == ["Ana Ruiz", "octocat", "Bo Lindt", "Ana Ruiz", ""]
    assert [row["Labels"].split(", ") for row in read][2] == ["notesllm", "blocked"]
    assert read[3]["Completed"] == "2024-10-15"
    assert not any(row["Archived"] for row in read)  # the importer leaves out what is archived


def test_linear_loads_no_image_of_the_notes() -> None:
    (row,) = table(export_to(summary(action(1, "See ![x](http://evil.example/p.png)")), "linear"))
    assert "![" not in row["Description"]
