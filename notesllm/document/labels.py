"""``Label: value`` and tags (``[ACTION] x``, ``#action x``, ``TODO(ana): x``), told in the raw text of a block."""

import re
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document.inline import clean
from notesllm.lexicon import Lexicon, phrase_key

LONGEST = 48  # code points of a label
WORDS = 6
RUN_IN_WORDS = 4  # of "**Storage.** We keep it"
LOOKED_AT = 80  # a label with its marks ends within these

OPEN = r"(?:&\#\w++;|[ \t])*+"
TAG = regex(
    OPEN + r"(?P<mark>[*_]{0,3})\\?\[(?P<tag>[^\[\]\\\n]{1,48})\\?\](?P=mark)"
    r"(?=[\s:*_–—-]|$)(?!:\S)[ \t]*+(?:[-–—:]++(?:[ \t]++|$))?",
    re.VERBOSE,
)
COMMAND = regex(r"(?P<tag>\#[A-Za-z][A-Za-z-]{1,20})(?::?[ \t]++|$)")
COLON = regex(r"[:：]")
MARKED = regex(
    OPEN
    + r"""(?P<mark>\*{1,3}|_{1,3}|'{2,3})(?:\d{1,2}[.)][ \t]+)?(?P<label>[^*_\n:]{1,60}?)
      (?: :[ \t]*+(?P=mark)[ \t]*+:?[ \t]*+
        | (?P=mark)[ \t]*+:(?!\S)[ \t]*+
        | (?P=mark)[ \t]*+[-–—][ \t]++
        | (?P<stop>\.)(?P=mark)[ \t]++(?=\S)
      )""",
    re.VERBOSE,
)
DASHED = regex(r"(?P<label>[A-Za-z][^\n:–—]{1,40}?)[ \t]+[-–—][ \t]+(?=\S)")
SIGNS = frozenset("[*_&\\#'")
# The two commonest forms, which need no second look.
BOLD = regex(r"\*\*([^\W\d_][^*\n:?!;,\"|=<>.\[]{0,46}+)(?<!\s):\*\*[ \t]*+")
SIMPLE = regex(r"([^\W\d_][A-Za-z0-9\w /&+'’#-]{0,46}+)(?<!\s):(?:[ \t]++|$)")
INNER = regex(r"[?!;,\"“”|=<>{}\[\]\n]|\.\s")
DOTTED = regex(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|Prof|Jr|Sr|No|Nr|Approx|vs)\.")
NO_LABEL = frozenset(("http", "https", "ftp", "mailto", "file", "ssh", "git", "tel"))


new = tuple.__new__  # half the time of a named tuple's own, which the hot lines are spared


class Label(NamedTuple):
    """The label as written (without marks) and where the value begins, counted from the start of the passage."""

    text: str
    value: int
    bare: bool = False  # whether a reader sees "text: value"


def split_label(raw: str, words: Lexicon) -> Label | None:
    """The label that ``raw`` begins with, or None."""
    first = raw[:1]
    at = raw.find(":", 0, LOOKED_AT)
    match = None if at < 1 else BOLD.match(raw) if first == "*" else SIMPLE.match(raw)
    if match is not None:
        label = match[1]
        if label.count(" ") < WORDS and label not in NO_LABEL:
            return new(Label, (label, match.end(), True))
    if at < 1 and " - " not in raw and raw.isascii() and (first not in SIGNS or (first == "*" and _whole(raw))):
        return None
    head = raw[:LOOKED_AT]
    if first in SIGNS:
        found = _tag(head) if first == "#" or "[" in head else None
        if found is not None and found.value >= len(raw) and phrase_key(found.text) not in words.labels:
            return None  # "[no conclusion]" is an aside
        found = found or _marked(head)
        if found is not None:
            return found
    found = _colon(head, at, words) if at > 0 else None
    if found is None and (" - " in head or " – " in head or " — " in head):
        found = _dashed(head, words)
    return found


def _whole(raw: str) -> bool:
    # Nothing parts bold words from what is said of them.
    return "-" not in raw and "." not in raw and "[" not in raw


def _tag(head: str) -> Label | None:
    match = COMMAND.match(head) if head[0] == "#" else TAG.match(head)
    if match is None:
        return None
    tag = match["tag"].strip()
    if not any(c.isalpha() for c in tag) or tag in ("x", "X"):
        return None
    return Label(tag, match.end())


def _marked(head: str) -> Label | None:
    match = MARKED.match(head)
    if match is None:
        return None
    label = match["label"].strip()
    if match["stop"] and label.count(" ") >= RUN_IN_WORDS:
        return None  # a sentence in bold
    return Label(clean(label), match.end()) if _fits(label) else None


def _colon(head: str, at: int, words: Lexicon) -> Label | None:
    label = head[:at].strip()
    if not _fits(label) or label in NO_LABEL or label.startswith("http"):
        return None
    if head[at : at + 3] == ":: ":
        at += 1  # "term :: what it is"
    after = head[at + 1 : at + 2]
    if after and not after.isspace():
        # "Date:2024-05-01" is a label, "std::move" and "https://" are none.
        key = phrase_key(label)
        if after in "/:*_" or (key not in words.labels and key not in words.zones):
            return None
    value = at + 1
    while value < len(head) and head[value] in " \t":
        value += 1
    return Label(clean(label).strip("*_ "), value)


def _dashed(head: str, words: Lexicon) -> Label | None:
    match = DASHED.match(head)
    if match and phrase_key(match["label"]) in words.labels and len(match["label"].split()) <= 3:
        return Label(match["label"], match.end())
    return None


def _fits(label: str) -> bool:
    if not label or len(label) > LONGEST or label.count(" ") >= WORDS:
        return False
    if label[0] in "(+" or label.count("(") != label.count(")"):
        return False
    if INNER.search(label) and INNER.search(DOTTED.sub("", label)):
        return False
    return any(c.isalpha() for c in label)
