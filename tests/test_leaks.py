"""The helper that looks for leaks finds what it is to find: a test that can't see a leak proves nothing."""

import base64
import gzip
import json
from collections.abc import Callable
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leaks import leaks

SECRET = "Zoë O'Brien <zoe@example.org>"  # noqa: S105 - made up
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "capitals": lambda text: text.upper().encode(),
    "json": lambda text: json.dumps({"a": f"x {text} y"}).encode(),
    "json in utf-8": lambda text: json.dumps({"a": text}, ensure_ascii=False).encode(),
    "json in json": lambda text: json.dumps({"a": json.dumps({"b": text})}).encode(),
    "base64": lambda text: base64.b64encode(f"notes: {text}, and more".encode()),
    "base64, one on": lambda text: base64.b64encode(f"notes {text}, and more".encode()),
    "base64, two on": lambda text: base64.urlsafe_b64encode(f"note {text}, and more".encode()),
    "percent": lambda text: quote_plus(f"a={text}").encode(),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "compressed": lambda text: gzip.compress(text.encode()),
    "utf-16": lambda text: text.encode("utf-16"),
}


@pytest.mark.parametrize("encoding", ENCODINGS, ids=str)
def test_a_secret_is_found(encoding: str) -> None:
    assert leaks(ENCODINGS[encoding](SECRET), [SECRET, "Ana Ruiz"]) == [SECRET]


@given(st.text("abcdefgh", min_size=6, max_size=20), st.binary(max_size=40), st.binary(max_size=40))
def test_base64_is_found_at_any_place(secret: str, before: bytes, after: bytes) -> None:
    assert leaks(base64.b64encode(before + secret.encode() + after), [secret]) == [secret]


def test_nothing_is_found_in_nothing() -> None:
    assert leaks(b"", [SECRET]) == []
    assert leaks(json.dumps({"a": "Razvel said so"}).encode(), [SECRET, "Tom"]) == []
