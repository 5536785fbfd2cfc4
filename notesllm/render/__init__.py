"""Summaries as people and programs read them: one ordered table of renderers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

from notesllm.summary import MeetingSummary

if TYPE_CHECKING:
    from notesllm.digest.model import ExecutiveDigest


class Screen(NamedTuple):
    """What text is laid out for. The default is what a file or a pipe gets: always as wide, never coloured."""

    width: int = 100
    color: bool = False


PAPER = Screen()
Format = Literal["markdown", "json", "text"]


class Renderer(NamedTuple):
    """One form of a summary. ``render`` looks at the screen only where the form is made for one."""

    name: Format
    suffix: str
    render: Callable[[MeetingSummary, Screen], str]


def to_markdown(summary: MeetingSummary, _screen: Screen = PAPER) -> str:
    from notesllm.render import markdown, outline

    return markdown.render(outline.outline(summary))


def to_json(summary: MeetingSummary, _screen: Screen = PAPER) -> str:
    """All that is known, as the schema describes it; two spaces of indentation, a final line end."""
    return summary.model_dump_json(indent=2) + "\n"


def to_text(summary: MeetingSummary, screen: Screen = PAPER) -> str:
    from notesllm.render import outline, text

    return text.render(outline.outline(summary), width=screen.width, color=screen.color)


def digest_to_markdown(digest: "ExecutiveDigest") -> str:
    """A page worth reading, for a pull request or a wiki."""
    from notesllm.render import digest_outline, markdown

    return markdown.render(digest_outline.outline(digest))


def digest_to_text(digest: "ExecutiveDigest", screen: Screen = PAPER) -> str:
    """The same for a terminal, or a file of plain text."""
    from notesllm.render import digest_outline, text

    return text.render(digest_outline.outline(digest), width=screen.width, color=screen.color)


def digest_to_html(digest: "ExecutiveDigest") -> str:
    """One self-contained page, for a browser without a network, or for paper; a file of it is UTF-8."""
    from notesllm.render.pages import digest_page

    return digest_page.render(digest)


def view_to_html(summary: MeetingSummary, text: str) -> str:
    """The notes beside their summary, as one such page. ``text`` is what was summarised, else OptionError is raised."""
    from notesllm.render.pages import view_page

    return view_page.render(summary, text)


RENDERERS = (
    Renderer("markdown", ".md", to_markdown),
    Renderer("json", ".json", to_json),
    Renderer("text", ".txt", to_text),
)
