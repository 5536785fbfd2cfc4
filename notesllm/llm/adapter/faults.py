"""What went wrong, from any vendor's exception: told by status, by name, and never in the vendor's words.

Their exceptions hold prompts, answers and keys in texts, attributes and causes. Nothing of one is kept. Names are
compared instead of classes, since each of fifteen vendors' packages has its own of the same kinds.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from notesllm.errors import BackendCode, BackendError
from notesllm.llm.adapter.reading import stopped, tokens_of
from notesllm.llm.adapter.statuses import error_of_status

_LACKS_FORM = re.compile(
    r"response_?format|json_?schema|json_?object|structured[ _]?output|guided|grammar|\bstrict\b|additionalproperties"
)
# In this order: a broken connection is often the outermost of several exceptions, and the least telling one.
_KINDS: tuple[tuple[BackendCode, str, frozenset[str]], ...] = (
    ("truncated", "the answer was cut at its length limit", frozenset(("IncompleteOutputException",))),
    (
        "malformed",
        "what the server sent can't be read as a chat completion",
        frozenset(
            (
                "DecodingError",
                "JSONDecodeError",
                "UnicodeError",
                "RecursionError",
                "ValidationError",
                "ResponseParsingError",
                "APIResponseValidationError",
            )
        ),
    ),
    (
        "timeout",
        "no answer came in time",
        frozenset(("TimeoutError", "TimeoutException", "APITimeoutError", "ReadTimeoutError", "ConnectTimeoutError")),
    ),
    ("connection", "no such host: is the address right?", frozenset(("gaierror",))),
    (
        "connection",
        "no secure connection could be made: is it https, and is its certificate valid?",
        frozenset(("SSLError",)),
    ),
    ("connection", "nothing listens there: is the server running?", frozenset(("ConnectionRefusedError",))),
    (
        "connection",
        "the connection failed or was cut",
        frozenset(("APIConnectionError", "OSError", "TransportError", "HTTPClientError", "ConnectionError")),
    ),
)


def error_of(error: BaseException, host: str | None) -> BackendError:
    """``error`` of a call to ``host``, as ours."""
    links = list(_chain(error))
    for link in links:
        if isinstance(link, BackendError):
            return BackendError(link.code, str(link))
        if status := _status(link):
            headers = getattr(getattr(link, "response", None), "headers", None)
            return error_of_status(status, _told(link), headers if isinstance(headers, Mapping) else {})
    last = next((last for link in links if (last := getattr(link, "last_completion", None))), None)
    tokens = tokens_of(last)
    if stop := stopped(last):
        return BackendError(*stop, tokens=tokens)
    names = {kind.__name__ for link in links for kind in type(link).__mro__}
    for code, message, known in _KINDS:
        if names & known:
            where = f" ({host})" if code == "connection" and host else ""
            return BackendError(code, message + where, tokens=tokens)
    return BackendError("backend", f"the provider's client raised {type(links[-1]).__name__}")


def lacks_form(error: BaseException) -> bool:
    """Whether the server rejects the way in which JSON was asked for, rather than what was asked."""
    for link in _chain(error):
        if _status(link) in {400, 422}:
            told = _told(link)
            return error_of_status(400, told, {}).code == "bad_request" and bool(_LACKS_FORM.search(told))
    return False


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and what it came from, which may be a circle."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _status(error: Any) -> int | None:  # noqa: ANN401
    """The HTTP status, where OpenAI's kind, Google's or Amazon's keeps it."""
    response = getattr(error, "response", None)
    amazon = response.get("ResponseMetadata", {}).get("HTTPStatusCode") if isinstance(response, dict) else None
    places = (getattr(error, "status_code", None), getattr(error, "code", None), amazon)
    return next((place for place in places if isinstance(place, int) and 300 <= place < 600), None)


def _told(error: Any) -> str:  # noqa: ANN401
    """The server's words, to look for known ones in; they are never passed on."""
    body = getattr(error, "body", None)
    return f"{body or error}"[:20_000].lower()
