"""Summaries as people and programs read them: one ordered table of renderers."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from notesllm.summary import MeetingSummary


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
    from notesllm.render import markdown

    return markdown.render(summary)


def to_json(summary: MeetingSummary, _screen: Screen = PAPER) -> str:
    """All that is known, as the schema describes it; two spaces of indentation, a final line end."""
    return summary.model_dump_json(indent=2) + "\n"


def to_text(summary: MeetingSummary, screen: Screen = PAPER) -> str:
    from notesllm.render import text

    return text.render(summary, width=screen.width, color=screen.color)


RENDERERS = (
    Renderer("markdown", ".md", to_markdown),
    Renderer("json", ".json", to_json),
    Renderer("text", ".txt", to_text),
)
