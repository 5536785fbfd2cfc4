"""Stopped in the middle: at once, without a trace, and without a request more."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import aclosing, closing
from dataclasses import replace
from pathlib import Path

import pytest
from fault_runs import KEY, NOTES, check_as_the_rules_say, check_silence, chosen
from scripted import NOTHING
from servers import Server, completion
from toy_plan import call_of

from notesllm import BackendError, Options, astream, asummarize, stream
from notesllm.llm.adapter import ModelBackend
from notesllm.llm.engaging import Engaged, engaged

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
SLOW = replace(completion(NOTHING), delay=30)


def wait_for_a_request(server: Server) -> None:
    until = time.monotonic() + 10
    while not server.requests and time.monotonic() < until:
        time.sleep(0.01)
    assert server.requests


def test_a_cancelled_task_ends_at_once() -> None:
    async def cancelled(server: Server) -> float:
        task = asyncio.create_task(asummarize(NOTES, **chosen(server.base_url, timeout=20.0)))
        await asyncio.to_thread(wait_for_a_request, server)
        started = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.monotonic() - started

    with Server(SLOW) as server:
        assert asyncio.run(cancelled(server)) < 0.5
        assert len(server.requests) == 1


def test_a_time_limit_of_the_caller_ends_it() -> None:
    async def limited(server: Server) -> None:
        async with asyncio.timeout(0.3):
            await asummarize(NOTES, **chosen(server.base_url, timeout=20.0))

    with Server(SLOW) as server:
        started = time.monotonic()
        with pytest.raises(TimeoutError):
            asyncio.run(limited(server))
        assert time.monotonic() - started < 1.5
        assert len(server.requests) <= 1


def test_a_stream_may_be_left_after_its_first_summary() -> None:
    with Server(SLOW) as server:
        started = time.monotonic()
        with closing(stream(NOTES, **chosen(server.base_url, timeout=20.0))) as summaries:
            check_as_the_rules_say(next(summaries))
        assert time.monotonic() - started < 1
        assert len(server.requests) <= 1


def test_a_thread_that_comes_too_late_sends_nothing() -> None:
    """As where a stream is left when the next call is on its way to its thread."""
    with Server(completion("{}")) as server:
        model = engaged(Options(model="m", base_url=server.base_url, api_key=KEY), None)
        assert isinstance(model, Engaged)
        with model:
            assert isinstance(model.ours, ModelBackend)
        with pytest.raises(BackendError, match="closed for good"):
            model.ours(call_of())
    assert not server.requests


def test_an_awaited_stream_may_be_left_after_its_first_summary() -> None:
    async def left(server: Server) -> None:
        async with aclosing(astream(NOTES, **chosen(server.base_url, timeout=20.0))) as summaries:
            check_as_the_rules_say(await anext(summaries))

    with Server(SLOW) as server:
        started = time.monotonic()
        asyncio.run(left(server))
        assert time.monotonic() - started < 1
        assert len(server.requests) <= 1


def test_control_c_ends_the_command(tmp_path: Path) -> None:
    notes = tmp_path / "weekly.md"
    notes.write_text(NOTES, encoding="utf-8")
    with Server(SLOW) as server:
        arguments = ["summarize", str(notes), "--model", "openai/some", "--base-url", server.base_url]
        process = subprocess.Popen(
            [sys.executable, "-m", "notesllm", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "OPENAI_API_KEY": KEY},
        )
        try:
            wait_for_a_request(server)
            process.send_signal(signal.SIGINT)
            started = time.monotonic()
            out, err = process.communicate(timeout=10)
        finally:
            process.kill()
        assert time.monotonic() - started < 3
        assert len(server.requests) == 1
    assert process.returncode == 130
    assert "Traceback" not in err
    assert f"127.0.0.1:{server.port}" in err
    check_silence(out, err)
