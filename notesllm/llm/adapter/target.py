"""Which provider, model and address a user's words mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from notesllm.errors import BackendError
from notesllm.llm.hosts import host_of

OLLAMA = "http://localhost:11434/v1"
NO_KEY = "none"  # servers without keys still get the header, which OpenAI's client insists on
# What instructor reaches through OpenAI's own client. With a `base_url`, only these are a provider's name and not the
# first half of a model's: vLLM and its like call models "google/gemma-3-4b-it".
SPEAKS_OPENAI = frozenset(
    ("openai", "ollama", "anyscale", "azure_openai", "databricks", "deepseek", "openrouter", "perplexity", "together")
)


@dataclass(frozen=True, slots=True)
class Target:
    """What instructor is to connect to. ``base_url`` and ``api_key`` None: as the provider's own client decides."""

    provider: str
    name: str
    base_url: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)


def target_of(model: str, base_url: str | None, api_key: str | None, environ: Mapping[str, str]) -> Target:
    """Read "provider/name", or the name of a model at ``base_url``. Raises what tells users how to say it right.

    Like every client of OpenAI's protocol, one with a ``base_url`` sends ``OPENAI_API_KEY`` where no key is given; one
    for Ollama doesn't.
    """
    provider, slash, name = model.partition("/")
    check_key(api_key)
    if provider == "ollama" and name:
        return _compatible(name, base_url or OLLAMA, api_key or NO_KEY)
    if provider == "openai" and not base_url:
        base_url = environ.get("OPENAI_BASE_URL")
    if base_url:
        named = slash and provider in SPEAKS_OPENAI
        return _compatible(name if named else model, base_url, api_key or environ.get("OPENAI_API_KEY") or NO_KEY)
    if not provider or not name:
        advice = "name it as 'provider/name', such as 'openai/gpt-5-mini', or give the base_url of its server"
        raise BackendError("not_configured", f"the model {model!r} names no provider; {advice}")
    return Target(provider, name, api_key=api_key)


def host_meant(model: str, base_url: str | None, environ: Mapping[str, str]) -> str | None:
    """The host that would be asked, as far as it can be told without a provider's client."""
    try:
        return host_of(target_of(model, base_url, None, environ).base_url or "")
    except BackendError:
        return None


def _compatible(name: str, base_url: str, api_key: str) -> Target:
    if not name:
        raise BackendError("not_configured", "no model is named; pass model='openai/name' beside base_url")
    if host_of(base_url) is None:
        raise BackendError(
            "not_configured", "base_url is no address of a server; one looks like http://localhost:8080/v1"
        )
    check_key(api_key)
    return Target("openai", name, base_url, api_key)


def check_key(api_key: object) -> None:
    """A key that fits no HTTP header would end up in the text of somebody's exception."""
    if isinstance(api_key, str) and not (api_key.isascii() and api_key.isprintable() and " " not in api_key):
        raise BackendError(
            "not_configured", "the key holds characters that no key has; was it copied with a line break or a space?"
        )
