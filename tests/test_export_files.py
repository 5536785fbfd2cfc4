"""Calendars, JSON Lines and Word documents: what their rules ask for."""

import datetime as dt
import io
import zipfile

import pytest
from export_notes import DAY, FULL, action, summary
from export_readers import calendar, document, records, second_calendar, todos
from planted_digest import planted

from notesllm import Metric
from notesllm.export import export_to
from notesllm.summary.items import Priority


def test_tasks_and_days_stand_in_the_calendar() -> None:
    read = calendar(export_to(FULL, "ics"))
    tasks = {str(todo["uid"]): todo for todo in read.walk("VTODO")}
    renew = tasks["action-1@m-1.notesllm"]
    assert renew["due"].dt == dt.date(2024, 10, 20)
    assert renew["due"].params["VALUE"] == "DATE"
    assert (renew["status"], renew["priority"]) == ("NEEDS-ACTION", 1)
    assert renew["dtstamp"].dt == dt.datetime(2024, 10, 15, tzinfo=dt.UTC)
    assert str(renew["attendee"]) == "mailto:ana@x.example"
    assert renew["attendee"].params["SCHEDULE-AGENT"] == "NONE"
    assert [str(todo["status"]) for todo in tasks.values()] == [
        *("NEEDS-ACTION", "IN-PROCESS", "NEEDS-ACTION", "COMPLETED", "CANCELLED"),
    ]
    assert "attendee" not in tasks["action-3@m-1.notesllm"]
    assert "Owner: Bo Lindt" in tasks["action-3@m-1.notesllm"]["description"]
    assert [(str(event["summary"]), event["dtstart"].dt, event["dtend"].dt) for event in read.walk("VEVENT")] == [
        ("Due: Renew the certificate", dt.date(2024, 10, 20), dt.date(2024, 10, 21)),
        ("Due: Write the runbook, part 2", dt.date(2024, 11, 1), dt.date(2024, 11, 2)),
        ("Next meeting: Platform weekly", dt.date(2024, 10, 22), dt.date(2024, 10, 23)),
        ("Beta", DAY, dt.date(2024, 10, 16)),
    ]


def test_a_second_reader_sees_the_same_calendar() -> None:
    read = second_calendar(export_to(FULL, "ics"))
    assert [todo.summary.value for todo in read.vtodo_list] == [item.task for item in FULL.action_items]
    assert read.vtodo_list[0].due.value == dt.date(2024, 10, 20)
    assert len(read.vevent_list) == 4


def test_a_calendar_of_nothing_is_one() -> None:
    assert len(calendar(export_to(summary(), "ics")).walk("VEVENT")) == 1


def test_json_lines_hold_every_item_once() -> None:
    read = records(export_to(FULL, "jsonl"))
    assert [row.kind for row in read] == [
        *("decision", *["action"] * 5, *["milestone"] * 2, *["attendee"] * 3, "next_meeting"),
    ]
    renew = read[1]
    assert renew.meeting is not None
    assert (renew.meeting.title, renew.fields["status"]) == ("Platform weekly", "open")
    assert renew.evidence[0].evidence == FULL.action_items[0].evidence[0]
    assert {**renew.fields, "id": renew.id, "evidence": ()} == {
        **FULL.action_items[0].model_dump(mode="json"),
        "evidence": (),
    }


def test_json_lines_of_a_digest_hold_every_line() -> None:
    digest = planted()
    told = (digest.decisions, digest.actions, digest.risks, digest.questions, digest.metrics, digest.milestones)
    ids = [line.id for lines in (*told, digest.warnings) for line in lines]
    assert [row.id for row in records(export_to(digest, "jsonl"))] == ids


def test_minutes_hold_headings_tables_and_places() -> None:
    read = document(export_to(FULL, "docx"))
    assert [part.text for part in read.paragraphs if part.style.name.startswith(("Title", "Heading"))] == [
        *("Platform weekly", "Decisions", "Action items", "Milestones", "Attendees"),
    ]
    grid = read.tables[0]
    assert [cell.text for cell in grid.rows[0].cells] == ["Action", "Owner", "Due", "Priority", "Status", "Source"]
    assert [cell.text for cell in grid.rows[1].cells] == [
        *("Renew the certificate", "Ana Ruiz", "2024-10-20 (then)", "critical", "☐ open", "L1"),
    ]
    assert "w:tblHeader" in grid.rows[0]._tr.xml  # noqa: SLF001 - the library reads no such mark
    assert grid.columns[0].width > grid.columns[3].width
    about = read.core_properties
    assert (about.title, about.subject, about.author) == ("Platform weekly", "Minutes", "notesllm")
    assert about.created.date() == about.modified.date() == DAY


def test_a_document_shows_no_table_of_nothing() -> None:
    what = summary(action(1, ""), metrics=(Metric(id="k-1", evidence=(), name="", value=""),))
    read = document(export_to(what, "docx"))
    assert [[cell.text for cell in grid.rows[0].cells] for grid in read.tables] == [["Status", "Source"]]
    assert "Metrics" not in [part.text for part in read.paragraphs]


def test_a_document_of_a_digest_names_meetings() -> None:
    read = document(export_to(planted(), "docx"))
    text = "\n".join(part.text for part in read.paragraphs)
    for told in ("Two actions are late.", "M1 Platform weekly", "Two owners for a task M1 L40", "Who pays for it?"):
        assert told in text
    assert [cell.text for cell in read.tables[0].rows[1].cells][2:5] == [
        "2024-10-10 (soon)",
        "5 days late",
        "2024-10-01 → 2024-10-10",
    ]


def test_a_document_bears_no_time_of_its_making() -> None:
    with zipfile.ZipFile(io.BytesIO(export_to(FULL, "docx"))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


PRIORITIES: tuple[Priority, ...] = ("low", "medium", "high", "critical")


@pytest.mark.parametrize("priority", PRIORITIES)
def test_priorities_come_through(priority: Priority) -> None:
    what = summary(action(1, "Call", priority=priority))
    letter = {"critical": "A", "high": "B", "medium": "C", "low": "D"}[priority]
    assert todos(export_to(what, "todo"))[0].priority == letter
    assert calendar(export_to(what, "ics")).walk("VTODO")[0]["priority"] == {"A": 1, "B": 3, "C": 5, "D": 9}[letter]
