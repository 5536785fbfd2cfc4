"""Lines that hold more than one thing: several fields, or a sentence and a lead-in after it."""

from bisect import bisect_right

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.labels import split_label
from notesllm.document.model import Kind

LONGEST = 400  # a longer line is prose
LEAD_WORDS = 10
BETWEEN = regex(r"[ \t]+[·|][ \t]+|[ \t]{3,}")
PARAGRAPH = Kind.PARAGRAPH


def may_part(raw: str) -> bool:
    """A cheap look that spares most paragraphs the rest."""
    return ":" in raw and (". " in raw or "   " in raw or "|" in raw or "·" in raw)


def part(b: Builder, draft: Draft, raw: str) -> list[Draft]:
    """A paragraph, or what it is parted into: several fields, or a sentence and a lead-in after it.

    ``raw`` is its text.
    """
    if len(raw) > LONGEST:
        return [draft]
    cuts = _field_cuts(b, raw) if "   " in raw or "|" in raw or "·" in raw else None
    if not cuts and raw[-1] == ":":
        cuts = _lead_cut(raw)
    return [_piece(b, draft, start, end) for start, end in cuts] if cuts else [draft]


def _field_cuts(b: Builder, raw: str) -> list[tuple[int, int]]:
    cuts, at = [], 0
    for match in BETWEEN.finditer(raw):
        cuts.append((at, match.start()))
        at = match.end()
    cuts.append((at, len(raw)))
    labelled = sum(1 for start, end in cuts if split_label(raw[start:end], b.words) is not None)
    return cuts if len(cuts) > 1 and labelled >= max(2, len(cuts) - 1) else []


def _lead_cut(raw: str) -> list[tuple[int, int]]:
    if ". " not in raw:
        return []
    at = raw.rindex(". ") + 2
    return [(0, at - 1), (at, len(raw))] if raw[at].isupper() and raw.count(" ", at) < LEAD_WORDS else []


def _piece(b: Builder, whole: Draft, start: int, end: int) -> Draft:
    at = whole.start + start
    piece = Draft(PARAGRAPH, at, whole.start + end, bisect_right(b.starts, at), whole.indent)
    piece.parent, piece.depth = whole.parent, whole.depth
    piece.blank = whole.blank and not start
    return piece
