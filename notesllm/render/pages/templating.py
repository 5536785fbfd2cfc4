"""Templates into one file: whatever stands in it is escaped, and nothing else than what it holds may load or run."""

import base64
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from notesllm.render.pages.saying import count

if TYPE_CHECKING:
    from jinja2 import Environment


def fill(template: str, values: Mapping[str, object], *, styles: Sequence[str], scripts: Sequence[str]) -> str:
    """The page. ``styles`` and ``scripts`` are our own files, put together in that order."""
    style = "".join(map(asset, styles))
    script = '"use strict";(async () => {\n' + "".join(map(asset, scripts)) + "})();"
    rules = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "img-src data:",  # the empty icon, so that no browser asks a server for one
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    # Our own files, in which no text of notes stands.
    own = {"style": Markup(style), "script": Markup(script), "rules": rules}  # noqa: S704
    return _environment().get_template(template).render({**values, **own})


@cache
def asset(name: str) -> str:
    """One of the files beside the templates."""
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only pages need templates

    environment = Environment(
        loader=PackageLoader("notesllm.render.pages"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["count"] = count
    return environment


def _digest(content: str) -> str:
    return f"sha256-{base64.b64encode(sha256(content.encode()).digest()).decode()}"
