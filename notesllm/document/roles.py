"""Which paragraphs are headings, lead-ins or fields: told by what stands around them."""

import re

from notesllm.document.builder import Builder
from notesllm.document.draft import Draft
from notesllm.document.inline import clean
from notesllm.document.model import Kind
from notesllm.document.turns import spoken
from notesllm.lexicon import phrase_key

BOLD = re.compile(r"(?P<mark>\*{2,3}|__)(?P<title>(?:(?!\*\*|__).)+?)(?P=mark)[ \t]*[:.]?\\?$")
NUMBERED = re.compile(r"(?P<ordinal>\d{1,2}(?:\.\d{1,2}){1,4})\.?[ \t]+(?=[^\W\d_])")
HANDLE = re.compile(r"@[\w.-]+:?$")
SMALL = frozenset("a an and as at by for from in into of on or the to with vs via und der die das de la le et y e en van".split())
LONGEST_TITLE = 80
LEAD = 7
# A member looked up on its enum costs ten times a global, and these loops see every block.
HEADING, ITEM, ROW, PARAGRAPH, CODE = Kind.HEADING, Kind.ITEM, Kind.ROW, Kind.PARAGRAPH, Kind.CODE
FIELD, UTTERANCE = Kind.FIELD, Kind.UTTERANCE


def give_roles(b: Builder) -> None:
    """Turn paragraphs (and lone numbered entries) into what they are."""
    drafts = b.drafts
    source = b.source
    plain = not b.survey.marked
    alone = _alone(b) if plain else frozenset()
    last = len(drafts) - 1
    numbered = 1  # level of the numbered heading above
    top = 0  # its first number
    speaker = ""
    speakers = b.survey.speakers
    for i, draft in enumerate(drafts):
        kind = draft.kind
        if kind is HEADING:
            numbered = 1
            speaker = ""
            continue
        if kind is UTTERANCE:
            speaker = draft.speaker
            continue
        if speakers and kind is not CODE and kind is not ROW and spoken(b, draft):
            speaker = ""
            continue
        if kind is ITEM:
            if plain and draft.blank and draft.ordinal.isdigit() and not draft.depth:
                number = int(draft.ordinal)
                if (not top or top < number <= top + 2) and _lone_number(b, i):
                    _promote(drafts, i, 2)
                    numbered, top = 2, number
            continue
        if kind is not PARAGRAPH or draft.parent is not None:
            if kind is PARAGRAPH and draft.labelled(source, b.words):
                draft.kind = FIELD
            continue
        draft.speaker = speaker
        raw = source[draft.start : draft.end]
        following = drafts[i + 1] if i < last else None
        level = 0
        if "\n" not in raw:
            level = _level(b, draft, raw, following, i in alone, numbered)
        if level:
            draft.kind, draft.level, draft.speaker = HEADING, level, ""
            speaker = ""
            if draft.ordinal:
                numbered, top = level, int(draft.ordinal.split(".")[0])
        elif not speaker and draft.labelled(source, b.words):
            draft.kind = FIELD


def _level(b: Builder, draft: Draft, raw: str, following: Draft | None, alone: bool, numbered: int) -> int:
    """The level of the heading that the line is, or 0."""
    if following is not None and (following.kind is not HEADING or following.level == LEAD):
        if raw[0] in "*_" and len(raw) <= 120:
            match = BOLD.match(raw)
            if match is not None:
                return LEAD
        if raw[0] == "@" and not following.blank and following.kind is ITEM and HANDLE.match(raw):
            return LEAD
        if raw[-1] in ":*_：" and len(raw) <= 90 and raw.rstrip("*_ ").endswith((":", "：")) and raw.count(" ") < 10:
            return LEAD
        if len(raw) <= 40 and phrase_key(raw) in b.words.zones and following is not None:
            return 2 if alone else LEAD
    if b.survey.marked:
        return 0
    if following is not None and draft.blank and following.kind is not HEADING and _shouted(raw):
        return 2
    match = NUMBERED.match(raw)
    if match is not None and len(raw) <= 100 and raw[-1] not in ".;,!" and draft.blank:
        draft.ordinal = match["ordinal"]
        draft.start += match.end()
        draft.label = False
        return min(6, 2 + draft.ordinal.count("."))
    if draft is b.drafts[0] and len(raw) <= 120 and raw[-1] not in ".;,!?:" and draft.labelled(b.source, b.words) is None:
        return 1
    if alone:
        return min(6, numbered + 1)
    return 0


def _alone(b: Builder) -> frozenset[int]:
    """Short title-like lines that stand alone, unless three or more follow each other: those list people."""
    drafts, source = b.drafts, b.source
    found: list[int] = []
    run: list[int] = []
    said = False
    for i, draft in enumerate(drafts):
        said = draft.kind is UTTERANCE or (said and draft.kind is not HEADING)
        following = drafts[i + 1] if i + 1 < len(drafts) else None
        if (
            draft.kind is PARAGRAPH
            and draft.blank
            and draft.end - draft.start <= LONGEST_TITLE
            and i
            and not said
            and following is not None
            and (following.blank or following.kind is ITEM or following.end - following.start > 90)
            and (i > 1 or not _labelled(b, following) or phrase_key(source[draft.start : draft.end]) in b.words.zones)
            and _titled(source[draft.start : draft.end])
            and draft.labelled(source, b.words) is None
        ):
            run.append(i)
            continue
        if len(run) < 3:
            found += run
        run.clear()
    return frozenset(found)


def _labelled(b: Builder, draft: Draft) -> bool:
    return draft.kind is PARAGRAPH and draft.labelled(b.source, b.words) is not None


def _titled(raw: str) -> bool:
    if len(raw) > LONGEST_TITLE or raw[-1] in ".,;!?:…" or "\n" in raw or not raw[0].isalnum() or raw[0].islower():
        return False
    words = [word for word in clean(raw).split() if word[0].isalpha()]
    if not words or len(words) > 9:
        return False
    if len(words) <= 3:
        return True
    capitals = sum(1 for word in words if word[0].isupper() or word in SMALL)
    return capitals >= 0.7 * len(words)


def _shouted(raw: str) -> bool:
    return 4 <= len(raw) <= 70 and raw.isupper() and raw[-1] not in ".,;!?:" and sum(map(str.isalpha, raw)) > 0.6 * len(raw)


def _lone_number(b: Builder, i: int) -> bool:
    """Whether ``3. Title`` stands alone, as headings do and entries of a list don't."""
    drafts = b.drafts
    draft = drafts[i]
    raw = b.source[draft.start : draft.end]
    if not draft.blank or not _titled(raw) or raw[0] in "*_" or draft.checked is not None:
        return False
    following = drafts[i + 1] if i + 1 < len(drafts) else None
    before = drafts[i - 1] if i else None
    if following is not None and not following.blank and following.kind is not ITEM:
        return False
    if before is not None and before.kind is HEADING and before.ordinal.isdigit():
        return True
    for near in (before, following):
        if near is not None and near.kind is ITEM and near.ordinal.isdigit() and near.depth == 0:
            return False
    return following is not None and draft.labelled(b.source, b.words) is None


def _promote(drafts: list[Draft], i: int, level: int) -> None:
    draft = drafts[i]
    draft.kind, draft.level, draft.marker = HEADING, level, ""
    for below in drafts[i + 1 :]:
        if below.depth == 0:
            break
        below.depth -= 1
        if below.parent is draft:
            below.parent = None
