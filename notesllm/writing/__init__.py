"""Documents from templates: minutes, half a page, who does what, an e-mail, and whatever users add in their own folder.

A template gets what templates/README.md promises, runs in a sandbox within limits, and can't forget to escape.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from notesllm.errors import ArgumentTypeError, OptionError

if TYPE_CHECKING:
    from notesllm.digest.model import ExecutiveDigest
    from notesllm.summary import MeetingSummary


def write(
    what: "MeetingSummary | ExecutiveDigest", template: str = "minutes", *, templates: str | Path | None = None
) -> str:
    """A document about a summary or a digest: "minutes", "half_page", "owners", "email", or a template of one's own.

    ``templates`` is a folder whose ``NAME.md.jinja``, ``NAME.txt.jinja`` and ``NAME.html.jinja`` come before the
    shipped ones. The same input gives the same text. Raises TemplateError for a template that is missing, wrong or
    does what templates may not, OptionError where it is made for the other kind of input, and ArgumentTypeError for
    neither.
    """
    from notesllm.digest.model import ExecutiveDigest
    from notesllm.summary import MeetingSummary
    from notesllm.writing.filling import fill
    from notesllm.writing.shelf import Shelf

    if not isinstance(what, MeetingSummary | ExecutiveDigest):
        given = type(what).__name__
        raise ArgumentTypeError(f"a {given} can't be written about; give a MeetingSummary or an ExecutiveDigest")
    if not isinstance(template, str):
        raise ArgumentTypeError("a template is given by its name, such as 'minutes'")
    shelf = Shelf(None if templates is None else Path(templates))
    chosen = shelf.choose(template)
    kind = "summary" if isinstance(what, MeetingSummary) else "digest"
    if kind not in chosen.takes:
        other = "one meeting" if "summary" in chosen.takes else "a digest"
        fitting = ", ".join(each.name for each in shelf.templates() if kind in each.takes)
        raise OptionError(f"the template {chosen.name} is for {other}; of a {kind} there can be: {fitting}")
    return fill(what, chosen, shelf)
