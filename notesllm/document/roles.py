"""Which paragraphs are headings, lead-ins, fields or something said: told by what stands around them."""

import re

from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.model import Kind
from notesllm.document.titles import heads_sentence, numbered_alone, promote, shouted, titles_alone
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
# A member looked up on its enum costs ten times a global, and this loop sees every block.
HEADING, ITEM, PARAGRAPH, FIELD, UTTERANCE = Kind.HEADING, Kind.ITEM, Kind.PARAGRAPH, Kind.FIELD, Kind.UTTERANCE
SILENT = (Kind.CODE, Kind.ROW, HEADING, UTTERANCE)


class _Above:
    """What stands above the block at hand."""

    __slots__ = ("level", "speaker", "top")

    def __init__(self) -> None:
        self.speaker = ""  # who has the floor
        self.level = 1  # of the last numbered heading
        self.top = 0  # and its first number


def give_roles(b: Builder) -> None:
    """Turn paragraphs (and lone numbered entries) into what they are."""
    drafts = b.drafts
    plain = not b.survey.marked
    speakers = b.survey.speakers
    alone = titles_alone(b) if plain else frozenset()
    above = _Above()
    for i, draft in enumerate(drafts):
        kind = draft.kind
        if kind is HEADING:
            above.level, above.speaker = 1, ""
        elif kind is UTTERANCE:
            above.speaker = draft.speaker
        elif speakers and kind not in SILENT and spoken(b, draft):
            above.speaker = ""
        elif kind is PARAGRAPH:
            _paragraph(b, i, above, alone)
        elif kind is ITEM and plain and draft.blank and draft.depth == 0 and draft.ordinal.isdigit():
            number = int(draft.ordinal)
            if (not above.top or above.top < number <= above.top + 2) and numbered_alone(b, i):
                promote(drafts, i, 2)
                above.level, above.top = 2, number


def _paragraph(b: Builder, i: int, above: _Above, alone: frozenset[int]) -> None:
    draft = b.drafts[i]
    level = 0
    if draft.parent is None:
        raw = b.source[draft.start : draft.end]
        draft.speaker = above.speaker
        if "\n" not in raw and "\r" not in raw:
            following = b.drafts[i + 1] if i + 1 < len(b.drafts) else None
            level = _lead(b, draft, raw, following, i in alone)
            if not level and not b.survey.marked:
                level = _plain(b, draft, raw, following) or (min(6, above.level + 1) if i in alone else 0)
    if level:
        draft.kind, draft.level, draft.speaker = HEADING, level, ""
        above.speaker = ""
        if draft.ordinal:
            above.level, above.top = level, int(draft.ordinal.split(".")[0])
        return
    label = draft.labelled(b.source, b.words)
    if label is None:
        return
    if not draft.speaker or _marks(b, label.text):
        draft.kind = FIELD
        if b.survey.format in CONVERSATIONS and label.text.lower() in TOPICS and label.value < draft.end - draft.start:
            draft.kind = HEADING
            draft.level = LEAD if b.survey.marked else 3 if label.text.lower() == "subtopic" else 2
            draft.start += label.value
            draft.label = False
            draft.speaker = above.speaker = ""


def _marks(b: Builder, label: str) -> bool:
    key = phrase_key(label.split(maxsplit=1)[0])
    return key in b.words.labels or key in b.words.zones


def _lead(b: Builder, draft: Draft, raw: str, following: Draft | None, alone: bool) -> int:  # noqa: FBT001
    """The level of a lead-in, a bold line or a word that announces a part of the notes; else 0."""
    if following is None or (following.kind is HEADING and following.level != LEAD):
        return 0
    if raw[0] in "*_" and len(raw) <= 120 and BOLD.match(raw) is not None:
        return LEAD
    if raw[0] == "@" and not following.blank and following.kind is ITEM and HANDLE.match(raw) is not None:
        return LEAD
    if raw[-1] in ":*_：" and len(raw) <= LEAD_LONGEST and raw.count(" ") < LEAD_WORDS:
        bare = raw.rstrip("*_ ")
        if bare.endswith((":", "：")):
            return LEAD
    if len(raw) <= 40 and phrase_key(raw) in b.words.zones:
        return 2 if alone or (draft.blank and not b.survey.marked) else LEAD
    return 0


def _plain(b: Builder, draft: Draft, raw: str, following: Draft | None) -> int:
    """The level of a heading in notes whose headings carry no marks; else 0."""
    if draft is b.drafts[0] and len(raw) <= 120 and raw[-1] not in ".;,!?:":
        return 1 if draft.labelled(b.source, b.words) is None else 0
    if following is not None and draft.blank and following.kind is not HEADING and shouted(raw):
        return 2
    match = NUMBERED.match(raw) if raw[0].isdigit() else AGENDA.match(raw) if raw[0] in "TIAP" else None
    if match is not None and len(raw) <= 100 and raw[-1] not in ".;,!" and draft.blank:
        draft.ordinal = match["ordinal"]
        draft.start += match.end()
        draft.label = False
        return min(6, 2 + draft.ordinal.count("."))
    if (
        following is not None
        and not following.blank
        and b.survey.format == "text"
        and heads_sentence(b, draft, following)
    ):
        return 3
    return 0
