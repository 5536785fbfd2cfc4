"""Whatever a server does to us: one request, the right name for it, in time, and no word of notes or key."""

import datetime as dt
import logging
import socket
import time
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from adapter_calls import KEY, NOTES, WAYS, Ask, all_told, asked, some_call
from hypothesis import given
from hypothesis import strategies as st
from servers import BEFORE_ANY_SERVER, FAULTS, Answer, Fault, Server, completion, refusing_port

from notesllm.errors import BackendCode, BackendError
from notesllm.llm.adapter import connect
from notesllm.llm.adapter.faults import error_of
from notesllm.llm.adapter.statuses import error_of_status, retry_after

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
LIMIT = 0.3
NOW = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
ways = pytest.mark.parametrize("ask", [pytest.param(ask, id=name) for name, ask in WAYS.items()])


@pytest.fixture(autouse=True, scope="module")
def vendors_loaded() -> None:
    """Loading them takes a second, which is not to be counted."""
    connect("ollama/any").close()


def check_silence(error: BackendError, log: str) -> None:
    told = all_told(error) + log
    assert KEY not in told
    assert NOTES not in told
    assert error.__cause__ is None
    assert error.__context__ is None


@ways
@pytest.mark.parametrize("fault", [pytest.param(fault, id=name) for name, fault in FAULTS.items()])
def test_faults(fault: Fault, ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Server(fault.answer) as server:
        started = time.monotonic()
        error = asked(ask, server.base_url, some_call(LIMIT if fault.slow else 5.0))
        taken = time.monotonic() - started
    assert isinstance(error, BackendError)
    assert (error.code, error.retry_after) == (fault.code, fault.retry_after)
    assert (len(server.requests), error.attempts) == (1, 1)
    assert taken < 10 * LIMIT
    check_silence(error, caplog.text)


@ways
@pytest.mark.parametrize("fault", list(BEFORE_ANY_SERVER))
def test_nobody_there(fault: str, ask: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

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
        error = asked(ask, addresses[fault], some_call())
    assert isinstance(error, BackendError)
    assert error.code == BEFORE_ANY_SERVER[fault]
    assert not server.requests
    check_silence(error, caplog.text)


@pytest.mark.parametrize("pause", [0.05, 0.35, 0.5, 0.55])
def test_awaiting_keeps_to_its_time_at_whatever_pace_an_answer_comes(pause: float) -> None:
    with Server(replace(completion("{}"), pause=pause)) as server:
        started = time.monotonic()
        error = asked(WAYS["awaiting"], server.base_url, some_call(0.6))
        taken = time.monotonic() - started
    assert isinstance(error, BackendError)
    assert error.code == "timeout"
    assert taken < 0.85
    check_silence(error, "")


@ways
def test_failures_cost_tokens(ask: Ask) -> None:
    with Server(FAULTS["length"].answer) as server:
        error = asked(ask, server.base_url, some_call())
    assert isinstance(error, BackendError)
    assert error.tokens == (120, 30, 0)


@ways
def test_huge_answers_are_not_read_to_their_end(ask: Ask) -> None:
    body = completion("x" * 2**20).body
    with Server(Answer(body=body * 64)) as server:
        error = asked(ask, server.base_url, some_call())
    assert isinstance(error, BackendError)
    assert error.code == "malformed"
    assert server.sent < 32 * 2**20


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, None, id="none"),
        pytest.param({"retry-after": "7"}, 7.0, id="seconds"),
        pytest.param({"retry-after": "0.5"}, 0.5, id="part-of-a-second"),
        pytest.param({"retry-after-ms": "250", "retry-after": "9"}, 0.25, id="milliseconds-first"),
        pytest.param({"retry-after": "Fri, 02 Jan 2026 03:04:35 GMT"}, 30.0, id="date"),
        pytest.param({"retry-after": "Friday, 02-Jan-26 03:04:35 GMT"}, 30.0, id="old-date"),
        pytest.param({"retry-after": "Fri, 02 Jan 2026 03:00:00 GMT"}, 0.0, id="date-that-is-over"),
        pytest.param({"retry-after": "-3"}, 0.0, id="negative"),
        pytest.param({"retry-after": "1e12"}, 86_400.0, id="for-ever"),
        pytest.param({"retry-after": "nan"}, None, id="nan"),
        pytest.param({"retry-after": "soon"}, None, id="word"),
        pytest.param({"retry-after": ""}, None, id="empty"),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, NOW) == seconds


@given(st.text(), st.text())
def test_retry_after_of_anything(value: str, milliseconds: str) -> None:
    seconds = retry_after({"retry-after": value, "retry-after-ms": milliseconds}, NOW)
    assert seconds is None or 0 <= seconds <= 86_400


@pytest.mark.parametrize(
    ("status", "told", "code"),
    [
        pytest.param(400, "prompt is too long: 210000 tokens > 200000 maximum", "too_large", id="anthropic-long"),
        pytest.param(400, "the request exceeds the available context size", "too_large", id="llama-cpp-long"),
        pytest.param(429, "Request too large for gpt-4o on tokens per min", "too_large", id="more-than-a-minute-takes"),
        pytest.param(400, "API key not valid. Please pass a valid API key.", "auth", id="google-key"),
        pytest.param(400, "code: content_filter", "content_filter", id="azure-filter"),
        pytest.param(400, "Your credit balance is too low", "bad_request", id="no-guess-from-400"),
        pytest.param(429, "For more, add a payment method to billing", "rate_limited", id="billing-talk"),
        pytest.param(429, "You exceeded your current quota", "quota", id="quota-in-words"),
        pytest.param(405, "", "not_found", id="wrong-path"),
        pytest.param(418, "", "bad_request", id="any-other-4xx"),
        pytest.param(599, "", "server_error", id="any-other-5xx"),
        pytest.param(302, "", "not_found", id="redirect"),
    ],
)
def test_statuses(status: int, told: str, code: BackendCode) -> None:
    assert error_of_status(status, told, {}).code == code


def test_quota_that_comes_back_is_a_rate_limit() -> None:
    assert error_of_status(429, "You exceeded your current quota", {"retry-after": "12"}).code == "rate_limited"


class GoogleError(Exception):
    """As google-genai's ``ClientError`` is built."""

    code = 429
    response = SimpleNamespace(headers={"retry-after": "4"})


class AmazonError(Exception):
    """As botocore's ``ClientError`` is built."""

    response: ClassVar[dict[str, Any]] = {"ResponseMetadata": {"HTTPStatusCode": 403}}


class UnknownError(Exception):
    """Of a kind that nobody knows."""

    code = "some-code"


@pytest.mark.parametrize(
    ("error", "code", "wait"),
    [
        pytest.param(GoogleError(NOTES), "rate_limited", 4.0, id="google"),
        pytest.param(AmazonError(NOTES), "auth", None, id="amazon"),
        pytest.param(UnknownError(NOTES), "backend", None, id="unknown"),
        pytest.param(TimeoutError(NOTES), "timeout", None, id="timeout"),
        pytest.param(ConnectionResetError(NOTES), "connection", None, id="connection"),
        pytest.param(UnicodeDecodeError("utf-8", NOTES.encode(), 0, 1, "x"), "malformed", None, id="encoding"),
    ],
)
def test_errors_of_other_vendors(error: Exception, code: BackendCode, wait: float | None) -> None:
    ours = error_of(error, "example.com")
    assert (ours.code, ours.retry_after) == (code, wait)
    assert NOTES not in repr(ours)


def test_causes_are_followed_and_may_be_a_circle() -> None:
    outer, inner = RuntimeError(NOTES), TimeoutError(NOTES)
    outer.__cause__, inner.__cause__ = inner, outer
    assert error_of(outer, None).code == "timeout"
