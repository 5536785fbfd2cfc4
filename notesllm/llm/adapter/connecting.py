"""Making clients: instructor knows how to reach each provider, and makes its client.

Where that is OpenAI's (for OpenAI itself, and for the many that speak its protocol), it gets an HTTP client that bounds
what is read, and no retries of its own.
"""

import os
from functools import partial
from typing import Any

from notesllm.errors import BackendError
from notesllm.llm.adapter.backend import Client, ModelBackend
from notesllm.llm.adapter.chat import Chat
from notesllm.llm.adapter.hanging import hang_up
from notesllm.llm.adapter.hush import hush_vendors, hushed
from notesllm.llm.adapter.structured import Structured
from notesllm.llm.adapter.target import SPEAKS_OPENAI, Target, check_key, target_of
from notesllm.llm.hosts import host_of, is_loopback

NO_LIST = str.maketrans("", "", "[]'")  # names as Python shows several of them


def connect(model: str, *, base_url: str | None = None, api_key: str | None = None) -> ModelBackend:
    """A backend for ``model``: "provider/name" for any provider that instructor knows, or a name at ``base_url``.

    ``base_url`` is a server that speaks OpenAI's chat completions; "ollama/name" needs none. Without ``api_key`` the
    provider's environment variable counts. No request is made. Raises :class:`BackendError` "not_configured".
    """
    target = target_of(model, base_url, api_key, os.environ)
    openai = target.provider in SPEAKS_OPENAI
    make = partial(_speaking_openai if openai else _of_its_own, target)
    client = make(asynchronous=False)
    host = host_of(client.address)
    dialect = Chat(target.name, host) if openai else Structured(takes_timeout=client.takes_timeout)
    return ModelBackend(model, host, dialect, make, client)


def _speaking_openai(target: Target, *, asynchronous: bool) -> Client:
    import instructor
    import openai

    from notesllm.llm.adapter.guard import guard, trusted

    loopback = is_loopback(host_of(target.base_url or ""))
    kind = openai.DefaultAsyncHttpxClient if asynchronous else openai.DefaultHttpxClient
    # A proxy of the environment would carry off what is for this machine.
    http_client = kind(trust_env=not loopback, verify=trusted())
    guard(http_client)
    hanging = () if asynchronous else (partial(hang_up, http_client),)
    mode = instructor.Mode.JSON_SCHEMA
    if target.provider == "openai":
        made = _made(target, asynchronous, mode=mode, max_retries=0, http_client=http_client)
        return Client(made.create, (*hanging, made.client.close), str(made.client.base_url))
    first = _made(target, asynchronous).client
    client = first.copy(max_retries=0, http_client=http_client)
    made = instructor.from_openai(client, model=target.name, mode=mode)
    return Client(made.create, (*hanging, client.close, first.close), str(client.base_url))


def _of_its_own(target: Target, *, asynchronous: bool) -> Client:
    from notesllm.llm.adapter.guard import guard

    made = _made(target, asynchronous)
    client = made.client
    http_client = getattr(client, "_client", None)  # private; what hides it elsewhere goes without bounds
    guard(http_client)
    takes_timeout = hasattr(client, "max_retries")  # the mark of clients that are made like OpenAI's
    if takes_timeout:
        client.max_retries = 0
    closes = [] if asynchronous else [partial(hang_up, http_client)]
    closes += [client.close] if hasattr(client, "close") else []
    return Client(made.create, tuple(closes), str(getattr(client, "base_url", "")), takes_timeout)


def _made(target: Target, asynchronous: bool, **given: Any) -> Any:  # noqa: ANN401, FBT001 - a vendor's, of many kinds
    """Instructor's client; what keeps instructor from making it, as advice."""
    if target.base_url:
        given["base_url"] = target.base_url
    given |= {"async_client": asynchronous, "api_key": target.api_key}
    try:
        with hushed():
            import instructor

            made: Any = instructor.from_provider(f"{target.provider}/{target.name}", **given)
            hush_vendors()
    except Exception as error:  # noqa: BLE001 - each provider's package has its own
        problem = _advice(target, error)
    else:
        check_key(getattr(made.client, "api_key", None))  # of the environment, perhaps
        if getattr(made.client, "api_key", "some") or getattr(made.client, "auth_token", None):
            return made
        problem = _no_key(target)  # some clients say so only when they are used
    raise BackendError("not_configured", problem)


def _advice(target: Target, error: Exception) -> str:
    """Instructor's own words tell what to install or to set; others' words may hold anything."""
    said = " ".join(str(error).replace("Supported providers are", "Known are").split())
    if type(error).__name__ == "ConfigurationError" and not (target.api_key and target.api_key in said):
        return said.translate(NO_LIST)
    if "api_key" in said:
        return _no_key(target)
    return f"no client for {target.provider} could be made ({type(error).__name__}); is its package installed?"


def _no_key(target: Target) -> str:
    return f"there is no key for {target.provider}; set {target.provider.upper()}_API_KEY, or pass api_key"
