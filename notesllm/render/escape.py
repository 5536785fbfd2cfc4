"""The notes' own words as Markdown that shows them to the letter: no markup, no HTML, no table borders, no pings."""

import re

from notesllm._regex import regex
from notesllm.render.words import one_line

# In this order: what stays as it is, or is wrapped whole, comes before the single characters.
_SPECIAL = regex(
    r"""(?P<url>https?://(?:[^\s<>|`*\\()\[\]"'&~_]|(?<=[^\W_])_(?=[^\W_]))+)
      | (?P<word>(?<=[^\W_])_(?=[^\W_]))
      | (?P<handle>(?<![A-Za-z0-9_])@\w(?:[\w./-]*\w)?)
      | (?P<mark>[\\`*_~\[\]<|]|&(?=\#?\w+;)|\#(?=\#*$))
    """,
    re.VERBOSE,
)
_BLOCK_START = regex(r"[-+=#>]|(?P<number>\d{1,9})(?=[.)](?:\s|$))")


def inline(text: str) -> str:
    """``text`` within a paragraph, a list item or a table cell, on one line.

    A handle becomes code, for that is what neither pings anybody nor hides a character.
    """
    shown = _SPECIAL.sub(_shield, one_line(text))
    start = _BLOCK_START.match(shown)
    if start is None:
        return shown
    at = start.end() if start["number"] else 0
    return f"{shown[:at]}\\{shown[at:]}"


def _shield(match: re.Match[str]) -> str:
    if match["handle"]:
        return f"`{match[0]}`"
    return f"\\{match[0]}" if match["mark"] else match[0]
