"""Markers that make a line an action: `ACTION:`, `AI(ana):`, `[ACTION]`, `Action item for Tom:`, `#action`."""

import re
from functools import lru_cache
from typing import NamedTuple

from notesllm.extract.actions.entry import EDGES, Entry
from notesllm.extract.actions.filling import fill
from notesllm.extract.actions.patterns import patterns
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.statuses import take_status
from notesllm.extract.phrasing import lower
from notesllm.lexicon import phrase_key
from notesllm.summary import Owner

LEADING = re.compile(
    r"^\s*(?:\[(?P<tag>[^\[\]\n]{2,48})\]\s*[:–—-]?"
    r"|(?P<command>#[A-Za-z]{2,12}):?(?=\s)|(?P<label>[^:\n\[\]]{2,60}(?:\[[^\[\]\n]{1,30}\])?):)\s*"
)
TRAILING = re.compile(r"\s*[\[(](?P<tag>[^\[\]()]{2,40})[\])]\.?\s*$")
LONGEST = 80
BRACKETED = re.compile(r"[\[{](?P<label>[^\[\]{}]{2,24})[\]}]:?\s+(?=[^\s\[{])")
FIELDS = frozenset(("owner", "due", "status", "priority"))
ME = ("me", "myself", "i")
QUOTES = "*_`\"'“”‘’ "


class Marker(NamedTuple):
    """A marker: its name, the owners it carries, whether it means the speaker."""

    name: str
    owners: tuple[Owner, ...] = ()
    me: bool = False


@lru_cache(maxsize=8192)
def parts_of_marker(label: str, language: str) -> tuple[str, str, str] | None:
    """The marker that a label begins with, what stands in brackets after it, and what else does."""
    if len(label) > LONGEST:
        return None
    known = patterns(language)
    for end in known.markers.ends(lower(label), 0):
        if tail := known.marker_tail.fullmatch(label, end):
            return label[:end], tail["inside"] or "", tail["after"] or ""
    return None


def marker_in(label: str, scene: Scene) -> Marker | None:
    """What a label is as a marker of actions, None for any other label."""
    label = label.strip(QUOTES)
    parts = parts_of_marker(label, scene.reading.document.language)
    if parts is None:
        return None
    first, inside, after = parts
    name = phrase_key(first)
    name = f"#{name}" if label.startswith("#") else name
    if not inside and not after:
        return None if name in scene.patterns.group_words else Marker(name)  # "Todos" is everybody
    written = (inside or after).strip(QUOTES)
    if written.casefold() in ME:
        return Marker(name, me=True)
    if phrase_key(written).split(" ")[0] in scene.patterns.marker_tails or (
        after and first.islower() and len(written) < 2
    ):
        return None
    owners = scene.owners(written, trusted=bool(inside) or written.startswith("@"))
    if not owners and inside:
        return Marker(name)
    if owners and after and not (scene.known(written, guess=True) or written.isupper()):
        return None
    return Marker(name, owners) if owners else None


def _take_bracketed_fields(entry: Entry, scene: Scene) -> Entry:
    """Take "[assignee] Tom [due] 7 March [status] done" off the end of "[action] Write it"."""
    labels = scene.reading.lexicon.labels
    fields = [(m, labels[key]) for m in BRACKETED.finditer(entry.text) if (key := phrase_key(m["label"])) in labels]
    fields = [(m, name) for m, name in fields if m.start() and name in FIELDS]
    ends = [*(m.start() for m, _ in fields[1:]), len(entry.text)]
    text = entry.text[: fields[0][0].start()] if fields else entry.text
    for (match, name), end in zip(fields, ends, strict=False):
        entry = fill(entry, name, entry.text[match.end() : end].strip(EDGES), scene)
    return entry._replace(text=text.rstrip(EDGES))


def take_marker(entry: Entry, scene: Scene) -> Entry:
    """Take a marker off either end of an entry."""
    match = LEADING.match(entry.text[:120])
    if match:
        if match["tag"] and "[" in entry.text[match.end() :]:
            entry = _take_bracketed_fields(entry, scene)
        marker = marker_in(match["tag"] or match["command"] or match["label"], scene)
        rest = entry.text[match.end() :].lstrip(EDGES)
        if marker and rest:
            entry = entry.with_owners(marker.owners, rest) if marker.owners else entry._replace(text=rest)
            entry = take_status(entry, scene)
    match = TRAILING.search(entry.text, max(0, len(entry.text) - 50))
    if match and match.start() and (marker := marker_in(match["tag"], scene)):
        rest = entry.text[: match.start()]
        entry = entry.with_owners(marker.owners, rest) if marker.owners else entry._replace(text=rest)
    return entry
