"""Text that fits where it goes."""

import datetime as dt

from notesllm._regex import regex

# What XML 1.0 can't hold even escaped; all other such characters are gone from text on one line.
_NO_XML = regex(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cut(text: str, most: int) -> str:
    """``text`` in at most ``most`` UTF-16 units, as most programs count, with "…" where something is missing."""
    if len(text) * 2 <= most or len(text.encode("utf-16-le", "surrogatepass")) <= 2 * most:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)].decode("utf-16-le", "ignore").rstrip() + "…"


def for_xml(text: str) -> str:
    return _NO_XML.sub("", text)


def iso(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()
