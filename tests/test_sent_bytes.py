"""What leaves: every byte that arrived at the server, searched for all that was to be hidden."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fault_runs import KEY, WAYS, Run, chosen
from leaks import leaks
from scripted import NOTHING, in_turn, saying
from servers import Answer, Request, Server, failed

from notesllm import MeetingSummary, stream
from notesllm.grounding.coverage import items_of

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
SECRETS = {
    "mail": "zara.quill@nimbus-labs.example",
    "phone": "+1 415 555 2671",
    "card": "4111 1111 1111 1111",
    "iban": "DE89 3704 0044 0532 0130 00",
    "social security": "536-90-4399",
    "address": "203.0.113.77",
    "key": "sk-proj-Zq83hTnX02LmPvRk41WsYbCd",
    "token": "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
    "password": "hunter2-Wombat!",
    "login in a URL": "quillz:s3cretPW",
}
PEOPLE = {
    "full": "Zara Quill",
    "first": "Zara",
    "last": "Quill",
    "possessive": "Brunhilde's",
    "initials and handle": "@bvogelsang",
    "second": "Brunhilde Vogelsang",
    "second's last": "Vogelsang",
}


def notes(sections: int) -> str:
    """Each section tells all of it, in other sentences."""
    head = "# Weekly sync\n\nDate: 2024-10-15\nAttendees: Zara Quill, Brunhilde Vogelsang (@bvogelsang)\n"
    parts = [
        f"""
## Topic {number}

Zara asked whether door {number} is painted. ZARA QUILL was sure; it is Brunhilde's door.
Write to {SECRETS["mail"]} or call {SECRETS["phone"]} about door {number}.
Paid by card {SECRETS["card"]}, from IBAN {SECRETS["iban"]}; SSN: {SECRETS["social security"]}.
The server at {SECRETS["address"]} takes the API key {SECRETS["key"]} and token {SECRETS["token"]}.
Password: {SECRETS["password"]}
Log in at https://{SECRETS["login in a URL"]}@intern.example/door?id={number}
We talked for a while about the shape of door {number}, and about its colour, and about the weather.

Brunhilde Vogelsang: I will paint door {number} by 2024-10-{17 + number}.
Action: Zara Quill to check gate {number} by Friday
"""
        for number in range(1, sections + 1)
    ]
    return head + "".join(parts)


ACTION = re.compile(r"^(\d+)(?:\[.*?\])? Action: (.+?) to (.+?) (by .+)$", re.MULTILINE)


def echoed(request: Request) -> Answer:
    """A model that says back what it was shown, pseudonyms included."""
    system, user = (message["content"] for message in request.json["messages"][:2])
    shown = [(int(line), *told) for line, *told in ACTION.findall(user)]
    if "action_items" not in system:
        return saying(NOTHING)(request)
    tasks = [{"task": task, "owners": [who], "due": due, "lines": [line]} for line, who, task, due in shown]
    return saying(json.dumps({"action_items": tasks}))(request)


def sent(server: Server) -> Iterator[bytes]:
    for request in server.requests:
        assert request.headers["authorization"] == f"Bearer {KEY}"
        yield request.raw


def check(server: Server, hidden: list[str]) -> None:
    assert server.requests
    for raw in sent(server):
        assert leaks(raw, hidden) == []


LONG: dict[str, Any] = {"context_window": 4000, "concurrency": 1, "timeout": 10.0}


@pytest.mark.parametrize("run", [pytest.param(run, id=name) for name, run in WAYS.items()])
@pytest.mark.parametrize("strategy", ["review", "extract"])
@pytest.mark.parametrize("sections", [pytest.param(1, id="short"), pytest.param(9, id="long")])
def test_strict_hides_people_and_secrets(run: Run, strategy: str, sections: int) -> None:
    source = notes(sections)
    with Server(echoed) as server:
        summary = run(source, **chosen(server.base_url, privacy="strict", strategy=strategy, **LONG))
        check(server, [*SECRETS.values(), *PEOPLE.values()])
        assert len(server.requests) > 2 or sections == 1
    check_restored(summary, source)
    gates = [item.task for item in summary.action_items if "gate" in item.task]
    assert [gate.lower() for gate in gates] == [f"check gate {number}" for number in range(1, sections + 1)]


@pytest.mark.parametrize("sections", [pytest.param(1, id="short"), pytest.param(9, id="long")])
def test_standard_hides_secrets(sections: int) -> None:
    source = notes(sections)
    with Server(echoed) as server:
        summary = WAYS["summarize"](source, **chosen(server.base_url, privacy="standard", **LONG))
        check(server, list(SECRETS.values()))
        assert any(leaks(raw, ["Brunhilde Vogelsang"]) for raw in sent(server))
    check_restored(summary, source)


def test_retries_and_second_questions_hide_as_much() -> None:
    turns = in_turn(failed(503, headers={"Retry-After": "0"}), saying("What?"), echoed)
    with Server(turns) as server:
        last = list(stream(notes(1), **chosen(server.base_url, privacy="strict", timeout=10.0)))[-1]
        check(server, [*SECRETS.values(), *PEOPLE.values()])
        assert len(server.requests) == 3
    check_restored(last, notes(1))


def test_off_hides_nothing() -> None:
    """Or the tests above would pass with a server that is shown nothing."""
    with Server(echoed) as server:
        WAYS["summarize"](notes(1), **chosen(server.base_url, privacy="off"))
        (raw,) = sent(server)
    assert set(leaks(raw, SECRETS.values())) == set(SECRETS.values())


def check_restored(summary: MeetingSummary, source: str) -> None:
    """The summary is of the notes as they are: no pseudonym is left in it."""
    assert summary.provenance.degraded == ()
    names = {owner.name for item in summary.action_items for owner in item.owners}
    assert "Zara Quill" in names
    assert names <= {"Zara Quill", "Brunhilde Vogelsang"}
    for item in items_of(summary):
        assert all(source[each.start : each.end] == each.quote for each in item.evidence)
    told = " ".join(item.task for item in summary.action_items)
    assert not [word for word in re.findall(r"[A-Z]\w+", told) if word.lower() not in source.lower()]
