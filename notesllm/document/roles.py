"""Which paragraphs are headings, lead-ins, fields or something said: told by what stands around them."""

import re
from bisect import bisect_right

from notesllm.document.builder import Builder
from notesllm.document.draft import GLUED, Draft
from notesllm.document.headings import NUMBERS, ORDINAL
from notesllm.document.labels import Label, split_label
from notesllm.document.model import Kind
from notesllm.document.titles import (
    heads_lines,
    heads_sentence,
    heads_title,
    numbered_alone,
    promote,
    shouted,
    titles_alone,
)
from notesllm.document.turns import spoken
from notesllm.lexicon import phrase_key

BOLD = re.compile(r"(?P<mark>\*{2,3}|__)(?P<title>(?:(?!\*\*|__).)+?)(?P=mark)[ \t]*[:.]?\\?$")
NUMBERED = re.compile(r"(?P<ordinal>\d{1,2}(?:\.\d{1,2}){1,4})\.?[ \t]+(?=[^\W\d_])")
AGENDA = re.compile(  # "TOP 2: Finances"
    r"(?:TOP|Top|Item|Agenda [Ii]tem|Punkt|Point|Punto|Traktandum|Tagesordnungspunkt)[ \t]+"
    r"(?P<ordinal>\d{1,2}(?:\.\d{1,2})*)(?:[ \t]*[:.–—-][ \t]*|[ \t]+)(?=\S)"
)
HANDLE = re.compile(r"@[\w.-]+:?$")
TOPICS = frozenset(("topic", "subtopic", "agendum"))  # as scribes of W3C write them
CONVERSATIONS = frozenset(("chat", "transcript"))
LEAD = 7
LEAD_LONGEST, LEAD_WORDS = 90, 10
PARTED_LONGEST = 400  # a longer line is prose
BETWEEN = re.compile(r"[ \t]+[·|][ \t]+|[ \t]{3,}")
# A member looked up on its enum costs ten times a global, and this loop sees every block.
HEADING, ITEM, PARAGRAPH, FIELD, UTTERANCE = Kind.HEADING, Kind.ITEM, Kind.PARAGRAPH, Kind.FIELD, Kind.UTTERANCE
SILENT = (Kind.CODE, Kind.ROW, HEADING, UTTERANCE)


class _Above:
    """What stands above the block at hand."""

    __slots__ = ("agenda", "at", "contents", "level", "outer", "speaker", "step", "top")

    def __init__(self) -> None:
        self.at = 0  # index of the block at hand
        self.speaker = ""  # who has the floor
        self.outer = 1  # level of the last heading
        self.level = 1  # of the last numbered heading
        self.step = 2  # at which numbered headings stand
        self.top = 0  # and the first number of the last
        self.agenda: Draft | None = None  # the heading of the agenda or the contents, while its entries stand below
        self.contents: set[str] = set()  # these entries


def give_roles(b: Builder) -> None:
    """Turn paragraphs (and lone numbered entries) into what they are."""
    _part(b)
    drafts = b.drafts
    plain = not b.survey.marked
    speakers = b.survey.speakers
    alone = titles_alone(b) if plain else frozenset()
    above = _Above()
    for i, draft in enumerate(drafts):
        kind = draft.kind
        if kind is HEADING:
            _below_heading(b, draft, above)
        elif kind is UTTERANCE:
            above.speaker = draft.speaker
        elif speakers and kind not in SILENT and spoken(b, draft):
            above.speaker = ""
        elif kind is PARAGRAPH:
            _paragraph(b, i, above, alone)
        elif kind is ITEM and plain and draft.depth == 0 and draft.ordinal.isdigit():
            _numbered(b, i, above)


def _below_heading(b: Builder, draft: Draft, above: _Above) -> None:
    """Take note of a heading."""
    above.speaker = ""
    above.agenda = None
    if draft.level < LEAD:
        above.outer, above.level = draft.level, 1
        above.step, above.top = 2, 0
    raw = b.source[draft.start : draft.end]
    if len(raw) <= 40 and b.words.zones.get(phrase_key(raw)) == "agenda":
        above.agenda = draft


def _numbered(b: Builder, i: int, above: _Above) -> None:
    """An entry with a number: a heading where it stands alone."""
    draft = b.drafts[i]
    number = int(draft.ordinal)
    if above.agenda is not None:
        if number == 1 and above.contents and draft.blank:
            draft.afresh = True
            above.agenda.marker = GLUED
            above.agenda = None
        else:
            above.contents.add(phrase_key(b.source[draft.start : draft.end]))
    below = 0 < i < len(b.drafts) - 1 and b.drafts[i - 1].kind is HEADING and b.drafts[i + 1].kind is PARAGRAPH
    if not draft.blank and not (below and number == 1):
        return
    if (not above.top or above.top < number <= above.top + 2) and numbered_alone(b, i):
        if below and number == 1 and not draft.blank:
            above.step = min(6, above.outer + 1)
        promote(b.drafts, i, above.step)
        above.level, above.top = above.step, number


def _paragraph(b: Builder, i: int, above: _Above, alone: frozenset[int]) -> None:
    draft = b.drafts[i]
    above.at = i
    level = 0
    if draft.parent is None:
        raw = b.source[draft.start : draft.end]
        draft.speaker = above.speaker
        if "\n" not in raw and "\r" not in raw:
            following = b.drafts[i + 1] if i + 1 < len(b.drafts) else None
            level = _lead(b, draft, raw, following, i in alone, above) or _contents(draft, raw, above)
            if not level and not b.survey.marked:
                level = _plain(b, draft, raw, following, above) or (min(6, above.level + 1) if i in alone else 0)
    if level:
        draft.kind, draft.level, draft.speaker = HEADING, level, ""
        step = above.step
        _below_heading(b, draft, above)
        if draft.ordinal:
            above.step = step
            above.level, above.top = level, int(draft.ordinal.split(".")[0])
        return
    label = draft.labelled(b.source, b.words) or _tabbed(b, draft)
    if label is None:
        return
    if not draft.speaker or _marks(b, label.text):
        draft.kind = FIELD
        if b.survey.format == "chat" and draft.blank:
            draft.speaker = ""  # what the scribe wrote
        if b.survey.format in CONVERSATIONS and label.text.lower() in TOPICS and label.value < draft.end - draft.start:
            draft.kind = HEADING
            draft.level = LEAD if b.survey.marked else 3 if label.text.lower() == "subtopic" else 2
            draft.start += label.value
            draft.label = False
            draft.speaker = above.speaker = ""


def _tabbed(b: Builder, draft: Draft) -> Label | None:
    """``Owner<tab>Ana``: a property as it is copied from a page."""
    raw = b.source[draft.start : min(draft.end, draft.start + LEAD_LONGEST)]
    key, tab, _ = raw.partition("\t")
    if not tab or draft.label is not None or phrase_key(key) not in b.words.labels:
        return None
    draft.label = Label(key.strip(), len(key) + 1, bare=True)
    return draft.label


def _marks(b: Builder, label: str) -> bool:
    key = phrase_key(label.split(maxsplit=1)[0])
    return key in b.words.labels or key in b.words.zones


def _contents(draft: Draft, raw: str, above: _Above) -> int:
    """The level of a line that the contents or the agenda announced."""
    if not above.contents or not draft.blank or len(raw) > LEAD_LONGEST or phrase_key(raw) not in above.contents:
        return 0
    draft.label = None
    return 2 if above.agenda is not None else 3


def _lead(  # noqa: PLR0917
    b: Builder,
    draft: Draft,
    raw: str,
    following: Draft | None,
    alone: bool,  # noqa: FBT001
    above: _Above,
) -> int:
    """The level of a lead-in, a bold line or a word that announces a part of the notes; else 0."""
    if following is None or (following.kind is HEADING and following.level != LEAD):
        return 0
    if raw[0] in "*_" and len(raw) <= 120 and (bold := BOLD.match(raw)) is not None:
        ordinal = ORDINAL.match(bold["title"]) if draft.blank and bold["title"][0] in NUMBERS else None
        if ordinal is None:
            return LEAD
        draft.ordinal = ordinal["ordinal"]
        draft.start, draft.end = draft.start + bold.start("title") + ordinal.end(), draft.start + bold.end("title")
        return above.step if above.top else min(6, above.outer + 1)
    if raw[0] == "@" and not following.blank and following.kind is ITEM and HANDLE.match(raw) is not None:
        return LEAD
    if raw[-1] in ":*_：" and len(raw) <= LEAD_LONGEST and raw.count(" ") < LEAD_WORDS:
        bare = raw.rstrip("*_ ")
        if bare.endswith((":", "：")):
            return LEAD
    if len(raw) <= 40 and phrase_key(raw) in b.words.zones:
        if alone or (draft.blank and not b.survey.marked):
            if b.survey.format in CONVERSATIONS:
                return LEAD if _speaks_below(b, above.at) else 2
            if heads_lines(b, draft, following):
                draft.marker = GLUED
            return 2
        return LEAD
    if b.survey.marked and following.kind is ITEM and heads_lines(b, draft, following):
        return LEAD
    return 0


def _plain(b: Builder, draft: Draft, raw: str, following: Draft | None, above: _Above) -> int:
    """The level of a heading in notes whose headings carry no marks; else 0."""
    if draft is b.drafts[0] and len(raw) <= 120 and raw[-1] not in ".;,!?:":
        return 1 if draft.labelled(b.source, b.words) is None else 0
    if following is not None and draft.blank and following.kind is not HEADING and shouted(raw):
        return LEAD if b.survey.format in CONVERSATIONS and _speaks_below(b, above.at) else 2
    match = NUMBERED.match(raw) if raw[0].isdigit() else AGENDA.match(raw) if raw[0] in "TIAP" else None
    if match is not None and len(raw) <= 100 and raw[-1] not in ".;,!" and draft.blank:
        draft.ordinal = match["ordinal"]
        draft.start += match.end()
        draft.label = False
        return min(6, 2 + draft.ordinal.count("."))
    if following is None or following.blank or draft is b.drafts[0]:
        return 0
    if b.survey.format in CONVERSATIONS and following.indent < draft.indent + 2:
        return 0
    if heads_lines(b, draft, following):
        draft.marker = GLUED
        return 2
    if heads_sentence(b, draft, following, below_heading=b.drafts[above.at - 1].kind is HEADING):
        return 2 if draft.blank else 3
    return 2 if heads_title(b, draft, b.drafts[above.at + 1 : above.at + 3]) else 0


def _speaks_below(b: Builder, at: int) -> bool:
    return any(near.kind is UTTERANCE for near in b.drafts[at + 1 : at + 6])


def _part(b: Builder) -> None:
    """Part what one line holds: several fields, or a sentence and a lead-in after it."""
    source = b.source
    parted: dict[int, list[Draft]] = {}
    for i, draft in enumerate(b.drafts):
        if draft.kind is not PARAGRAPH or draft.end - draft.start > PARTED_LONGEST:
            continue
        raw = source[draft.start : draft.end]
        if ":" not in raw:
            continue
        cuts = list(_field_cuts(b, raw)) or _lead_cut(raw)
        if cuts:
            parted[i] = [_piece(b, draft, start, end) for start, end in cuts]
    if parted:
        b.drafts = [piece for i, draft in enumerate(b.drafts) for piece in parted.get(i, (draft,))]


def _field_cuts(b: Builder, raw: str) -> list[tuple[int, int]]:
    if " · " not in raw and " | " not in raw and "   " not in raw:
        return []
    cuts, at = [], 0
    for match in BETWEEN.finditer(raw):
        cuts.append((at, match.start()))
        at = match.end()
    cuts.append((at, len(raw)))
    labelled = sum(1 for start, end in cuts if split_label(raw[start:end], b.words) is not None)
    return cuts if len(cuts) > 1 and labelled >= max(2, len(cuts) - 1) else []


def _lead_cut(raw: str) -> list[tuple[int, int]]:
    if raw[-1] != ":" or ". " not in raw:
        return []
    at = raw.rindex(". ") + 2
    return [(0, at - 1), (at, len(raw))] if raw[at].isupper() and raw.count(" ", at) < LEAD_WORDS else []


def _piece(b: Builder, whole: Draft, start: int, end: int) -> Draft:
    at = whole.start + start
    piece = Draft(PARAGRAPH, at, whole.start + end, bisect_right(b.starts, at), whole.indent)
    piece.parent, piece.depth = whole.parent, whole.depth
    piece.blank = whole.blank and not start
    return piece
