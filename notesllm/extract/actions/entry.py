"""One entry of a list, cell or labelled line, taken apart: the task, and what stands around it."""

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import NamedTuple

from notesllm.extract.actions.scene import Scene
from notesllm.extract.outline import label_key
from notesllm.lexicon import phrase_key
from notesllm.summary import Due, Owner
from notesllm.summary.items import Priority, Status

EDGES = " \t\r\n,;:-–—|•·→>"
LINK = re.compile(r"\s*[(\[][^()\[\]]{0,40}https?://[^()\[\]\s]*[)\]]\.?$")
STAMP = re.compile(r"\s*\(\d{1,2}:\d\d(?::\d\d)?\)$")  # where the recording says it
LOOSE = frozenset(("and", "or", "re", "und", "oder", "et", "ou"))  # no task ends in one
ICON = re.compile(r"[^\w\s(\[@#<\"'“]+\s+(?=\w)")  # an emoji before the words
SHORT = 80  # code points of what may be looked up as a whole
LONGEST = 1200  # code points of an entry that are taken apart


class Entry(NamedTuple):
    """What is known of an entry so far; ``text`` is what is left of it."""

    text: str
    owners: tuple[Owner, ...] = ()
    due: Due | None = None
    status: Status | None = None
    priority: Priority | None = None
    owned: bool = False  # the text names who is to do it, be it "we" or "someone"

    def with_owners(self, owners: tuple[Owner, ...], text: str) -> "Entry":
        """The entry with more owners, and the text that is left."""
        names = {owner.name for owner in self.owners}
        return self._replace(
            owners=self.owners + tuple(o for o in owners if o.name not in names), text=text, owned=True
        )


Peel = Callable[[Entry, Scene], Entry]
Signs = frozenset[str]  # marks of which a text must hold one, so that a step has something to do


def tidy(text: str) -> str:
    """The text without list debris and dangling punctuation at its ends."""
    text = LINK.sub("", text.strip(EDGES)).rstrip(". \t")
    if text.endswith(")") and (stamp := STAMP.search(text)):
        text = text[: stamp.start()].rstrip(EDGES)
    if text[:1] in "([" and text[-1:] in ")]" and len(text) > 2:
        text = text[1:-1].strip(EDGES)
    while (last := text.rpartition(" "))[2] in LOOSE and last[0]:
        text = last[0].rstrip(EDGES)
    for opening, closing in ("()", "[]"):
        if text.count(opening) > text.count(closing) and text.rfind(opening) > len(text) - 4:
            text = text[: text.rfind(opening)].rstrip(EDGES)
    return text


def sentence_case(text: str) -> str:
    """The text with a capital where a plain word begins it: what stood before it was taken off."""
    first = text.split(None, 1)[0] if text else ""
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def says_nothing(text: str, scene: Scene) -> bool:
    """Whether an entry says that there is nothing to do, introduces others, or holds no words."""
    key = label_key(text) if len(text) <= SHORT else phrase_key(text if "|" in text else text[: 2 * SHORT])
    if not any(c.isalpha() for c in key) or len(key) < 3:
        return True
    if len(text) <= SHORT and (icon := ICON.match(text)):
        key = label_key(text[icon.end() :])
    if (
        key in scene.patterns.none
        or key in scene.reading.lexicon.zones
        or (text.startswith(("http://", "https://")) and " " not in text.strip())
    ):
        return True
    if key.startswith(scene.patterns.introductions):
        return True
    return "|" in key and _is_header(key, scene)


def _is_header(key: str, scene: Scene) -> bool:
    """Whether a line is the head of a table that has no other mark: "Action | Owner | Due"."""
    labels, zones = scene.reading.lexicon.labels, scene.reading.lexicon.zones
    parts = [phrase_key(part) for part in key.split("|")]
    return sum(part in labels or part in zones for part in parts) > len(parts) / 2


LOOKED_AT = 70  # code points in which a subject and its verb stand
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def deed_at(text: str, scene: Scene) -> int:
    """Where in the head of ``text`` a finite verb of a deed stands ("Anna schickt …"), 0 for nowhere."""
    known = scene.patterns
    head = text[:LOOKED_AT]
    if not known.future_ends and known.deeds.isdisjoint(WORD.findall(head.casefold())):
        return 0
    does = known.does
    words = list(WORD.finditer(text, 0, LOOKED_AT))
    for match, after in zip_longest(words[1:], words[2:]):
        word = match[0].casefold()
        if word in does or (after and f"{word} {after[0].casefold()}" in does):
            return match.start()
        if len(word) > 4 and known.future_ends and word.endswith(known.future_ends):
            return match.start()
    return 0


def first_verb(text: str, scene: Scene) -> str:
    """The verb in its bare form with which the text begins, adverbs aside, "" if it begins with none."""
    adverbs = scene.patterns.adverbs
    found = WORD.match(text)
    if found is None or found[0].lower() in adverbs.firsts:
        found = WORD.match(text, adverbs.skipped(text))
    word = found[0].casefold() if found else ""
    return word if word in scene.patterns.verbs else ""
