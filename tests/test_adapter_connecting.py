"""From a user's words to a backend: whose model, at which host, with which key; or what is missing, in plain words."""

import logging
import subprocess
import sys

import pytest
from adapter_calls import KEY, WAYS, Ask, some_call
from servers import Server, completion, failed, refusing_port

from notesllm.errors import BackendError
from notesllm.llm.adapter import connect
from notesllm.llm.adapter.target import Target, target_of
from notesllm.llm.hosts import host_of, is_loopback

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
LOCAL = "http://127.0.0.1:8080/v1"
KEYS = {"OPENAI_API_KEY": "sk-env"}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DEEPSEEK_API_KEY", "HTTP_PROXY", "http_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("arguments", "environ", "target"),
    [
        pytest.param(("openai/gpt-5-mini", None, "k"), {}, Target("openai", "gpt-5-mini", None, "k"), id="openai"),
        pytest.param(
            ("openai/gpt-5-mini", None, None), KEYS, Target("openai", "gpt-5-mini"), id="key-left-to-the-client"
        ),
        pytest.param(("anthropic/claude", None, None), KEYS, Target("anthropic", "claude"), id="another-provider"),
        pytest.param(("m", LOCAL, None), {}, Target("openai", "m", LOCAL, "none"), id="no-provider-no-key"),
        pytest.param(("m", LOCAL, None), KEYS, Target("openai", "m", LOCAL, "sk-env"), id="no-provider"),
        pytest.param(("openai/m", LOCAL, "k"), KEYS, Target("openai", "m", LOCAL, "k"), id="given-key-first"),
        pytest.param(("deepseek/m", LOCAL, "k"), {}, Target("openai", "m", LOCAL, "k"), id="compatible-provider"),
        pytest.param(
            ("google/gemma-3", LOCAL, "k"), {}, Target("openai", "google/gemma-3", LOCAL, "k"), id="model-with-slash"
        ),
        pytest.param(
            ("openai/google/gemma-3", LOCAL, "k"), {}, Target("openai", "google/gemma-3", LOCAL, "k"), id="both"
        ),
        pytest.param(
            ("ollama/qwen3", None, None),
            KEYS,
            Target("openai", "qwen3", "http://localhost:11434/v1", "none"),
            id="ollama",
        ),
        pytest.param(
            ("ollama/qwen3", LOCAL, None), KEYS, Target("openai", "qwen3", LOCAL, "none"), id="ollama-elsewhere"
        ),
        pytest.param(
            ("openai/m", None, "k"),
            {"OPENAI_BASE_URL": LOCAL},
            Target("openai", "m", LOCAL, "k"),
            id="address-from-env",
        ),
    ],
)
def test_target(arguments: tuple[str, str | None, str | None], environ: dict[str, str], target: Target) -> None:
    assert target_of(*arguments, environ) == target


@pytest.mark.parametrize(
    ("model", "base_url", "api_key", "advice"),
    [
        pytest.param("openai/gpt-5-mini", None, None, "OPENAI_API_KEY", id="no-key"),
        pytest.param("deepseek/deepseek-chat", None, None, "DEEPSEEK_API_KEY", id="no-key-elsewhere"),
        pytest.param("gpt-5-mini", None, KEY, "'openai/gpt-5-mini'", id="no-provider"),
        pytest.param("", None, KEY, "'openai/gpt-5-mini'", id="nothing"),
        pytest.param("openai/", LOCAL, KEY, "no model is named", id="no-model"),
        pytest.param("nobody/model", None, KEY, "anthropic", id="unknown-provider"),
        pytest.param("writer/palmyra", None, KEY, "pip install writer-sdk", id="no-package"),
        pytest.param("m", "localhost:8080", KEY, "http://localhost:8080/v1", id="no-address"),
        pytest.param("m", "http://[::1", KEY, "http://localhost:8080/v1", id="broken-address"),
        pytest.param("m", LOCAL, f"{KEY}\n", "line break", id="key-with-line-break"),
        pytest.param("openai/gpt-5-mini", None, f"{KEY}é", "characters", id="key-of-other-letters"),
    ],
)
def test_what_is_missing(
    model: str, base_url: str | None, api_key: str | None, advice: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(BackendError, match=advice) as caught:
        connect(model, base_url=base_url, api_key=api_key)
    assert caught.value.code == "not_configured"
    assert "\n" not in str(caught.value)
    assert KEY not in f"{caught.value!r} {caplog.text} {vars(caught.value)}"


def test_key_of_the_environment_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with connect("openai/gpt-5-mini") as backend:
        assert (backend.model, backend.host) == ("openai/gpt-5-mini", "api.openai.com")
        assert KEY not in repr(backend)


@pytest.mark.parametrize(
    ("model", "host"),
    [
        pytest.param("deepseek/deepseek-chat", "api.deepseek.com", id="deepseek"),
        pytest.param("openrouter/some/model", "openrouter.ai", id="openrouter"),
        pytest.param("perplexity/sonar", "api.perplexity.ai", id="perplexity"),
        pytest.param("together/some/model", "api.together.xyz", id="together"),
    ],
)
def test_providers_that_speak_openai(model: str, host: str) -> None:
    with connect(model, api_key=KEY) as backend:
        assert backend.host == host


@pytest.mark.parametrize("ask", [pytest.param(ask, id=name) for name, ask in WAYS.items()])
def test_call_to_one_of_them(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    with Server([completion("{}"), failed(503)]) as server:
        monkeypatch.setenv("DATABRICKS_HOST", f"http://127.0.0.1:{server.port}")
        backend = connect("databricks/some-model", api_key=KEY)
        assert ask(backend, some_call()).text == "{}"
        with pytest.raises(BackendError):
            ask(backend, some_call())
    assert [(request.path, request.json["model"]) for request in server.requests] == [
        ("/serving-endpoints/chat/completions", "some-model")
    ] * 2  # no retries but ours


def test_key_of_the_environment_with_a_line_break(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", f"{KEY}\n")
    with pytest.raises(BackendError, match="line break") as caught:
        connect("openai/gpt-5-mini")
    assert KEY not in repr(caught.value)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        pytest.param("https://api.openai.com/v1", "api.openai.com", id="plain"),
        pytest.param("http://user:secret@example.com:8080/v1?key=secret", "example.com:8080", id="without-secrets"),
        pytest.param("http://[::1]:8080/v1", "[::1]:8080", id="ipv6"),
        pytest.param("http://host:port/v1", None, id="no-port"),
        pytest.param("ftp://example.com", None, id="no-http"),
        pytest.param("localhost:8080", None, id="no-scheme"),
        pytest.param("", None, id="empty"),
    ],
)
def test_host(url: str, host: str | None) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("host", "local"),
    [
        pytest.param("localhost", True, id="localhost"),
        pytest.param("LOCALHOST.:11434", True, id="with-port"),
        pytest.param("api.localhost", True, id="below"),
        pytest.param("127.0.0.1:8080", True, id="ipv4"),
        pytest.param("127.9.9.9", True, id="whole-net"),
        pytest.param("[::1]:8080", True, id="ipv6-with-port"),
        pytest.param("::1", True, id="ipv6"),
        pytest.param("::ffff:127.0.0.1", True, id="mapped"),
        pytest.param("localhost.example.com", False, id="only-begins-so"),
        pytest.param("127.0.0.1.example.com", False, id="only-begins-so-too"),
        pytest.param("0.0.0.0", False, id="any-address"),  # noqa: S104 - nothing is bound
        pytest.param("192.168.0.7", False, id="same-net"),
        pytest.param("[fe80::1%lo]", False, id="link-local"),
        pytest.param("", False, id="empty"),
        pytest.param(None, False, id="unknown"),
    ],
)
def test_loopback(host: str | None, *, local: bool) -> None:
    assert is_loopback(host) is local


def test_a_proxy_never_sees_what_is_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{refusing_port()}")
    with Server(completion("{}")) as server, connect("m", base_url=server.base_url) as backend:
        assert backend(some_call()).text == "{}"


def test_calls_that_are_not_ours_are_logged_as_ever(caplog: pytest.LogCaptureFixture) -> None:
    import openai

    caplog.set_level(logging.DEBUG)
    with Server(completion("{}")) as server, connect("m", base_url=server.base_url) as backend:
        backend(some_call())
        assert "openai" not in {record.name.partition(".")[0] for record in caplog.records}
        with openai.OpenAI(base_url=server.base_url, api_key="k") as client:
            client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Hello"}])
    assert "openai" in {record.name.partition(".")[0] for record in caplog.records}


def test_importing_loads_no_vendor() -> None:
    code = "import sys, notesllm.llm.adapter; print({'openai', 'instructor', 'httpx2'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
