"""A digest as one page."""

from notesllm.digest.model import ExecutiveDigest
from notesllm.render.pages.composing import page_of
from notesllm.render.pages.packing import MOST, packed
from notesllm.render.pages.templating import fill

STYLES = ("base.css", "masthead.css", "layout.css", "rows.css", "parts.css", "bars.css", "print.css")
SCRIPTS = ("theme.js", "rows.js", "lists.js", "filters.js", "start.js")


def render(digest: ExecutiveDigest) -> str:
    """The file's content, to be written as UTF-8; the same for the same digest."""
    page = page_of(digest)
    return fill("digest.html.jinja", {"page": page, "most": MOST, "rest": packed(page)}, styles=STYLES, scripts=SCRIPTS)
