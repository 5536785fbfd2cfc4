"""List entries: bullets, numbers, letters, checkboxes; nested by indentation, also where that was torn."""

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.margin import add_margin, margin_of
from notesllm.document.model import Kind
from notesllm.document.text import flush, torn_day

BULLET = regex(r"[-*+•–—·▪◦○●‣→∙■□➢➤✓](?:[ \t\xa0]+|$)|[•▪◦●‣∙■➢➤](?=\S)")
STARS = regex(r"(\*{2,5}|-{2,3})[ \t]+(?=[^\s*-])(?![^*]*\*\*)")  # wikis nest by number
NUMBER = regex(
    r"\(?(?P<ordinal>\d{1,3}|[ivx]{1,4}|[IVX]{2,4}|[a-zA-Z])(?:\\?[.)][-–]?|(?<=\d)[º°ª]\.?[-–]?)(?:[ \t\xa0]+|$)"
)
CHECK = regex(r"(?:\\?\[(?P<mark>[ xX*✓✔]?)\\?\]|(?P<sign>[☐☑☒✅✔✓❌⬜]\ufe0f?))[ \t]*")
OPEN_SIGNS = "☐⬜"


def take_bullet(b: Builder, text: str, start: int, indent: int) -> bool:
    """``- x`` with any of the bullets in use."""
    match = BULLET.match(text)
    if match is None:
        match = STARS.match(text)
        if match is None:
            return False
        indent += 2 * len(match[1]) - 2
    if b.run:
        flush(b)
    if match.end() == len(text):
        return True  # a lone dash holds nothing
    margin = margin_of(b, text) if "   " in text else None
    if margin is not None:
        add_entry(b, text[: margin[0]], start, indent, offset=match.end(), marker=text[0])
        add_margin(b, text[margin[1] :], start + margin[1], indent)
        return True
    add_entry(b, text, start, indent, offset=match.end(), marker=text[0])
    return True


def take_number(b: Builder, text: str, start: int, indent: int) -> bool:
    """``1. x``, ``1) x``, ``(1) x``, ``a) x``."""
    match = NUMBER.match(text)
    if match is None or match.end() == len(text):
        return False
    ordinal = match["ordinal"]
    if text[0] != "(" and ordinal.isalpha() and not _letter(b, ordinal, text):
        return False
    if not b.blank and ordinal.isdigit() and torn_day(b, text):
        return False
    if b.run:
        flush(b)
    draft = add_entry(b, text, start, indent, offset=match.end(), marker="1" if ordinal.isdigit() else "a")
    draft.ordinal = ordinal
    return True


def take_letter(b: Builder, text: str, start: int, indent: int) -> bool:
    """``a) x``, where the letter is no Roman number."""
    return text[1:2] in "\\.)" and take_number(b, text, start, indent)


def take_sign(b: Builder, text: str, start: int, indent: int) -> bool:
    """``☐ x`` or ``[ ] x`` without a bullet."""
    match = CHECK.match(text)
    if match is None or match.end() == len(text):
        return False
    if text[0] in "[\\" and not text[match.end() - 1].isspace():
        return False
    flush(b)
    add_entry(b, text, start, indent, offset=0, marker="☐")
    return True


def _letter(b: Builder, ordinal: str, text: str) -> bool:
    # "A. Smith: yes" is a name: a letter counts where the one before stands above it, or as the first of a list.
    if ordinal.isupper() and text[len(ordinal)] == ".":
        following = b.next_text()
        above = b.lists[-1].ordinal if b.lists else ""
        return bool(above) or following[:1] == chr(ord(ordinal[0]) + 1)
    return True


def add_entry(b: Builder, text: str, start: int, indent: int, *, offset: int, marker: str) -> Draft:
    """Add a list entry whose content, or checkbox, begins at ``offset`` of the line."""
    checked: bool | None = None
    if text[offset] in "[\\☐☑☒✅✔✓❌⬜":
        match = CHECK.match(text, offset)
        if match is not None and match.end() < len(text) and (match["sign"] or text[match.end() - 1].isspace()):
            offset = match.end()
            mark = match["mark"] if match["sign"] is None else match["sign"][0]
            checked = mark not in ("", " ") and mark not in OPEN_SIGNS and mark != "❌"
    draft = Draft(Kind.ITEM, start + offset, start + len(text), b.number, indent, marker)
    draft.checked = checked
    draft.blank = b.blank
    if b.lists:
        _nest(b, draft, text, offset)
    b.drafts.append(draft)
    b.lists.append(draft)
    b.item = draft
    return draft


def _nest(b: Builder, draft: Draft, text: str, offset: int) -> None:
    lists = b.lists
    while lists:
        above = lists[-1]
        siblings = above.indent == draft.indent and above.marker == draft.marker
        if not siblings and _holds(b, above, draft, text, offset):
            draft.parent, draft.depth = above, above.depth + 1
            return
        lists.pop()


def _holds(b: Builder, above: Draft, draft: Draft, text: str, offset: int) -> bool:
    by = draft.indent - above.indent
    if by >= 2:
        return True
    if by < -1 or (by < 0 and above.marker != "1"):
        return False
    if above.marker in "1a" and draft.marker not in "1a☐":
        return True  # bullets under a numbered entry, torn from their indentation
    if by != 1 or draft.marker in "1a":
        return False
    # One space is no nesting, unless the entry above is labelled in bold and this one is not.
    head = b.source[above.start : above.start + 2]
    return head == "**" and not text.startswith("**", offset) and above.labelled(b.source, b.words) is not None
