"""What templates make, told by the end of their names, and how text becomes harmless there."""

from collections.abc import Callable
from typing import NamedTuple

from markupsafe import escape

from notesllm.render.escape import inline
from notesllm.render.words import one_line


class Form(NamedTuple):
    """``harmless`` puts any text on one line that means nothing but itself there."""

    name: str
    suffix: str
    harmless: Callable[[str], str]

    def escape(self, text: str) -> str:
        """The text made harmless; a space at its ends stays one, so that ``", "`` can part two names."""
        shown = self.harmless(text)
        if not shown:
            return " " if text.isspace() else ""
        return f"{' ' if text[:1].isspace() else ''}{shown}{' ' if text[-1:].isspace() else ''}"


FORMS = (
    Form("Markdown", ".md.jinja", inline),
    Form("text", ".txt.jinja", one_line),
    Form("HTML", ".html.jinja", lambda text: str(escape(one_line(text)))),
)


def form_of(file: str) -> Form | None:
    return next((form for form in FORMS if file.endswith(form.suffix)), None)
