"""Slack's Block Kit, GitHub's issues and todo.txt: what their rules ask for."""

import json
import re

import pytest
from export_drawn import exportable
from export_notes import DAY, FULL, action, cases, summary
from export_readers import issues, message, todos
from hypothesis import given, settings

from notesllm.export import export_to
from notesllm.export.rows import Exportable


def test_slack_mentions_nobody_and_runs_no_markup() -> None:
    hostile = summary(action(1, "Tell <!channel> and <@U1> & @here now", "@octocat"), title="All of <!here>")
    read = message(export_to(hostile, "slack"))
    shown = json.dumps(read, ensure_ascii=False)
    assert "<" not in shown.replace("All of <!here>", "", 1)  # a header is plain text, in which nothing is markup
    assert "Tell &lt;!channel&gt; and &lt;`@U1`&gt; &amp; `@here` now" in shown
    assert read["text"] == "All of &lt;!here&gt;: 1 open action, 0 decisions, 0 risks"
    assert all(block["text"]["verbatim"] for block in read["blocks"] if block["type"] == "section")


def test_slack_is_told_how_much_is_left_out() -> None:
    many = summary(*(action(number, f"Task {number} " + "&" * 400, "Ana " * 40) for number in range(1, 201)))
    sections = [block["text"]["text"] for block in message(export_to(many, "slack"))["blocks"] if "text" in block]
    assert "… and 180 more" in sections[-1]


def test_github_opens_what_is_left_to_do_and_pings_nobody() -> None:
    read = issues(export_to(FULL, "github"))
    assert [issue["title"] for issue in read] == [item.task for item in FULL.action_items[:3]]
    assert [issue.get("assignees") for issue in read] == [None, ["octocat"], None]
    assert [issue["labels"][1:] for issue in read] == [["priority: critical"], ["priority: low"], ["blocked"]]
    assert [re.findall(r"<!-- notesllm:(\S+) -->", issue["body"]) for issue in read] == [
        ["action-1"],
        ["action-2"],
        ["action-3"],
    ]
    (ping,) = issues(export_to(summary(action(1, "Ask @team/all --> <!-- x")), "github"))
    assert re.search(r"(?<![`\w])@\w", ping["title"] + ping["body"]) is None
    assert len(re.findall(r"(?<!\\)<!--", ping["body"])) == 1


@given(what=exportable)
@settings(max_examples=25, deadline=None)
def test_github_titles_fit_and_ids_are_told(what: Exportable) -> None:
    for issue in issues(export_to(what, "github")):
        assert 0 < len(issue["title"]) <= 256
        assert len(issue["body"]) < 65_536
        assert re.search(r"<!-- notesllm:[A-Za-z0-9.-]+ -->\Z", issue["body"])


@pytest.mark.parametrize("case", cases("todo"))
def test_todo_reads_words_as_words(case: dict[str, str]) -> None:
    data = export_to(summary(action(1, case["text"])), "todo")
    assert data.decode() == f"2024-10-15 {case['line']} +Platform-weekly id:action-1\n"
    (read,) = todos(data)
    assert (read.is_completed, read.priority) == (False, None)
    assert read.creation_date == DAY
    assert (read.projects, read.contexts) == (["Platform-weekly"], [])
    assert set(read.attributes) <= {"id", "https"}


def test_todo_holds_state_dates_and_tags() -> None:
    first, second, third, fourth, fifth = todos(export_to(FULL, "todo"))
    assert (first.priority, first.contexts, first.attributes["due"]) == ("A", ["Ana-Ruiz"], ["2024-10-20"])
    assert second.attributes["status"] == ["in_progress"]
    assert third.attributes["status"] == ["blocked"]
    assert (fourth.is_completed, fourth.completion_date, fourth.creation_date) == (True, DAY, DAY)
    assert fourth.attributes["pri"] == ["B"]
    assert (fifth.is_completed, fifth.attributes["status"]) == (True, ["cancelled"])


@given(what=exportable)
@settings(max_examples=25, deadline=None)
def test_todo_finds_no_tag_but_ours(what: Exportable) -> None:
    for read in todos(export_to(what, "todo")):
        keys = set(read.attributes) - {"http", "https"}
        assert {key for key in keys if not key.endswith(("http", "https"))} <= {"due", "status", "pri", "id"}
        assert len(read.projects) <= 1
        assert all(re.fullmatch(r"[\w.-]+", tag) for tag in [*read.projects, *read.contexts])
