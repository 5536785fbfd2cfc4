"""A provider that doesn't speak OpenAI's protocol, through instructor: Anthropic's client against a scripted server."""

import logging

import pytest
from adapter_calls import KEY, NOTES, WAYS, Ask, all_told, some_call
from servers import FAULTS, Answer, Server, answered_json, failed

from notesllm.errors import BackendCode, BackendError, Tokens
from notesllm.llm.adapter import connect
from notesllm.llm.call import Reply
from notesllm.llm.portable import strict_schema
from notesllm.llm.wire import ReviewAnswer

pytest.importorskip("anthropic", reason="anthropic's client is not installed (pip install anthropic)")
pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
ways = pytest.mark.parametrize("ask", [pytest.param(ask, id=name) for name, ask in WAYS.items()])
USAGE = {
    "input_tokens": 100,
    "output_tokens": 20,
    "cache_read_input_tokens": 15,
    "cache_creation_input_tokens": 5,
}
FOUND = {"drop": ["a1"], "fix": [], "add": [], "abstract": None, "highlights": []}


def message(stop: str = "tool_use", found: object = None) -> Answer:
    words = {"type": "text", "text": "I would rather not."}
    tool = {"type": "tool_use", "id": "t1", "name": "ReviewAnswer", "input": found}
    return answered_json(
        {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": "claude-scripted",
            "content": [words if found is None else tool],
            "stop_reason": stop,
            "stop_sequence": None,
            "usage": USAGE,
        }
    )


@ways
def test_answer(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(message(found=FOUND)) as server:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.base_url.removesuffix("/v1"))
        backend = connect("anthropic/claude-some", api_key=KEY)
        assert backend.host == f"127.0.0.1:{server.port}"
        reply = ask(backend, some_call())
    assert reply == Reply(ReviewAnswer(**FOUND).model_dump_json(), Tokens(120, 20, 15), "claude-scripted", attempts=1)
    (request,) = server.requests
    sent = request.json
    assert sent["messages"] == [{"role": "user", "content": NOTES}]
    assert (sent["model"], sent["max_tokens"]) == ("claude-some", 500)
    schema = sent["tools"][0]["input_schema"]
    assert {name: schema[name] for name in strict_schema(ReviewAnswer)} == strict_schema(ReviewAnswer)


@ways
@pytest.mark.parametrize(
    ("answer", "code", "tokens"),
    [
        pytest.param(message("refusal"), "refusal", Tokens(120, 20, 15), id="refusal"),
        pytest.param(message("max_tokens", {"drop": ["a1"]}), "truncated", Tokens(120, 20, 15), id="length"),
        pytest.param(message(found={"drop": 3}), "malformed", Tokens(120, 20, 15), id="wrong-types"),
        pytest.param(failed(401), "auth", Tokens(), id="key"),
        pytest.param(failed(429, headers={"Retry-After": "3"}), "rate_limited", Tokens(), id="rate"),
        pytest.param(failed(529), "server_error", Tokens(), id="overloaded"),
        pytest.param(Answer(reset=True), "connection", Tokens(), id="reset"),
        pytest.param(Answer(delay=30), "timeout", Tokens(), id="silence"),
        pytest.param(Answer(), "malformed", Tokens(), id="empty"),
        *(
            pytest.param(FAULTS[name].answer, FAULTS[name].code, Tokens(), id=name)
            for name in (
                "redirect",
                "trickle",
                "ten_megabytes",
                "ten_megabytes_zipped",
                "garbage_gzip",
                "page_with_200",
            )
        ),
    ],
)
def test_faults(
    answer: Answer,
    code: BackendCode,
    tokens: Tokens,
    *,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with Server(answer) as server:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", server.base_url.removesuffix("/v1"))
        with pytest.raises(BackendError) as caught:
            ask(connect("anthropic/claude-some", api_key=KEY), some_call(0.5))
    error = caught.value
    assert (error.code, error.tokens, len(server.requests)) == (code, tokens, 1)
    told = all_told(error) + caplog.text
    assert KEY not in told
    assert NOTES not in told


def test_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    with pytest.raises(BackendError, match="ANTHROPIC_API_KEY") as caught:
        connect("anthropic/claude-some")
    assert caught.value.code == "not_configured"
