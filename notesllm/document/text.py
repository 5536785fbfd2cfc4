"""Plain text lines: runs of them become headings, fields and paragraphs; what was wrapped is joined again."""

import re

from notesllm._regex import regex
from notesllm.document.builder import Builder, TextLine
from notesllm.document.draft import Draft
from notesllm.document.labels import split_label
from notesllm.document.messages import MESSENGERS
from notesllm.document.model import Kind
from notesllm.document.speakers import speaker_name

BREAKS = frozenset(" \\\r>\t")
new = tuple.__new__  # half the time of a named tuple's own, which the hot lines are spared
NEAR = 4  # code points by which a wrapped line may miss the margin
NICK = regex(r"[\w\[\]|`^-]{1,20}:[ \t]")  # who speaks next, in lower case
DAY = regex(r"\d{1,2}\.?[ \t]+([^\W\d_]+)")
GOES_ON = regex(r"\d{1,2}\.?[ \t]+[^\W\d_]+,?[ \t]+(?:\d{4},?[ \t]+)?[^\W\d_A-ZÀ-Þ]")
ENDS = (".", "!", "?", ":", ";")
TAIL = r"[^—–→\s][ ](?:—|–|→)[ ][^—–→.]{1,30}$"
ENTRY = regex(
    r"@?[^\W\d_][\w.'’-]*(?:[ ](?:[+&/]|[A-ZÀ-Þ(][\w.'’()-]*)){0,4}(?:[ ]\([^()\n]{1,40}\))?[ ](?:[-–—]|→|=>)[ ]"
)


def take_text(b: Builder, text: str, start: int, indent: int) -> bool:
    """A line that no other shape claims: it continues an entry, or joins the open run."""
    item = b.item
    if item is not None and not b.run:
        if b.blank:
            if indent < item.indent + 2 or item.kind is Kind.UTTERANCE:
                b.close_list()
        elif _continues(b, item, text, indent):
            item.end = start + len(text)
            return True
        elif indent <= item.indent:
            b.close_list()
    raw = b.texts[b.number - 1]
    broken = raw[-1] in BREAKS and (raw.endswith(("  ", "\\", "  \r")) or text.endswith(("<br>", "<br/>")))
    if not b.run:
        b.run_blank = b.blank
    if b.run and text[0].isdigit() and GOES_ON.match(text) is not None and torn_day(b, text):
        before = b.run.pop()  # which goes on here
        start, text, indent = before.start, b.source[before.start : start + len(text)], before.indent
    b.run.append(new(TextLine, (start, text, indent, b.number, broken)))
    return True


def _continues(b: Builder, item: Draft, text: str, indent: int) -> bool:
    if item.kind is Kind.UTTERANCE and not b.voices.isdisjoint(MESSENGERS):
        return False
    if indent > item.indent:
        label = split_label(text, b.words) if ":" in text else None
        return label is None or not text[0].isupper() or len(label.text.split()) > 3
    if text[0].islower():
        return NICK.match(text) is None
    before = b.texts[b.number - 2].rstrip()
    if before.endswith((" -", " –")) or (text[0].isupper() and split_label(text, b.words) is not None):
        return False
    wrap = b.survey.wrap
    if not wrap or before.endswith("  "):
        return False
    unfinished = len(before) > wrap // 2 and not before.endswith(ENDS) and not text[0].isupper()
    return unfinished or len(before) + 1 + len(text.split(None, 1)[0]) + NEAR > wrap


def flush(b: Builder) -> None:
    """Turn the open run into blocks."""
    run = b.run
    if not run:
        return
    b.run = []
    parent = b.item
    if len(run) == 1:
        _add(b, run[0], parent, blank=b.run_blank)
        return
    wrap = _run_wrap(run) or b.survey.wrap
    if wrap and (sum(1 for line in run if ENTRY.match(line.text)) > 1 or _tailed(run)):
        wrap = 0  # "Ana - the rake", one below the other
    said = bool(b.survey.speakers) and _said(b, run[0].text)
    before: TextLine | None = None
    draft: Draft | None = None
    for line in run:
        if before is not None and draft is not None and _joins(b, before, line, wrap, said=said):
            draft.end = line.start + len(line.text)
        else:
            draft = _add(b, line, parent, blank=before is None and b.run_blank)
        before = line


def _add(b: Builder, line: TextLine, parent: Draft | None, *, blank: bool) -> Draft:
    draft = Draft(b.kind, line.start, line.start + len(line.text), line.number, line.indent)
    draft.blank = blank
    if parent is not None:
        draft.parent, draft.depth = parent, parent.depth + 1
    b.drafts.append(draft)
    return draft


def torn_day(b: Builder, text: str) -> bool:
    """Whether ``text`` begins with a day that a line end tore from its sentence: "… by" / "3. May"."""
    match = DAY.match(text)
    if match is None or match[1].lower() not in b.words.months:
        return False
    return not b.texts[b.number - 2].rstrip().endswith(ENDS)


def _run_wrap(run: list[TextLine]) -> int:
    if len(run) < 3:
        return 0
    widths = [line.indent + len(line.text) for line in run[:-1]]
    most, least = max(widths), min(widths)
    return most if 50 <= most <= 130 and least >= most - 16 else 0


def _tailed(run: list[TextLine]) -> bool:
    """Whether most lines end in who or when: "Paint the fence — Ana"."""
    return 2 * sum(1 for line in run if re.search(TAIL, line.text) is not None) >= max(4, len(run))


def _said(b: Builder, text: str) -> bool:
    label = split_label(text, b.words)
    return label is not None and speaker_name(label.text) in b.survey.speakers


def _joins(b: Builder, before: TextLine, line: TextLine, wrap: int, *, said: bool) -> bool:
    if before.broken or not b.voices.isdisjoint(MESSENGERS):
        return False
    text = line.text
    # A list of nicks is lower-case too, but its lines are short.
    goes_on = before.text.count(" ") > 1 or before.text.endswith("-")
    if goes_on and text[0].islower() and not before.text.endswith(ENDS) and NICK.match(text) is None:
        return True
    if not wrap or before.indent + len(before.text) > 1.5 * wrap:
        return False
    if b.survey.wrap and text[0].isdigit() and len(before.text) > wrap // 2 and not before.text.endswith(ENDS):
        return True
    if said and b.survey.wrap and len(before.text) > wrap // 2:
        return split_label(text, b.words) is None
    if before.indent + len(before.text) + 1 + len(text.split(None, 1)[0]) <= wrap:
        return False
    return split_label(text, b.words) is None or not text[0].isupper()
