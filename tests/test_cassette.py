"""The cassettes' machinery itself: what is kept, what is matched, what fails."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import httpx2
import pytest
from cassette import HEADERS, facts_of, recording, replaying
from cassette_yaml import ReadableYaml
from hypothesis import given
from hypothesis import strategies as st
from servers import Answer, Server, answered_json
from vcr.errors import CannotOverwriteExistingCassetteException  # type: ignore[import-untyped]

PLANTED = "sk-planted-0123456789"
ANYWHERE = "http://127.0.0.1/v1/chat"
loopback = pytest.mark.allow_hosts(["127.0.0.1"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def post(url: str, content: bytes, content_type: str = "application/json") -> httpx2.Response:
    headers = {"Authorization": f"Bearer {PLANTED}", "Content-Type": content_type, "X-Trace": "from here"}
    with httpx2.Client(trust_env=False) as client:
        return client.post(url, content=content, headers=headers)


def recorded(path: Path, answers: Answer | Sequence[Answer], *bodies: bytes) -> str:
    with Server(answers) as server, recording(path, model="m", server="scripted"):
        for body in bodies:
            post(f"{server.base_url}/chat?key={PLANTED}", body)
    return path.read_text(encoding="utf-8")


@loopback
def test_what_is_kept_is_readable_and_holds_no_secret(tmp_path: Path) -> None:
    headers = {"Set-Cookie": f"a={PLANTED}", "Retry-After": "3", "X-Request-Id": "r-1"}
    said = answered_json({"text": "Two\nlines, é 会"}, status=429, headers=headers)
    text = recorded(tmp_path / "a.yaml", said, b'{"notes": "First\\nSecond"}')
    assert PLANTED not in text
    assert "notes: |-\n        First\n        Second" in text
    assert "text: |-\n        Two\n        lines, é 会" in text
    assert not {"set-cookie", "x-request-id", "x-trace", "authorization", "127.0.0.1:"} & set(text.lower().split())
    (exchange,) = ReadableYaml.deserialize(text)["interactions"]
    assert set(exchange["request"]["headers"]) | set(exchange["response"]["headers"]) == HEADERS
    assert exchange["request"]["uri"] == "http://127.0.0.1/v1/chat"
    assert facts_of(tmp_path / "a.yaml") == {"model": "m", "server": "scripted"}


@loopback
def test_recording_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    texts = {recorded(tmp_path / f"{turn}.yaml", answered_json({"b": 1, "a": [1.5]}), b"{}") for turn in "ab"}
    assert len(texts) == 1


@loopback
@pytest.mark.parametrize(
    ("headers", "sent", "expected"),
    [
        pytest.param({"Content-Encoding": "gzip"}, gzip.compress(b'{"a": 1}'), b'{"a": 1}', id="decompressed"),
        pytest.param({}, b"<html>\r\n\x85</html>", b"<html>\r\n\x85</html>", id="broken utf-8 stays as bytes"),
        pytest.param({}, b'{"a": "\\udc80"}', b'{"a": "\\udc80"}', id="half a pair stays as text"),
        pytest.param({}, b"", b"", id="empty"),
        pytest.param({}, b" null", b" null", id="no object"),
    ],
)
def test_a_replay_says_what_was_recorded(tmp_path: Path, headers: dict[str, str], sent: bytes, expected: bytes) -> None:
    recorded(tmp_path / "a.yaml", Answer(status=503, headers=headers, body=sent), b"{}")
    with replaying(tmp_path / "a.yaml"):
        replayed = post(ANYWHERE, b"{ }")
    assert (replayed.status_code, replayed.content) == (503, expected)


@loopback
def test_the_same_question_gets_its_answers_in_their_order(tmp_path: Path) -> None:
    recorded(tmp_path / "a.yaml", [Answer(status=500), Answer(status=200)], b"{}", b"{}")
    with replaying(tmp_path / "a.yaml"):
        assert [post(ANYWHERE, b"{}").status_code for _ in range(2)] == [500, 200]


@loopback
@pytest.mark.parametrize(
    ("url", "body"),
    [
        pytest.param(ANYWHERE, b'{"a": 2}', id="another body"),
        pytest.param(ANYWHERE, b'{"a": 1', id="no JSON"),
        pytest.param(f"{ANYWHERE}/other", b'{"a": 1}', id="another path"),
    ],
)
def test_what_was_not_recorded_is_not_answered(tmp_path: Path, url: str, body: bytes) -> None:
    recorded(tmp_path / "a.yaml", answered_json({}), b'{"a": 1}')
    with pytest.raises(CannotOverwriteExistingCassetteException), replaying(tmp_path / "a.yaml"):
        post(url, body)


@loopback
def test_a_body_that_is_no_json_matches_nothing_not_even_itself(tmp_path: Path) -> None:
    recorded(tmp_path / "a.yaml", answered_json({}), b"{")
    with pytest.raises(CannotOverwriteExistingCassetteException), replaying(tmp_path / "a.yaml"):
        post(ANYWHERE, b"{")


@loopback
def test_what_is_never_asked_for_is_an_error(tmp_path: Path) -> None:
    recorded(tmp_path / "a.yaml", answered_json({}), b"{}", b"[]")
    with pytest.raises(AssertionError, match=r"1 recorded answers of a\.yaml"), replaying(tmp_path / "a.yaml"):
        post(ANYWHERE, b"{}")


@loopback
def test_a_recording_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with Server(Answer(reset=True)) as server, pytest.raises(httpx2.ReadError), recording(tmp_path / "a.yaml"):
        post(server.base_url, b"{}")
    assert not list(tmp_path.iterdir())


def test_a_missing_cassette_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="no cassette"), replaying(tmp_path / "none.yaml"):
        pass


@given(json_values)
def test_json_keeps_its_meaning(value: object) -> None:
    assert _kept(json.dumps(value)) == json.dumps(value).encode()


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.binary())
def test_what_is_no_json_keeps_its_bytes(body: str | bytes) -> None:
    kept, raw = _kept(body), body if isinstance(body, bytes) else body.encode()
    try:
        assert json.loads(kept) == json.loads(raw)
    except ValueError:
        assert kept == raw


def _kept(body: str | bytes) -> bytes:
    exchange = {"request": {"method": "POST", "body": body}, "response": {"status": 200, "body": {"string": body}}}
    again = ReadableYaml.deserialize(ReadableYaml.serialize({"interactions": [exchange]}))
    (found,) = again["interactions"]
    assert found["request"]["body"] == found["response"]["body"]["string"]
    answer: bytes = found["request"]["body"]
    return answer
