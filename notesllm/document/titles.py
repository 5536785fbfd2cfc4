"""Lines that are headings by how they stand, without a mark: short, alone, in capitals, numbered."""

from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.model import Kind
from notesllm.document.text import ENTRY
from notesllm.lexicon import phrase_key

HEADING, ITEM, PARAGRAPH, UTTERANCE = Kind.HEADING, Kind.ITEM, Kind.PARAGRAPH, Kind.UTTERANCE
_SMALL = (
    "a an and as at by for from in into of on or the to with vs via und der die das für von zur zum de la le "
    "les du et des y e del para en van voor met het di il per"
)
SMALL = frozenset(_SMALL.split())
ENDS = frozenset(".,;!?:…")
SHORT = 6  # words of a heading that is not written like a title
LONGEST = 80  # code points of a title without a mark
NAMES = 3  # so many short lines in a row list people, they head nothing


def titles_alone(b: Builder) -> frozenset[int]:
    """Indices of short title-like lines that stand alone, unless many follow each other."""
    drafts, source = b.drafts, b.source
    found: list[int] = []
    run: list[int] = []
    said = False
    last = len(drafts) - 1
    for i, draft in enumerate(drafts):
        kind = draft.kind
        if kind is UTTERANCE:
            said = True
        elif kind is HEADING:
            said = False
        if (
            kind is PARAGRAPH
            and draft.blank
            and source[draft.end - 1] not in ENDS
            and 0 < i < last
            and not said
            and _heads(b, draft, drafts[i + 1], i)
        ):
            run.append(i)
        elif run:
            if len(run) < NAMES:
                found += run
            elif kind is not HEADING and not _like_name(b.source[drafts[run[-1]].start : drafts[run[-1]].end]):
                found.append(run[-1])
            run.clear()
    return frozenset(found)


def _heads(b: Builder, draft: Draft, following: Draft, i: int) -> bool:
    if draft.end - draft.start > LONGEST:
        return False
    if not following.blank and following.kind is not ITEM and following.end - following.start <= 90:
        return False
    raw = b.source[draft.start : draft.end]
    if raw[-1] in ENDS or draft.labelled(b.source, b.words) is not None or not titled(raw):
        return False
    # Right below the title and above "Date: …" stands whose meeting it was.
    return i > 1 or not _is_field(b, following) or phrase_key(raw) in b.words.zones


def heads_lines(b: Builder, draft: Draft, following: Draft) -> bool:
    """Whether a short line below a gap, and right above entries, is their heading."""
    raw = b.source[draft.start : draft.end]
    if not draft.blank or following.blank or not short(raw) or draft.labelled(b.source, b.words) is not None:
        return False
    if following.kind is ITEM or (following.kind is PARAGRAPH and following.indent >= draft.indent + 2):
        return True
    below = b.source[following.start : following.end]
    return following.kind is PARAGRAPH and (
        ENTRY.match(below) is not None or following.labelled(b.source, b.words) is not None
    )


def short(raw: str) -> bool:
    """Whether ``raw`` is a few words without an end, such as "What is still open"."""
    return len(raw) <= 45 and raw.count(" ") < SHORT and raw[-1] not in ENDS and raw[0].isupper()


def heads_sentence(b: Builder, draft: Draft, following: Draft, *, below_heading: bool) -> bool:
    """Whether a short line right above a sentence, and below the end of another, a heading or a gap, is its heading."""
    raw = b.source[draft.start : draft.end]
    if following.kind is not PARAGRAPH or not short(raw) or not (draft.blank or titled(raw)):
        return False
    if not draft.blank and not below_heading:
        before = b.source[max(0, draft.start - 8) : draft.start].rstrip()
        if before[-1:] not in (".", "!", "?", ")"):
            return False
    return _states(b, following) and draft.labelled(b.source, b.words) is None


def _states(b: Builder, draft: Draft) -> bool:
    raw = b.source[draft.start : draft.end]
    if raw.count(" ") < 5 or (raw[-1] not in ".!?" and len(raw) < 60):
        return False
    return draft.kind is PARAGRAPH and draft.labelled(b.source, b.words) is None


def heads_title(b: Builder, draft: Draft, below: list[Draft]) -> bool:
    """Whether "Discussion" stands right above "Launch date", which heads the sentences below."""
    raw = b.source[draft.start : draft.end]
    if not draft.blank or " " in raw or not short(raw) or len(below) < 2 or any(near.blank for near in below):
        return False
    title, lower = below
    under = b.source[title.start : title.end]
    return title.kind is PARAGRAPH and short(under) and titled(under) and _states(b, lower)


def _like_name(raw: str) -> bool:
    words = raw.split()
    return 1 < len(words) < 5 and all(word[0].isupper() or not word[0].isalpha() for word in words)


def _is_field(b: Builder, draft: Draft) -> bool:
    return draft.kind is PARAGRAPH and draft.labelled(b.source, b.words) is not None


def titled(raw: str) -> bool:
    """Whether ``raw`` is written like a title: short, with capitals, and no sentence."""
    if len(raw) > LONGEST or raw[-1] in ENDS or not raw[0].isalnum() or raw[0].islower() or "\n" in raw:
        return False
    words = [word for word in raw.split() if word[0].isalpha()]
    if not words or len(words) > 9:
        return False
    if len(words) <= 3:
        return True
    capitals = sum(1 for word in words if word[0].isupper() or word in SMALL)
    return capitals >= 0.7 * len(words)


def shouted(raw: str) -> bool:
    """Whether ``raw`` is a short line in capitals."""
    if not raw.isupper() or not 4 <= len(raw) <= 70 or raw[-1] in ".,;!?:":
        return False
    return sum(map(str.isalpha, raw)) > 0.6 * len(raw)


def numbered_alone(b: Builder, i: int) -> bool:
    """Whether ``3. Title`` stands alone, as headings do and entries of a list don't."""
    drafts = b.drafts
    draft = drafts[i]
    raw = b.source[draft.start : draft.end]
    if raw[0] in "*_" or draft.checked is not None or not titled(raw):
        return False
    following = drafts[i + 1] if i + 1 < len(drafts) else None
    before = drafts[i - 1] if i else None
    if following is not None and not following.blank and following.depth and following.kind is not ITEM:
        return False
    if before is not None and before.kind is HEADING and before.ordinal.isdigit():
        return True
    for near in (before, following):
        if near is not None and near.kind is ITEM and near.ordinal.isdigit() and near.depth == 0:
            return False
    return following is not None and draft.labelled(b.source, b.words) is None


def promote(drafts: list[Draft], i: int, level: int) -> None:
    """Make an entry a heading; what was nested under it moves to the margin."""
    draft = drafts[i]
    draft.kind, draft.level, draft.marker = HEADING, level, ""
    for at in range(i + 1, len(drafts)):
        below = drafts[at]
        if below.depth == 0:
            break
        below.depth -= 1
        if below.parent is draft:
            below.parent = None
