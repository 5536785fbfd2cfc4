"""Lines of HTML and of template tags: comments and bare tags are structure, the rest is text."""

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.text import flush, take_text

TAGS_ONLY = regex(r"(?:</?[A-Za-z][\w-]*+(?:\s[^<>]*)?/?>[ \t]*)+$")
LIQUID = regex(
    r"(?:\{%[^{}]*%\}[ \t]*)+$|\{\{[^{}]*\}\}[ \t]*$|\{:[^{}]*\}[ \t]*$"
    r"|\{(?:panel|info|note|tip|warning|expand|quote|toc|section|column)(?::[^{}]*)?\}$"  # of Confluence
)
DEFINITION = regex(r"\[[^\[\]\n]+\]:[ \t]*(?:<|https?:|/|#|mailto:|\.{0,2}/)\S*")
IMAGE = regex(r"(?:\[?!\[[^\[\]\n]*\]\([^()\n]*\)(?:\]\([^()\n]*\))?[ \t]*)+$")


def take_comment(b: Builder, text: str, start: int, indent: int) -> bool:
    """``<!-- … -->``, over any number of lines."""
    if not text.startswith("<!--"):
        return False
    end = text.find("-->", 4)
    if end < 0:
        if not _closed_below(b):
            return False
        b.capture = _comment
        return True
    rest = text[end + 3 :].strip()
    if rest and not rest.startswith("<!--"):
        return take_text(b, rest, start + text.rindex(rest), indent)
    return True


def _closed_below(b: Builder) -> bool:
    at = b.source.find("<!--", b.starts[b.number - 1])
    return b.source.find("-->", at + 4) >= 0


def _comment(b: Builder, raw: str, _offset: int) -> bool:
    if "-->" in raw:
        b.capture = None
    return True


def take_tags(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """A line of nothing but tags, such as ``<br>`` or ``<div align=center>``."""
    if TAGS_ONLY.match(text) is None:
        return False
    if b.run:
        flush(b)
    return True


def take_liquid(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """``{% include toc.html %}`` and the like."""
    if LIQUID.match(text) is None:
        return False
    flush(b)
    return True


def take_definition(_b: Builder, text: str, _start: int, _indent: int) -> bool:
    """``[name]: https://…``: the target of a link, seen by no reader."""
    return DEFINITION.match(text) is not None


def take_image(b: Builder, text: str, _start: int, _indent: int) -> bool:
    """A line of nothing but images."""
    if IMAGE.match(text) is None:
        return False
    flush(b)
    return True
