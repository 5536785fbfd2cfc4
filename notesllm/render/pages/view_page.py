"""The notes of one meeting beside their summary, as one page."""

from hashlib import sha256

from notesllm.errors import OptionError
from notesllm.render import words
from notesllm.render.pages.passages import cut_notes
from notesllm.render.pages.templating import fill
from notesllm.render.pages.viewing import view_sections
from notesllm.summary import MeetingSummary

STYLES = ("base.css", "view.css", "view_print.css")
SCRIPTS = ("theme.js", "view.js")


def render(summary: MeetingSummary, text: str) -> str:
    """The file's content, to be written as UTF-8. Raises OptionError where ``text`` is not what was summarised."""
    notes = text.removeprefix("\ufeff")
    if sha256(notes.encode("utf-8", "surrogatepass")).hexdigest() != summary.provenance.source.sha256:
        raise OptionError("the text is not the one that was summarised; give the notes as they were read")
    sections = view_sections(summary)
    evidence = [(span, item.number) for section in sections for item in section.items for span in item.spans]
    values = {
        "title": words.title(summary),
        "facts": list(words.facts(summary)),
        "abstract": words.one_line(summary.abstract),
        "lacks": [words.lack(lack) for lack in summary.provenance.degraded],
        "origin": words.origin(summary),
        "nothing": words.NOTHING,
        "language": summary.provenance.source.language,
        "sections": sections,
        "lines": list(cut_notes(notes, evidence)),
    }
    return fill("view.html.jinja", values, styles=STYLES, scripts=SCRIPTS)
