"""Text torn out of a PDF: lists that run on in one line, as in ``Label: - **Key:** value - **Key:** value``."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.model import Kind
from notesllm.document.parting import may_part, part

LEAD = regex(r"(?P<lead>[^\n:]{1,90}:(?:\*\*|__)?)[ \t]+(?=[-–•][ \t]+\S|\(?1[.)][ \t]+\S)")
# One space before the dash is enough to find it; what more there is, is stripped from the words.
DASH = regex(r"[ \t\r\n][-–•][ \t\r\n]+(?=\S)")
DASH_BOLD = regex(r"[ \t\r\n][-–•][ \t\r\n]+(?=\*\*)")
DASH_LABEL = regex(r"[ \t\r\n][-–•][ \t\r\n]+(?=\*\*[^*\n]{1,60}:|(?:[A-Z][\w/&.-]*)(?:[ ][\w/&()-]+){0,4}:[ \t])")
BOLD_LABEL = regex(r"[ \t\r\n][-–•][ \t]+\*\*[^*\n]{1,60}(?::\*\*|\*\*:)")
NUMBER = regex(r"[ \t\r\n]\(?(?P<ordinal>\d{1,2})[.)][ \t]+(?=\*\*|[^\W\d_])")
OPENING = regex(r"[-–•][ \t]+")
DANGLING = regex(r"[ \t]+[-–•]$")
DASHES = "-–•"
ITEM, PARAGRAPH = Kind.ITEM, Kind.PARAGRAPH
Part = tuple[int, int, str, int]  # start, end, ordinal, depth


def mend(b: Builder) -> None:
    """Split what runs on in one block into a lead and its entries."""
    source = b.source
    out: list[Draft] = []
    lead: Draft | None = None  # whose list may go on in the next block
    dash = DASH
    for draft in b.drafts:
        if draft.kind is not ITEM and draft.kind is not PARAGRAPH:
            lead = None
            out.append(draft)
            continue
        raw = source[draft.start : draft.end]
        if lead is None and not _runs_on(raw):
            if draft.kind is PARAGRAPH and may_part(raw):
                out += part(b, draft, raw)
            else:
                out.append(draft)
            continue
        if lead is not None and _goes_on(b, out[-1], draft, raw):
            _go_on(b, out, lead, draft, dash)
            continue
        split = _split(raw)
        if split is None:
            if lead is not None and (draft.kind is PARAGRAPH or draft.blank):
                lead = None
            out += part(b, draft, raw) if draft.kind is PARAGRAPH and may_part(raw) else (draft,)
            continue
        end, parts, dash = split
        lead = draft
        draft.end = draft.start + end
        out += part(b, draft, raw[:end]) if draft.kind is PARAGRAPH and may_part(raw) else (draft,)
        out += _append(b, draft, draft, raw, parts)
    b.drafts = out


def _runs_on(raw: str) -> bool:
    """A cheap look that spares most blocks the patterns."""
    if " - " in raw or "\n" in raw or (":" in raw and (": 1" in raw or ":** 1" in raw or ": (1" in raw)):
        return True
    return not raw.isascii() and (" – " in raw or " • " in raw)


def _split(raw: str) -> tuple[int, Iterable[Part], re.Pattern[str]] | None:
    """Where the lead ends, the entries after it, and what parts them."""
    match = LEAD.match(raw)
    if match is not None:
        at = match.end()
        if raw[at] in "-–•":
            opening = OPENING.match(raw, at)
            first = opening.end() if opening else at
            dash = DASH_BOLD if raw.startswith("**", first) else DASH
            return match.end("lead"), _dashed(raw, first, len(raw), dash, 0), dash
        parts = list(_numbered(raw, at - 1))
        return (match.end("lead"), parts, DASH) if parts else None
    if "- **" not in raw and "– **" not in raw and "• **" not in raw and raw.count(" - ") < 2:
        return None
    if BOLD_LABEL.search(raw) is None and (raw.count(" - ") < 2 or len(DASH_LABEL.findall(raw)) < 2):
        return None
    cut = DASH_LABEL.search(raw)
    if cut is None:
        return None
    return len(raw[: cut.start()].rstrip()), _dashed(raw, cut.end(), len(raw), DASH_LABEL, 0), DASH_LABEL


def _dashed(raw: str, start: int, end: int, dash: re.Pattern[str], depth: int) -> Iterator[Part]:
    at = start
    for match in dash.finditer(raw, start, end):
        yield at, match.start(), "", depth
        at = match.end()
    yield at, end, "", depth


def _numbered(raw: str, start: int) -> Iterator[Part]:
    """``1. **A** - x - y 2. **B**``: the numbers must count up from 1."""
    cuts: list[tuple[int, int, str]] = []
    for match in NUMBER.finditer(raw, start):
        if int(match["ordinal"]) == len(cuts) + 1:
            cuts.append((match.start(), match.end(), match["ordinal"]))
    for i, (_, begin, ordinal) in enumerate(cuts):
        end = cuts[i + 1][0] if i + 1 < len(cuts) else len(raw)
        dash = DASH.search(raw, begin, end)
        yield begin, dash.start() if dash else end, ordinal, 0
        if dash:
            yield from _dashed(raw, dash.end(), end, DASH, 1)


def _append(b: Builder, lead: Draft, whole: Draft, raw: str, parts: Iterable[Part]) -> list[Draft]:
    """The entries of ``lead`` for the parts of ``raw``, which is all that ``whole`` held."""
    base, indent, line = whole.start, lead.indent, whole.line
    lines = "\n" in raw or "\r" in raw
    above = lead
    least = lead.depth + 1 if lead.kind is ITEM else 0
    entries: list[Draft] = []
    for start, end, ordinal, depth in parts:
        piece = raw[start:end]
        body = piece.strip()
        begin = base + start
        if len(body) < len(piece):
            begin += len(piece) - len(piece.lstrip())
        if not body or body[-1] in DASHES:
            body = DANGLING.sub("", body)
            if not body or body in DASHES:
                continue
        if lines:
            line = bisect_right(b.starts, begin)
        draft = Draft(ITEM, begin, begin + len(body), line, indent, "-")
        draft.depth = least + depth
        if depth:
            draft.parent = above
        else:
            draft.ordinal, draft.parent = ordinal, lead
            above = draft
        entries.append(draft)
    return entries


def _goes_on(b: Builder, before: Draft, draft: Draft, raw: str) -> bool:
    if draft.kind is ITEM:
        return not draft.blank and not draft.ordinal and draft.depth == 0
    if LEAD.match(raw) is not None:
        return False
    gap = b.source[before.end : draft.start].strip()
    if gap in ("-", "–", "•"):
        return True
    text = b.source[before.start : before.end]
    return (
        text.count("(") > text.count(")")
        and raw.find(")") < (raw.find("(") % (len(raw) + 1))
        and DASH.search(raw) is not None
    )


def _go_on(b: Builder, out: list[Draft], lead: Draft, draft: Draft, dash: re.Pattern[str]) -> None:
    raw = b.source[draft.start : draft.end]
    parts = list(_dashed(raw, 0, len(raw), dash, 0))
    before = out[-1]
    text = b.source[before.start : before.end]
    if draft.kind is PARAGRAPH and text.count("(") > text.count(")"):
        before.end = draft.start + len(raw[: parts[0][1]].rstrip())
        parts = parts[1:]
    out += _append(b, lead, draft, raw, parts)
