"""From the source to the document: decode, survey, read line by line, give roles, finish."""

from pathlib import Path

from notesllm.document.aligned import take_aligned
from notesllm.document.builder import Builder
from notesllm.document.decoding import decode
from notesllm.document.finishing import finish
from notesllm.document.frontmatter import front_matter
from notesllm.document.margin import take_margin
from notesllm.document.model import Document, Kind
from notesllm.document.quotes import close_quote, open_quote, unquoted
from notesllm.document.recognisers import recognisers
from notesllm.document.roles import give_roles
from notesllm.document.survey import survey
from notesllm.document.tables import flush_table, starts_bare_table, starts_tabbed, take_row
from notesllm.document.text import flush, take_text
from notesllm.document.torn import mend
from notesllm.document.turns import take_turn
from notesllm.lexicon import lexicon, recognise
from notesllm.span import split_lines

QUOTE = Kind.QUOTE
BORDERS = frozenset("|^")  # of the rows of a table
SAMPLE = 3000  # code points from which the language is told


def read(source: str | bytes | Path, *, name: str | None = None, language: str | None = None) -> Document:
    """Read notes of any shape. ``str`` is text, ``Path`` a file, ``bytes`` are decoded.

    Raises one of the :class:`~notesllm.errors.InputError` family where the source can't be read; any text can.
    """
    decoded = decode(source, name)
    text = decoded.text
    texts, lines = split_lines(text)
    if language is None:
        language = recognise(text[:SAMPLE])
    words = lexicon(language)
    habits = survey(texts, text, words)
    b = Builder(text, texts, lines.starts, habits, words, recognisers(habits.format))
    pairs, skipped = front_matter(texts, lines)
    _read_lines(b, skipped)
    mend(b)
    give_roles(b)
    blocks, sections = finish(b)
    return Document(
        source=text,
        lines=lines,
        blocks=blocks,
        sections=sections,
        format=habits.format,
        language=language,
        front_matter=pairs,
        name=decoded.name,
        encoding=decoded.encoding,
        encoding_assumed=decoded.assumed,
    )


def _read_lines(b: Builder, skipped: int) -> None:
    starts = b.starts
    for number, raw in enumerate(b.texts[skipped:], skipped + 1):
        b.number = number
        if b.capture is not None and b.capture(b, raw, starts[number - 1]):
            continue
        text = raw.strip()
        if not text:
            if b.run:
                flush(b)
            if b.table:
                flush_table(b)
            b.blank = True
            continue
        first = text[0]
        offset = indent = 0
        if raw[0] != first:
            offset = indent = raw.index(first)
            if "\t" in raw[:indent]:
                indent = len(raw[:indent].expandtabs(4))
        start = starts[number - 1] + offset
        if first == ">":
            _read_quote(b, text, start, indent)
        else:
            if b.kind is QUOTE:
                close_quote(b)
            _read_line(b, text, start, indent)
        b.blank = False
    flush(b)
    if b.table:
        flush_table(b)


def _read_quote(b: Builder, text: str, start: int, indent: int) -> None:
    open_quote(b)
    body, at = unquoted(text, start)
    before = len(b.drafts)
    if not body:
        flush(b)
        b.blank = True
        return
    _read_line(b, body, at, indent)
    for draft in b.drafts[before:]:
        draft.kind = QUOTE


def _read_line(b: Builder, text: str, start: int, indent: int) -> None:
    first = text[0]
    if b.table and first not in BORDERS and not (first == "+" and b.table[0].text[0] == "+"):
        if ("|" if "|" in b.table[0].text else "\t") in text and b.table[0].text[0] not in "|+":
            take_row(b, text, start, indent)
            return
        flush_table(b)
    if b.voices and take_turn(b, text, start, indent):
        return
    for recogniser in b.recognisers.get(first, ()):
        if recogniser(b, text, start, indent):
            return
    if ("|" in text and starts_bare_table(b)) or ("\t" in text and starts_tabbed(b, text)):
        take_row(b, text, start, indent)
    elif "   " not in text or not (take_aligned(b, text, start, indent) or take_margin(b, text, start, indent)):
        take_text(b, text, start, indent)
