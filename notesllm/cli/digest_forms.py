"""The forms of a digest, and where it goes."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from notesllm.cli.writing import emit, screen
from notesllm.errors import OptionError
from notesllm.render import PAPER, Screen

if TYPE_CHECKING:
    from notesllm.digest import ExecutiveDigest

DigestFormat = Literal["markdown", "text", "json", "html"]


class Form(NamedTuple):
    """One form of a digest, the suffixes of files that hold it, and who makes it."""

    name: DigestFormat
    suffixes: tuple[str, ...]
    render: "Callable[[ExecutiveDigest, Screen], str]"


def _markdown(digest: "ExecutiveDigest", _screen: Screen) -> str:
    return digest.to_markdown()


def _text(digest: "ExecutiveDigest", screen: Screen) -> str:
    from notesllm import render

    told: str = render.digest_to_text(digest, screen)
    return told


def _json(digest: "ExecutiveDigest", _screen: Screen) -> str:
    return digest.model_dump_json(indent=2) + "\n"


def _html(digest: "ExecutiveDigest", _screen: Screen) -> str:
    return digest.to_html()


FORMS = (
    Form("markdown", (".md", ".markdown"), _markdown),
    Form("text", (".txt", ".text"), _text),
    Form("json", (".json",), _json),
    Form("html", (".html", ".htm"), _html),
)


def form_for(name: DigestFormat | None, output: Path | None) -> Form:
    """The one that is asked for, else the file's, else text for a terminal and Markdown for a pipe."""
    if name is None and output is not None:
        for form in FORMS:
            if output.suffix.lower() in form.suffixes:
                return form
        known = ", ".join(form.suffixes[0] for form in FORMS)
        raise OptionError(f"the suffix of --output {output} says no format; give it one of {known}, or say --format")
    if name is None:
        name = "text" if sys.stdout is not None and sys.stdout.isatty() else "markdown"
    return next(form for form in FORMS if form.name == name)


def screen_for(form: Form, output: Path | None) -> Screen:
    """What it is laid out for."""
    wanted = form.name == "text" and output is None and sys.stdout is not None and sys.stdout.isatty()
    return screen() if wanted else PAPER


def deliver(text: str, output: Path | None) -> None:
    """Print a digest, or write it into a file, whose folder is made if it is not there."""
    if output is None:
        emit(text)
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(text.encode("utf-8", "replace"))
