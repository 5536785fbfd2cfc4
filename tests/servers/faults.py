"""What can go wrong between us and a model, as data: what the server does, and how that is to be called.

``code`` is the :data:`~notesllm.errors.BackendCode` of one call without any retry.
"""

import gzip
from dataclasses import replace
from typing import NamedTuple

from notesllm.errors import BackendCode
from servers.answers import JSON, Answer, answered_json, completion, failed

GOOD = completion('{"drop": [], "fix": [], "add": [], "abstract": null, "highlights": []}')
PAGE = b"<!DOCTYPE html><html><body><h1>Log in to the guest network</h1></body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}
ZIPPED = {**JSON, "Content-Encoding": "gzip"}
TEN_MB = 10 * 2**20
TOO_LONG = "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens."
NO_CREDIT = "You exceeded your current quota, please check your plan and billing details."


class Fault(NamedTuple):
    """One thing that goes wrong. ``slow``: only a time limit ends it."""

    answer: Answer
    code: BackendCode
    retry_after: float | None = None
    slow: bool = False


def _statuses() -> dict[str, Fault]:
    codes: dict[int, BackendCode] = {
        400: "bad_request",
        401: "auth",
        402: "quota",
        403: "auth",
        404: "not_found",
        408: "server_error",
        409: "server_error",
        413: "too_large",
        422: "bad_request",
        429: "rate_limited",
        500: "server_error",
        502: "server_error",
        503: "server_error",
        529: "server_error",
    }
    return {f"status_{status}": Fault(failed(status), code) for status, code in codes.items()}


FAULTS: dict[str, Fault] = {
    "reset": Fault(Answer(reset=True), "connection"),
    "closed": Fault(Answer(closed=True), "connection"),
    "cut_mid_body": Fault(replace(GOOD, cut_after=40), "connection"),
    "silence": Fault(replace(GOOD, delay=60), "timeout", slow=True),
    "silence_mid_answer": Fault(replace(GOOD, delay=0.1, pause=60), "timeout", slow=True),
    "trickle": Fault(replace(GOOD, pause=0.05), "timeout", slow=True),
    **_statuses(),
    "rate_limited_seconds": Fault(failed(429, headers={"Retry-After": "7"}), "rate_limited", retry_after=7.0),
    "overloaded_seconds": Fault(failed(503, headers={"Retry-After": "2"}), "server_error", retry_after=2.0),
    "quota_exhausted": Fault(failed(429, NO_CREDIT, code="insufficient_quota"), "quota"),
    "context_too_long": Fault(failed(400, TOO_LONG, code="context_length_exceeded"), "too_large"),
    "error_page": Fault(Answer(status=502, headers=HTML, body=PAGE), "server_error"),
    "page_with_200": Fault(Answer(headers=HTML, body=PAGE), "malformed"),
    "page_called_json": Fault(Answer(body=PAGE), "malformed"),
    "empty_body": Fault(Answer(), "malformed"),
    "empty_text": Fault(Answer(headers={"Content-Type": "text/plain"}), "malformed"),
    "half_json": Fault(Answer(body=GOOD.body[:60]), "malformed"),
    "garbage_gzip": Fault(Answer(headers=ZIPPED, body=b"\x1f\x8b" + PAGE), "malformed"),
    "broken_utf8": Fault(Answer(body=GOOD.body.replace(b"drop", b"dr\xff\xfep")), "malformed"),
    "json_null": Fault(answered_json(None), "malformed"),
    "json_list": Fault(answered_json([1, 2]), "malformed"),
    "no_choices": Fault(answered_json({"id": "x", "object": "chat.completion", "choices": []}), "malformed"),
    "choices_of_wrong_type": Fault(answered_json({"choices": [None, 3]}), "malformed"),
    "error_with_200": Fault(answered_json({"error": {"message": "slow down", "code": 429}}), "rate_limited"),
    "null_content": Fault(completion(None), "malformed"),
    "blank_content": Fault(completion(" \n"), "malformed"),
    "refusal": Fault(completion(None, refusal="I can't help with that."), "refusal"),
    "content_filter": Fault(completion("{", finish="content_filter"), "content_filter"),
    "length": Fault(completion('{"drop": ["a1', finish="length"), "truncated"),
    "ten_megabytes": Fault(completion("x" * TEN_MB), "malformed"),
    "ten_megabytes_zipped": Fault(
        Answer(headers=ZIPPED, body=gzip.compress(completion("x" * TEN_MB).body, 1)), "malformed"
    ),
    "redirect": Fault(Answer(status=307, headers={"Location": "http://127.0.0.1:1/v1/chat/completions"}), "not_found"),
}
# What fails before any server is reached, so no answer describes it: names for those who test it.
BEFORE_ANY_SERVER: dict[str, BackendCode] = {"refused": "connection", "no_such_host": "connection", "tls": "connection"}
