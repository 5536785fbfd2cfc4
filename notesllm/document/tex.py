"""LaTeX sources: sections, items and titles are read, the other commands of a line of their own are structure."""

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.headings import heading
from notesllm.document.lists import add_entry
from notesllm.document.text import flush

SECTION = regex(r"\\(?P<kind>title|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?\{(?P<title>[^{}\n]+)\}")
ITEM = regex(r"\\item(?:\[(?P<label>[^\]\n]*)\])?[ \t]+(?=\S)")
COMMAND = regex(r"\\(?:begin|end|documentclass|usepackage|maketitle|newpage|vspace|hspace|noindent|input)\b.*$")
LEVELS = {"title": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4}


def take_tex(b: Builder, text: str, start: int, indent: int) -> bool:
    r"""``\section{Title}``, ``\item x``, ``\begin{itemize}``."""
    match = SECTION.match(text)
    if match is not None:
        return heading(b, start + match.start("title"), match["title"], LEVELS.get(match["kind"], 5))
    match = ITEM.match(text)
    if match is not None:
        flush(b)
        add_entry(b, text, start, indent, offset=match.end(), marker="-")
        return True
    if COMMAND.match(text) is None:
        return False
    flush(b)
    return True
