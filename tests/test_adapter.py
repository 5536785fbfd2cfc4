"""One call through the adapter: what leaves, what comes back, how it is asked for, and whose clients are used."""

import asyncio
import gc
import logging
import threading
import weakref
from collections.abc import Mapping
from typing import Any

import pytest
from adapter_calls import KEY, NOTES, WAYS, Ask, asked, some_call
from servers import Answer, Request, Server, completion, failed

from notesllm.config import Options
from notesllm.errors import BackendError, Tokens
from notesllm.llm.adapter import connect
from notesllm.llm.call import Reply
from notesllm.llm.portable import schema_text, strict_schema
from notesllm.llm.wire import ReviewAnswer

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
ways = pytest.mark.parametrize("ask", [pytest.param(ask, id=name) for name, ask in WAYS.items()])


@ways
def test_what_leaves_and_what_comes_back(ask: Ask) -> None:
    with Server(completion('{"drop": []}')) as server:
        reply = asked(ask, server.base_url, some_call())
    assert reply == Reply('{"drop": []}', Tokens(120, 30), "scripted-1", attempts=1)
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert KEY.encode() not in request.raw.partition(b"\r\n\r\n")[2]
    assert request.json == {
        "model": "some-model",
        "messages": [{"role": "system", "content": "Answer in JSON."}, {"role": "user", "content": NOTES}],
        "max_tokens": 500,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "review_answer", "strict": True, "schema": strict_schema(ReviewAnswer)},
        },
    }


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        pytest.param(None, Tokens(), id="none"),
        pytest.param({}, Tokens(), id="empty"),
        pytest.param({"prompt_tokens": 9, "completion_tokens": 2}, Tokens(9, 2), id="plain"),
        pytest.param({"prompt_tokens": 9}, Tokens(9, None), id="half"),
        pytest.param({"prompt_tokens": "9", "completion_tokens": -2}, Tokens(), id="wrong-types"),
        pytest.param(
            {"prompt_tokens": 9, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 6}},
            Tokens(9, 2, 6),
            id="cached",
        ),
        pytest.param(
            {"prompt_tokens": 9, "completion_tokens": 2, "prompt_tokens_details": None}, Tokens(9, 2), id="no-details"
        ),
        pytest.param(
            {"prompt_tokens": 9, "completion_tokens": 2, "prompt_cache_hit_tokens": 4}, Tokens(9, 2, 4), id="deepseek"
        ),
    ],
)
def test_tokens(usage: Mapping[str, Any] | None, tokens: Tokens) -> None:
    with Server(completion("{}", usage=usage)) as server, connect("m", base_url=server.base_url) as backend:
        assert backend(some_call()).tokens == tokens


def test_half_an_emoji_is_replaced() -> None:
    with Server(completion('{"drop": ["a\ud83d"]}')) as server, connect("m", base_url=server.base_url) as backend:
        assert backend(some_call()).text == '{"drop": ["a?"]}'


@pytest.mark.parametrize(
    ("model", "name"),
    [
        pytest.param("openai/gpt-5-mini", "max_completion_tokens", id="gpt-5"),
        pytest.param("openai/openai/o3-mini", "max_completion_tokens", id="o3-behind-a-router"),
        pytest.param("openai/gpt-4o", "max_tokens", id="older"),
        pytest.param("openai/olmo-2", "max_tokens", id="alike"),
    ],
)
def test_name_of_the_limit(model: str, name: str) -> None:
    with Server(completion("{}")) as server, connect(model, base_url=server.base_url) as backend:
        backend(some_call())
    assert server.requests[0].json.keys() & {"max_tokens", "max_completion_tokens"} == {name}


def knowing(*formats: str | None, words: str = "'response_format' of that type is not supported") -> Any:  # noqa: ANN401
    """A server that takes only these response formats."""

    def script(request: Request) -> Answer:
        asked_for = request.json.get("response_format", {}).get("type")
        return completion("{}") if asked_for in formats else failed(400, words)

    return script


def formats_asked(server: Server) -> list[str | None]:
    return [request.json.get("response_format", {}).get("type") for request in server.requests]


@pytest.mark.parametrize(
    ("known", "steps"),
    [
        pytest.param(("json_schema",), ["json_schema"], id="schema"),
        pytest.param(("json_object",), ["json_schema", "json_object"], id="object"),
        pytest.param((None,), ["json_schema", "json_object", None], id="neither"),
    ],
)
def test_ladder_is_climbed_down_once(known: tuple[str | None, ...], steps: list[str | None]) -> None:
    with Server(knowing(*known)) as server, connect("m", base_url=server.base_url) as backend:
        assert [backend(some_call()).attempts, backend(some_call()).attempts] == [len(steps), 1]
    assert formats_asked(server) == [*steps, steps[-1]]
    last = server.requests[-1].json["messages"][0]["content"]
    assert (schema_text(ReviewAnswer) in last) == (len(steps) > 1)


def test_ladder_ends() -> None:
    with Server(knowing()) as server, connect("m", base_url=server.base_url) as backend:
        with pytest.raises(BackendError) as first:
            backend(some_call())
        with pytest.raises(BackendError) as second:
            backend(some_call())
    assert (first.value.code, first.value.attempts, second.value.attempts) == ("bad_request", 3, 1)
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("status", "words"),
    [
        pytest.param(400, "unknown field: frobnicate", id="something-else"),
        pytest.param(400, "access to this model is restricted", id="word-in-a-word"),
        pytest.param(400, "maximum context length exceeded by messages and response_format", id="too-long"),
        pytest.param(500, "response_format", id="no-rejection"),
        pytest.param(401, "response_format", id="key"),
    ],
)
def test_no_step_for_other_reasons(status: int, words: str) -> None:
    with Server(failed(status, words)) as server, connect("m", base_url=server.base_url) as backend:
        with pytest.raises(BackendError):
            backend(some_call())
        assert len(server.requests) == 1


def test_one_backend_for_threads_and_loops() -> None:
    with Server(completion("{}")) as server, connect("m", base_url=server.base_url) as backend:
        replies: list[Reply] = []
        threads = [threading.Thread(target=lambda: replies.append(backend(some_call()))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        async def ask() -> list[Reply]:
            async with backend:
                return await asyncio.gather(*(backend.acall(some_call()) for _ in range(4)))

        assert len([*replies, *asyncio.run(ask()), *asyncio.run(ask())]) == 12
        assert backend(some_call()).text == "{}"  # closing frees connections; it doesn't end the backend
    assert len(server.requests) == 13


def test_what_comes_after_the_end_is_not_sent() -> None:
    with Server(completion("{}")) as server, connect("m", base_url=server.base_url) as backend:
        backend(some_call())
        backend.end()
        with pytest.raises(BackendError, match="closed for good"):
            backend(some_call())
    assert len(server.requests) == 1


@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")  # nobody closes the connections of a loop that is over
def test_loops_that_are_over_are_let_go() -> None:
    async def ask() -> weakref.ref[asyncio.AbstractEventLoop]:
        await backend.acall(some_call())
        return weakref.ref(asyncio.get_running_loop())

    with Server(completion("{}")) as server, connect("m", base_url=server.base_url) as backend:
        loops = [asyncio.run(ask()) for _ in range(4)]
        gc.collect()
        assert [loop() for loop in loops[:3]] == [None] * 3

        async def close() -> None:
            async with backend:
                await backend.acall(some_call())

        asyncio.run(close())
        gc.collect()
        assert loops[3]() is None


@ways
def test_a_password_in_the_address_is_not_told(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Server(completion("{}")) as server:
        address = server.base_url.replace("//", "//bob:hunter2@")
        assert isinstance(asked(ask, address, some_call()), Reply)
        assert server.requests[0].headers["authorization"].startswith("Basic ")
    assert "hunter2" not in caplog.text
    assert "hunter2" not in repr(Options(model="m", base_url=address))


def test_connections_are_kept() -> None:
    with Server(completion("{}")) as server, connect("m", base_url=server.base_url) as backend:
        for _ in range(5):
            backend(some_call())
        assert server.connections == 1


def test_cancelling_ends_a_call_at_once() -> None:
    with Server(Answer(delay=30)) as server, connect("m", base_url=server.base_url) as backend:

        async def cancel() -> None:
            async with backend:
                task = asyncio.create_task(backend.acall(some_call(20)))
                while not server.requests:  # noqa: ASYNC110 - it is a thread that is waited for
                    await asyncio.sleep(0.01)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task

        asyncio.run(asyncio.wait_for(cancel(), 5))
