"""How a cassette is written: JSON as YAML that people can read, other bodies as text, and bytes only where it must be.

JSON is kept by its meaning, not to the byte; the white space of a server's JSON is nothing that we test.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]
from vcr.persisters.filesystem import CassetteNotFoundError  # type: ignore[import-untyped]
from vcr.serialize import deserialize, serialize  # type: ignore[import-untyped]

KINDS = ("json", "text", "bytes")


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    """Written in Python, so that the same exchange gives the same file whether or not libyaml is there."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True

    def text(self, data: str) -> yaml.ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:str", data, style="|" if "\n" in data else None)


_Dumper.add_representer(str, _Dumper.text)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ReadableYaml:
    """A serializer of vcrpy's, by duck typing."""

    @staticmethod
    def serialize(cassette: Mapping[str, Any]) -> str:
        shown = {
            "recorded": cassette.get("metadata", {}),
            "interactions": [
                {
                    "request": _with_body(exchange["request"], exchange["request"]["body"]),
                    "response": _with_body(exchange["response"], exchange["response"]["body"]["string"]),
                }
                for exchange in cassette["interactions"]
            ],
        }
        written: str = yaml.dump(shown, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
        return written

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        shown = yaml.load(text, Loader=_Loader)  # noqa: S506 - one of the two safe ones
        return {
            "metadata": shown["recorded"],
            "interactions": [
                {
                    "request": _bare(asked) | {"body": _body(asked)},
                    "response": _bare(said) | {"body": {"string": _body(said)}},
                }
                for asked, said in ((exchange["request"], exchange["response"]) for exchange in shown["interactions"])
            ],
        }


class Utf8Files:
    """vcrpy's own persister, but UTF-8 whatever the locale says, and a cassette that can't be read is no empty one."""

    @staticmethod
    def load_cassette(path: str, serializer: ReadableYaml) -> Any:  # noqa: ANN401 - vcrpy is not typed
        if not Path(path).is_file():
            raise CassetteNotFoundError
        return deserialize(Path(path).read_text(encoding="utf-8"), serializer)

    @staticmethod
    def save_cassette(path: str, cassette: Mapping[str, Any], serializer: ReadableYaml) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(serialize(cassette, serializer), encoding="utf-8", newline="\n")


def _with_body(part: Mapping[str, Any], body: str | bytes | None) -> dict[str, Any]:
    kind, shown = _shown(body or "")
    return {**_bare(part), kind: shown}


def _bare(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name not in {"body", *KINDS}}


def _shown(body: str | bytes) -> tuple[str, object]:
    if isinstance(body, bytes):
        return "bytes", body
    try:
        value = json.loads(body)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()  # raises for half a surrogate pair
    except ValueError:
        return "text", body
    return ("json", value) if isinstance(value, dict | list) else ("text", body)


def _body(part: Mapping[str, Any]) -> bytes:
    (kind,) = set(KINDS) & set(part)
    value = part[kind]
    if kind == "bytes":
        return bytes(value)
    return (json.dumps(value) if kind == "json" else str(value)).encode()
