"""What a status of HTTP and the words that came with it mean, and how long a server asks to wait."""

import datetime as dt
import math
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from notesllm.errors import BackendCode, BackendError

_TOO_LONG = re.compile(
    r"context_length_exceeded|context[ _](?:length|window|size)|maximum (?:context|prompt|input)|prompt is too long"
    r"|too many (?:input )?tokens|input is too long|reduce the length|request too large|string_above_max_length"
)
_NO_CREDIT = re.compile(
    r"insufficient_quota|insufficient (?:credit|balance|funds)|credit balance|exceeded your current quota"
)
_FILTERED = re.compile(r"content_filter|content_policy|responsibleai")
_BAD_KEY = re.compile(r"api[ _]key[ _](?:not[ _]valid|invalid)|invalid[ _]api[ _]key|incorrect api key")
_ADVICE: dict[BackendCode, str] = {
    "auth": "the key is wrong, or not allowed to use this model",
    "not_found": "there is no such model or address: check model and base_url",
    "too_large": "the server says that this is more than the model can read",
    "bad_request": "the server rejects the request",
    "quota": "the account has no credit left",
    "rate_limited": "the server asks to send less",
    "server_error": "the server is in trouble",
    "content_filter": "the provider's content filter stopped the request",
}
_LONGEST_WAIT = 86_400.0


def error_of_status(status: int, told: str, headers: Mapping[str, str]) -> BackendError:
    """``told``: the server's words. They are looked through, and not passed on: servers like to quote requests."""
    wait = retry_after(headers, dt.datetime.now(dt.UTC))
    code = _code(status, told.lower(), waits=wait is not None)
    return BackendError(code, f"{_ADVICE[code]} (HTTP {status})", retry_after=wait)


def _code(status: int, told: str, *, waits: bool) -> BackendCode:
    if status in {400, 422, 413, 429} and _TOO_LONG.search(told):
        return "too_large"
    if status in {401, 403} or (status == 400 and _BAD_KEY.search(told)):
        return "auth"
    if status in {400, 422}:
        return "content_filter" if _FILTERED.search(told) else "bad_request"
    if status == 429:  # some say "quota" of a limit a minute, and when to come back
        return "quota" if "insufficient_quota" in told or (_NO_CREDIT.search(told) and not waits) else "rate_limited"
    if 300 <= status < 400:
        return "not_found"  # redirects are not followed: the notes go where the user said, or nowhere
    known: dict[int, BackendCode] = {402: "quota", 404: "not_found", 405: "not_found", 413: "too_large"}
    return known.get(status) or ("server_error" if status >= 500 or status in {408, 409, 425} else "bad_request")


def retry_after(headers: Mapping[str, str], now: dt.datetime) -> float | None:
    """Seconds to wait as ``retry-after-ms`` or ``retry-after`` says, in seconds or as a date; None where none does."""
    value = headers.get("retry-after-ms")
    if (seconds := _number(value)) is not None:
        return _bounded(seconds / 1000)
    value = headers.get("retry-after")
    if (seconds := _number(value)) is not None:
        return _bounded(seconds)
    try:
        date = parsedate_to_datetime(value or "")
    except (ValueError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=dt.UTC)
    return _bounded((date - now).total_seconds())


def _number(value: str | None) -> float | None:
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _bounded(seconds: float) -> float:
    return min(max(seconds, 0.0), _LONGEST_WAIT)
