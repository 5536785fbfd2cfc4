"""Recording what a model's server says, and replaying it without a network.

Kept are method, address without port and query, body, and of the headers only those in ``HEADERS``. A request is
answered by one of the same method, path and body; one whose body is no JSON is answered by none.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import vcr  # type: ignore[import-untyped]
from cassette_yaml import ReadableYaml, Utf8Files

CASSETTES = Path(__file__).parent.parent / "cassettes"
HEADERS = frozenset(("content-type", "retry-after"))


def _asked(request: Any) -> Any:  # noqa: ANN401 - vcrpy is not typed
    parts = urlsplit(request.uri)
    request.uri = f"{parts.scheme}://{parts.hostname}{parts.path}"
    request.headers = {name.lower(): value for name, value in request.headers.items() if name.lower() in HEADERS}
    return request


def _answered(response: dict[str, Any]) -> dict[str, Any]:
    headers = {name.lower(): values for name, values in response["headers"].items() if name.lower() in HEADERS}
    return {"status": response["status"], "headers": headers, "body": response["body"]}


def same_json(asked: Any, recorded: Any) -> None:  # noqa: ANN401 - vcrpy is not typed
    """A matcher of vcrpy's. Its own passes what it can't parse."""
    try:
        values = json.loads(asked.body), json.loads(recorded.body)
    except (TypeError, ValueError) as error:
        raise AssertionError("a body is no JSON") from error
    assert values[0] == values[1]


def _deck() -> Any:  # noqa: ANN401 - vcrpy is not typed
    deck = vcr.VCR(
        record_mode="none",
        match_on=("method", "path", "same_json"),
        serializer="readable",
        decode_compressed_response=True,
        before_record_request=_asked,
        before_record_response=_answered,
    )
    deck.register_matcher("same_json", same_json)
    deck.register_serializer("readable", ReadableYaml)
    deck.register_persister(Utf8Files)
    return deck


@contextmanager
def recording(path: Path, **facts: str) -> Iterator[Any]:
    """Record all that is sent meanwhile into ``path``, anew, with ``facts`` on top; where it fails, nothing is kept."""
    path.unlink(missing_ok=True)
    with _deck().use_cassette(path, record_mode="once", record_on_exception=False) as cassette:
        for name, fact in facts.items():
            cassette.get_metadata(name, fact)
        yield cassette


@contextmanager
def replaying(path: Path) -> Iterator[Any]:
    """Answer what is asked meanwhile from ``path``, and nothing else; all of it must have been asked for in the end."""
    assert path.is_file(), f"there is no cassette {path.name}; see cassettes/README.md"
    with _deck().use_cassette(path) as cassette:
        yield cassette
        unplayed = len(cassette) - cassette.play_count
        assert not unplayed, f"{unplayed} recorded answers of {path.name} were never asked for"


def facts_of(path: Path) -> dict[str, str]:
    """What the head of a cassette says of how it came about."""
    facts: dict[str, str] = ReadableYaml.deserialize(path.read_text(encoding="utf-8"))["metadata"]
    return facts
