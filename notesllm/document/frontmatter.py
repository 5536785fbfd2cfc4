"""YAML front matter: keys and values with their spans, by lines (a YAML parser keeps no spans)."""

import re

from notesllm._regex import regex
from notesllm.span import Lines, Span

PAIR = regex(r"(?P<key>[A-Za-z_][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t\r]*$")
ENTRY = regex(r"[ \t]*-[ \t]+(?P<value>\S.*?)[ \t\r]*$")
MOST_LINES = 200
Pairs = tuple[tuple[str, str, Span], ...]


def front_matter(texts: list[str], lines: Lines) -> tuple[Pairs, int]:
    """The pairs of the front matter, and the number of lines that it takes (0 where there is none)."""
    if not texts or texts[0].rstrip() not in ("---", "+++"):
        return (), 0
    fence = texts[0].rstrip()
    pairs: list[tuple[str, str, Span]] = []
    key = ""
    for number in range(1, min(len(texts), MOST_LINES)):
        text = texts[number].rstrip()
        if text in {fence, "..."}:
            return (tuple(pairs), number + 1) if pairs or number == 1 else ((), 0)
        match = PAIR.match(text)
        if match is not None:
            key = match["key"]
            if match["value"]:
                pairs.append(_pair(key, match, lines.starts[number]))
            continue
        match = ENTRY.match(text)
        if match is not None and key:
            pairs.append(_pair(key, match, lines.starts[number]))
        elif text and not text[0].isspace() and text[0] != "#":
            return (), 0
    return (), 0


def _pair(key: str, match: re.Match[str], offset: int) -> tuple[str, str, Span]:
    start, end = match.span("value")
    value = match["value"]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        start, end, value = start + 1, end - 1, value[1:-1]
    return key, value, Span(offset + start, offset + end)
