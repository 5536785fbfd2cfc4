"""Which engine answers: what the caller says, then the environment; and what becomes of a model that fails."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from servers import Server, completion

from notesllm import (
    BackendError,
    Call,
    MeetingSummary,
    ModelFailedError,
    OptionError,
    Price,
    Reply,
    Tokens,
    astream,
    asummarize,
    preview,
    stream,
    summarize,
)
from notesllm.config import DEFAULT_MODEL, Choices, options_for
from notesllm.testing import Answer, ScriptedBackend

ROOT = Path(__file__).parent.parent
NOTES = ROOT / "examples" / "architecture-review-transcript.txt"
LONG = "\n\n".join(f"## Part {n}\n\n" + "Ana told what the team had done since. " * 60 for n in range(12))
FINE = {"abstract": "The team met and talked about the plan."}

Summarize = Callable[..., MeetingSummary]


def awaited(source: object, **options: Any) -> MeetingSummary:  # noqa: ANN401
    return asyncio.run(asummarize(source, **options))  # type: ignore[arg-type]


def streamed(source: object, **options: Any) -> MeetingSummary:  # noqa: ANN401
    return list(stream(source, **options))[-1]  # type: ignore[arg-type]


def streamed_later(source: object, **options: Any) -> MeetingSummary:  # noqa: ANN401
    async def last() -> MeetingSummary:
        return [summary async for summary in astream(source, **options)][-1]  # type: ignore[arg-type]

    return asyncio.run(last())


everyone = pytest.mark.parametrize("ask", [summarize, awaited, streamed, streamed_later])


def scripted(*answers: Answer) -> ScriptedBackend:
    return ScriptedBackend(answers, host="localhost")


# title: environment, what is given, and the engine, model and base_url that follow
KEY = {"OPENAI_API_KEY": "sk-test"}
CHOSEN: list[tuple[str, dict[str, str], Choices, tuple[str, str | None, str | None]]] = [
    ("nothing", {}, {}, ("auto", None, None)),
    ("a key", KEY, {}, ("auto", DEFAULT_MODEL, None)),
    ("a model in the environment", {"NOTESLLM_MODEL": "a/b", **KEY}, {}, ("auto", "a/b", None)),
    ("a model given", {"NOTESLLM_MODEL": "a/b"}, {"model": "c/d"}, ("auto", "c/d", None)),
    ("a None is not given", {"NOTESLLM_MODEL": "a/b"}, {"model": None}, ("auto", "a/b", None)),
    ("rules given", {"NOTESLLM_MODEL": "a/b", **KEY}, {"engine": "rules"}, ("rules", None, None)),
    ("rules in the environment", {"NOTESLLM_ENGINE": "rules", **KEY}, {}, ("rules", None, None)),
    ("an engine given", {"NOTESLLM_ENGINE": "rules", **KEY}, {"engine": "llm"}, ("llm", DEFAULT_MODEL, None)),
    ("a server", {}, {"model": "m", "base_url": "http://localhost/v1"}, ("auto", "m", "http://localhost/v1")),
    ("a server of the environment", {"NOTESLLM_BASE_URL": "http://h/v1"}, {"model": "m"}, ("auto", "m", "http://h/v1")),
]


@pytest.mark.parametrize(("environ", "given", "chosen"), [row[1:] for row in CHOSEN], ids=[row[0] for row in CHOSEN])
def test_what_is_given_counts_before_the_environment(
    environ: dict[str, str], given: Choices, chosen: tuple[str, str | None, str | None]
) -> None:
    options = options_for(given, own_backend=False, environ=environ)
    assert (options.engine, options.model, options.base_url) == chosen


def test_a_backend_of_ones_own_needs_no_model() -> None:
    options = options_for({"engine": "llm"}, own_backend=True, environ={"NOTESLLM_MODEL": "a/b", **KEY})
    assert (options.model, options.base_url) == (None, None)


CONTRADICTIONS: list[tuple[str, dict[str, str], Choices, bool, str]] = [
    ("a server without a model", KEY, {"base_url": "http://localhost/v1"}, False, "base_url is given, but no model"),
    ("a key without a model", {}, {"api_key": "k"}, False, "api_key is given, but no model"),
    ("llm without a model", {}, {"engine": "llm"}, False, "needs a model"),
    ("two servers", {}, {"base_url": "http://localhost/v1"}, True, "exclude each other"),
    ("an unknown engine", {"NOTESLLM_ENGINE": "magic"}, {}, False, "NOTESLLM_ENGINE"),
]


@pytest.mark.parametrize(
    ("environ", "given", "own", "message"), [row[1:] for row in CONTRADICTIONS], ids=[row[0] for row in CONTRADICTIONS]
)
def test_contradictions_are_told_before_anything_is_read(
    environ: dict[str, str],
    given: Choices,
    own: bool,  # noqa: FBT001
    message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(OptionError, match=message):
        summarize(Path("missing.md"), backend=scripted() if own else None, **given)


@everyone
def test_a_model_reviews(ask: Summarize) -> None:
    backend = scripted(FINE)
    summary = ask(NOTES, backend=backend)
    assert len(backend.calls) == 1
    assert (summary.provenance.engine, summary.provenance.model) == ("llm", "scripted")
    assert summary.provenance.degraded == ()
    assert summary.action_items == preview(NOTES).action_items


@everyone
def test_rules_never_call(ask: Summarize, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTESLLM_MODEL", "openai/gpt-5-mini")
    backend = scripted()
    assert ask(NOTES, engine="rules", backend=backend) == preview(NOTES)
    assert ask(NOTES, engine="rules") == preview(NOTES)
    assert backend.calls == []


@everyone
def test_a_failure_is_named_and_costs_nothing_else(ask: Summarize) -> None:
    summary = ask(NOTES, backend=scripted(BackendError("refusal", "the model declined")))
    assert [each.code for each in summary.provenance.degraded] == ["refusal"]
    rules = preview(NOTES)
    assert summary.model_copy(update={"provenance": rules.provenance}) == rules


@everyone
def test_a_failure_is_raised_where_the_model_is_insisted_on(ask: Summarize) -> None:
    with pytest.raises(ModelFailedError, match="refusal: the model declined") as caught:
        ask(NOTES, engine="llm", backend=scripted(BackendError("refusal", "the model declined")))
    assert caught.value.summary.action_items == preview(NOTES).action_items


@everyone
@pytest.mark.parametrize("model", ["openai/gpt-5-mini", "nonsense", "nobody/nothing"])
def test_what_is_not_configured_is_a_failure_too(ask: Summarize, model: str) -> None:
    summary = ask(NOTES, model=model)
    assert [each.code for each in summary.provenance.degraded] == ["not_configured"]
    assert summary.action_items
    with pytest.raises(ModelFailedError, match="not_configured"):
        ask(NOTES, engine="llm", model=model)


@everyone
def test_dollars_need_a_price(ask: Summarize) -> None:
    with pytest.raises(OptionError, match=r"price=Price"):
        ask(NOTES, backend=scripted(FINE), budget_usd=1.0)
    backend = scripted(FINE)
    summary = ask(NOTES, backend=backend, budget_usd=1e-6, price=Price(1.0, 1.0))
    assert [each.code for each in summary.provenance.degraded] == ["budget"]
    assert backend.calls == []


def test_a_stream_is_better_after_each_reply() -> None:
    """Nothing of a summary is made before it is asked for, and the rules' one before anybody is asked."""
    backend = ScriptedBackend(lambda call: FINE if "abstract" in call.answer.model_fields else {}, host="localhost")
    stages = stream(LONG, backend=backend, context_window=4096, concurrency=1)
    first = next(stages)
    assert backend.calls == []
    assert (first.provenance.engine, first.id) == ("rules", preview(LONG).id)
    rest = list(stages)
    assert len(rest) == len(backend.calls) > 2
    assert rest[-1] == summarize(LONG, backend=backend, context_window=4096, concurrency=1)


def test_the_same_question_is_not_asked_again() -> None:
    cache: dict[str, str] = {}
    first = summarize(NOTES, backend=scripted(Reply(json.dumps(FINE), Tokens(4000, 20))), cache=cache)
    again = summarize(NOTES, backend=scripted(), cache=cache)
    assert again.model_copy(update={"provenance": first.provenance}) == first
    assert (first.provenance.usage.calls, again.provenance.usage.calls) == (1, 0)
    assert again.provenance.usage.input_tokens == 0


def test_a_host_of_ones_own_is_a_stranger_unless_it_says_otherwise() -> None:
    settings = {"strict": {}, "off": {"host": "localhost:8080"}}
    for privacy, where in settings.items():
        backend = ScriptedBackend([FINE], **where)
        assert summarize(NOTES, backend=backend).provenance.privacy == privacy


def test_an_async_backend_needs_an_awaiting_caller() -> None:
    async def answering(_: Call) -> str:
        return json.dumps(FINE)

    with pytest.raises(OptionError, match="asummarize"):
        summarize(NOTES, backend=answering)  # type: ignore[arg-type]
    assert awaited(NOTES, backend=answering).provenance.degraded == ()


def test_a_backend_that_can_only_be_awaited() -> None:
    class Awaited:
        async def acall(self, _: Call) -> str:
            return json.dumps(FINE)

    with pytest.raises(OptionError, match="asummarize"):
        summarize(NOTES, backend=Awaited())  # type: ignore[arg-type]
    assert awaited(NOTES, backend=Awaited()).provenance.degraded == ()


@everyone
def test_what_can_not_be_called_is_no_backend(ask: Summarize) -> None:
    with pytest.raises(OptionError, match="backend must be callable with a Call, and int is not"):
        ask(NOTES, backend=5)


def test_cancelling_is_quiet() -> None:
    async def slow(_: Call) -> str:
        await asyncio.sleep(60)
        return ""

    async def main() -> int:
        task = asyncio.create_task(asummarize(NOTES, backend=slow))
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return len(asyncio.all_tasks())

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert asyncio.run(main()) == 1


INTERRUPTED = """
import sys, time
from pathlib import Path
from notesllm import summarize
def stuck(call):
    print("asked", flush=True)
    time.sleep(60)
summarize(Path({notes!r}), backend=stuck, privacy="off")
"""


def test_ctrl_c_stops_at_once() -> None:
    code = [sys.executable, "-c", INTERRUPTED.format(notes=str(NOTES))]
    with subprocess.Popen(code, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"asked\n"
        started = time.monotonic()
        os.kill(process.pid, signal.SIGINT)
        process.communicate(timeout=10)
    assert time.monotonic() - started < 1.5
    assert process.returncode == -signal.SIGINT


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_ctrl_c_hangs_up() -> None:
    """In a notebook the process lives on; the thread that reads from the server, and its connection, must not."""
    with Server(replace(completion("{}"), delay=15)) as server:

        def interrupt() -> None:
            until = time.monotonic() + 10
            while not server.requests and time.monotonic() < until:
                time.sleep(0.01)
            os.kill(os.getpid(), signal.SIGINT)

        threading.Thread(target=interrupt).start()
        with pytest.raises(KeyboardInterrupt):
            summarize(NOTES, model="m", base_url=server.base_url, timeout=15)
    until = time.monotonic() + 2
    while (names := asking()) and time.monotonic() < until:
        time.sleep(0.01)
    assert names == []


def asking() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("notesllm")]
