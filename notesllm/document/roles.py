"""Which paragraphs are headings, lead-ins, fields or something said: told by what stands around them."""

from notesllm.document.builder import Builder
from notesllm.document.draft import GLUED, Draft
from notesllm.document.labels import Label
from notesllm.document.levels import CONVERSATIONS, LEAD, LEAD_LONGEST, Above, announced, lead_level, plain_level
from notesllm.document.model import Kind
from notesllm.document.titles import numbered_alone, promote, titles_alone
from notesllm.document.turns import spoken
from notesllm.lexicon import phrase_key

TOPICS = frozenset(("topic", "subtopic", "agendum"))  # as scribes of W3C write them
# A member looked up on its enum costs ten times a global, and this loop sees every block.
HEADING, ITEM, PARAGRAPH, FIELD, UTTERANCE = Kind.HEADING, Kind.ITEM, Kind.PARAGRAPH, Kind.FIELD, Kind.UTTERANCE
SILENT = (Kind.CODE, Kind.ROW, HEADING, UTTERANCE)


def give_roles(b: Builder) -> None:
    """Turn paragraphs (and lone numbered entries) into what they are."""
    drafts = b.drafts
    plain = not b.survey.marked
    speakers = b.survey.speakers
    alone = titles_alone(b) if plain else frozenset()
    above = Above()
    for i, draft in enumerate(drafts):
        kind = draft.kind
        if kind is HEADING:
            above.pass_heading(draft)
        elif kind is UTTERANCE:
            above.speaker = draft.speaker
        elif speakers and kind not in SILENT and spoken(b, draft):
            above.speaker = ""
        elif kind is PARAGRAPH:
            _paragraph(b, i, above, alone)
        elif kind is ITEM and plain and draft.ordinal and draft.depth == 0 and draft.ordinal.isdigit():
            _numbered(b, i, above)


def _numbered(b: Builder, i: int, above: Above) -> None:
    """An entry with a number: a heading where it stands alone."""
    draft = b.drafts[i]
    number = int(draft.ordinal)
    agenda = above.agenda(b) if above.heading is not None else None
    if agenda is not None:
        if number == 1 and above.contents and draft.blank:
            draft.afresh = True
            agenda.marker = GLUED
            above.heading = None
        else:
            above.contents.add(phrase_key(b.source[draft.start : draft.end]))
    if not draft.blank and number != 1:
        return
    below = 0 < i < len(b.drafts) - 1 and b.drafts[i - 1].kind is HEADING and b.drafts[i + 1].kind is PARAGRAPH
    if not (draft.blank or below):
        return
    if (not above.top or above.top < number <= above.top + 2) and numbered_alone(b, i):
        if below and number == 1 and not draft.blank:
            above.step = min(6, above.outer + 1)
        promote(b.drafts, i, above.step)
        above.level, above.top = above.step, number


def _paragraph(b: Builder, i: int, above: Above, alone: frozenset[int]) -> None:
    draft = b.drafts[i]
    above.at = i
    level = 0
    if draft.parent is None:
        raw = b.source[draft.start : draft.end]
        draft.speaker = above.speaker
        if "\n" not in raw and "\r" not in raw:
            following = b.drafts[i + 1] if i + 1 < len(b.drafts) else None
            level = lead_level(b, draft, raw, following, i in alone, above)
            if not level and above.contents:
                level = announced(b, draft, raw, above)
            if not level and not b.survey.marked:
                level = plain_level(b, draft, raw, following, above) or (min(6, above.level + 1) if i in alone else 0)
    if level:
        draft.kind, draft.level, draft.speaker = HEADING, level, ""
        step = above.step
        above.pass_heading(draft)
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
