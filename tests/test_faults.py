"""Whatever goes wrong between us and a model: a valid summary no worse than the rules', the fault named, in time.

From end to end over a server on loopback; how one call fails is tested at the adapter, with the same table of faults.
"""

import datetime as dt
import logging
import socket
from dataclasses import replace
from email.utils import format_datetime

import pytest
from fault_runs import (
    LONG,
    NOTES,
    SMALL_WINDOW,
    WAYS,
    Run,
    all_told,
    check_as_the_rules_say,
    check_no_worse,
    check_silence,
    chosen,
    served,
)
from scripted import NOTHING, in_turn, saying
from servers import BEFORE_ANY_SERVER, FAULTS, Fault, Server, completion, failed, refusing_port
from tenacity.wait import wait_none

from notesllm import ModelFailedError, preview, stream, summarize
from notesllm.errors import RETRYABLE, BackendCode

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
ATTEMPTS = 2
HALVED = 7  # requests for notes that are too large: all of them, two halves, four quarters
LIMIT = 0.3  # seconds for faults that only a time limit ends
# Awaiting: one of each kind, since statuses and bodies are judged by the same lines of the adapter.
AWAITED = """reset cut_mid_body silence trickle status_401 status_413 status_429 status_500 rate_limited_seconds
quota_exhausted page_with_200 garbage_gzip null_content refusal length""".split()  # noqa: SIM905 - reads best as one
STAYING = [
    *[pytest.param(name, summarize, id=f"{name}-summarize") for name in FAULTS],
    *[pytest.param(name, WAYS["asummarize"], id=f"{name}-asummarize") for name in AWAITED],
]
ways = pytest.mark.parametrize("run", [pytest.param(run, id=name) for name, run in WAYS.items()])


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long to wait between attempts is tested elsewhere; what a server asks for is waited for here too."""
    monkeypatch.setattr("notesllm.llm.retry.BACKOFF", wait_none())


@pytest.fixture(autouse=True)
def _silence(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> object:
    """Nothing that is logged, by us or by a vendor, and nothing on the screen, holds the key or the notes."""
    caplog.set_level(logging.DEBUG)
    for name in ("notesllm", "openai", "httpx2", "httpcore2", "instructor", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    yield
    check_silence(caplog.text, *capfd.readouterr())


def expected(fault: Fault) -> tuple[BackendCode, int]:
    """What the policy makes of a fault that stays: its name, and how many requests it takes."""
    if fault.slow:
        return "deadline", 1
    if fault.code == "too_large":
        return fault.code, HALVED
    waits_too_long = (fault.retry_after or 0) > chosen("")["timeout"]
    return fault.code, ATTEMPTS if fault.code in RETRYABLE and not waits_too_long else 1


@pytest.mark.parametrize(("name", "run"), STAYING)
def test_a_fault_that_stays_costs_only_what_the_model_would_have_added(name: str, run: Run) -> None:
    fault = FAULTS[name]
    fault = (
        fault if fault.retry_after != 2 else fault._replace(answer=replace(fault.answer, headers={"Retry-After": "0"}))
    )
    timeout = LIMIT if fault.slow else 5.0
    summary, server, seconds = served(run, fault.answer, timeout=timeout, attempts=ATTEMPTS)
    code, requests = expected(fault)
    check_as_the_rules_say(summary)
    assert {each.code for each in summary.provenance.degraded} == {code}
    assert len(server.requests) == requests
    assert summary.provenance.usage.calls == requests
    assert seconds < timeout + 0.5
    check_silence(summary.provenance.model_dump_json())


@ways
@pytest.mark.parametrize("fault", BEFORE_ANY_SERVER)
def test_nobody_there(fault: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with Server(completion("{}")) as server:
        addresses = {
            "refused": f"http://127.0.0.1:{refusing_port()}/v1",
            "no_such_host": "http://nowhere.invalid/v1",
            "tls": f"https://127.0.0.1:{server.port}/v1",
        }
        if fault == "no_such_host":
            monkeypatch.setattr(socket, "getaddrinfo", unknown)
        summary = run(NOTES, **chosen(addresses[fault], attempts=ATTEMPTS))
    check_as_the_rules_say(summary)
    assert [each.code for each in summary.provenance.degraded] == ["connection"]
    assert summary.provenance.usage.calls == ATTEMPTS
    assert not server.requests


def in_seconds(seconds: float) -> str:
    """The date that a server gives in ``Retry-After``, in whole seconds as always."""
    return format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds), usegmt=True)


@ways
@pytest.mark.parametrize(
    ("headers", "least"),
    [
        pytest.param({}, 0.0, id="without"),
        pytest.param({"Retry-After": "0.3"}, 0.3, id="seconds"),
        pytest.param({"Retry-After": "date"}, 0.0, id="date"),
    ],
)
def test_a_fault_that_passes_costs_nothing_but_time(headers: dict[str, str], least: float, run: Run) -> None:
    told = {name: in_seconds(1.2) if value == "date" else value for name, value in headers.items()}
    summary, server, seconds = served(run, in_turn(failed(429, headers=told), saying(NOTHING)))
    check_no_worse(summary)
    assert summary.provenance.degraded == ()
    assert summary.provenance.engine == "llm"
    assert len(server.requests) == summary.provenance.usage.calls == 2
    assert least <= seconds < least + 2


@ways
@pytest.mark.parametrize("name", ["status_500", "refusal", "page_with_200", "cut_mid_body", "status_401"])
def test_where_a_model_is_asked_for_its_fault_is_raised_with_the_summary(name: str, run: Run) -> None:
    with pytest.raises(ModelFailedError) as caught:
        served(run, FAULTS[name].answer, engine="llm")
    check_as_the_rules_say(caught.value.summary)
    assert [each.code for each in caught.value.summary.provenance.degraded] == [FAULTS[name].code]
    assert FAULTS[name].code in str(caught.value)
    check_silence(all_told(caught.value))


@ways
def test_silence_about_every_part_of_long_notes_ends_at_the_deadline(run: Run) -> None:
    options = {**SMALL_WINDOW, "concurrency": 2, "timeout": LIMIT}
    summary, server, seconds = served(run, FAULTS["silence"].answer, LONG, **options)
    assert seconds < LIMIT + 0.5
    assert {each.code for each in summary.provenance.degraded} == {"deadline"}
    assert len(server.requests) == 2
    assert summary.action_items == preview(LONG).action_items


@pytest.mark.parametrize("name", ["status_500", "refusal", "page_with_200", "cut_mid_body", "status_401"])
def test_a_stream_begins_with_the_rules_whatever_comes_then(name: str) -> None:
    with Server(FAULTS[name].answer) as server:
        summaries = list(stream(NOTES, **chosen(server.base_url)))
        with pytest.raises(ModelFailedError) as caught:
            list(stream(NOTES, **chosen(server.base_url, engine="llm")))
    assert summaries[0] == preview(NOTES)
    check_as_the_rules_say(summaries[-1])
    assert [each.code for each in summaries[-1].provenance.degraded] == [FAULTS[name].code]
    check_as_the_rules_say(caught.value.summary)
    check_silence(all_told(caught.value))
