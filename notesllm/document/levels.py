"""Which lines are headings, and of which level: told by what stands above and below them."""

import re

from notesllm._regex import regex
from notesllm.document.builder import Builder
from notesllm.document.draft import GLUED, Draft
from notesllm.document.headings import NUMBERS, ORDINAL
from notesllm.document.model import Kind
from notesllm.document.titles import heads_lines, heads_sentence, heads_title, shouted
from notesllm.lexicon import phrase_key

BOLD = regex(r"(?P<mark>\*{2,3}|__)(?P<title>(?:(?!\*\*|__).)+?)(?P=mark)[ \t]*[:.]?\\?$")
NUMBERED = regex(r"(?P<ordinal>\d{1,2}(?:\.\d{1,2}){1,4})\.?[ \t]+(?=[^\W\d_])")
AGENDA = regex(  # "TOP 2: Finances"
    r"(?:TOP|Top|Item|Agenda [Ii]tem|Punkt|Point|Punto|Traktandum|Tagesordnungspunkt)[ \t]+"
    r"(?P<ordinal>\d{1,2}(?:\.\d{1,2})*)(?:[ \t]*[:.–—-][ \t]*|[ \t]+)(?=\S)"
)
SIGN = r" :[a-z0-9_+-]{2,30}:$"  # "well done :tada:" leads nowhere
HANDLE = regex(r"@[\w.-]+:?$")
CONVERSATIONS = frozenset(("chat", "transcript"))
LEAD = 7
LEAD_LONGEST, LEAD_WORDS = 90, 10
# A member looked up on its enum costs ten times a global, and this loop sees every block.
HEADING, ITEM, UTTERANCE = Kind.HEADING, Kind.ITEM, Kind.UTTERANCE


class Above:
    """What stands above the block at hand."""

    __slots__ = ("at", "contents", "heading", "known", "level", "outer", "speaker", "step", "top")

    def __init__(self) -> None:
        self.at = 0  # index of the block at hand
        self.speaker = ""  # who has the floor
        self.outer = 1  # level of the last heading
        self.level = 1  # of the last numbered heading
        self.step = 2  # at which numbered headings stand
        self.top = 0  # and the first number of the last
        self.heading: Draft | None = None  # the last, while its entries stand below and it may be that of the agenda
        self.known = False  # whether it is
        self.contents: set[str] = set()  # the entries of the agenda or the contents

    def pass_heading(self, draft: Draft) -> None:
        """Take note of a heading."""
        self.speaker = ""
        self.heading, self.known = draft, False
        if draft.level < LEAD:
            self.outer, self.level = draft.level, 1
            self.step, self.top = 2, 0

    def agenda(self, b: Builder) -> Draft | None:
        """The heading of the agenda or the contents, while its entries stand below."""
        draft = self.heading
        if draft is not None and not self.known:
            self.known = True
            raw = b.source[draft.start : draft.end]
            if len(raw) > 40 or b.words.zones.get(phrase_key(raw)) != "agenda":
                self.heading = None
        return self.heading


def announced(b: Builder, draft: Draft, raw: str, above: Above) -> int:
    """The level of a line that the contents or the agenda announced."""
    if not draft.blank or len(raw) > LEAD_LONGEST or phrase_key(raw) not in above.contents:
        return 0
    draft.label = None
    return 2 if above.agenda(b) is not None else 3


def lead_level(  # noqa: PLR0917
    b: Builder,
    draft: Draft,
    raw: str,
    following: Draft | None,
    alone: bool,  # noqa: FBT001
    above: Above,
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
        if bare.endswith((":", "：")) and (" :" not in bare or re.search(SIGN, bare) is None):
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


def plain_level(b: Builder, draft: Draft, raw: str, following: Draft | None, above: Above) -> int:
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
