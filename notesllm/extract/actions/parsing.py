"""Taking an entry apart, in the order of one table."""

import re
from functools import lru_cache
from typing import NamedTuple

from notesllm.extract.actions.entry import LONGEST, LOOSE, Entry, Peel, Signs, first_verb, sentence_case, tidy
from notesllm.extract.actions.entry_day import take_day
from notesllm.extract.actions.filling import FIELD_MARKS, take_fields
from notesllm.extract.actions.markers import take_marker
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.statuses import DONE_CODES, STATUS_MARKS, take_status
from notesllm.extract.actions.subjects import HEADS, Head, take_owner
from notesllm.extract.actions.tails import TAILS, take_tails

# Each step, and the marks without which it finds nothing: most entries have none of them.
PEELS: tuple[tuple[Signs, Peel], ...] = (
    (frozenset(FIELD_MARKS), take_fields),
    (STATUS_MARKS, take_status),
    (frozenset(":[(#"), take_marker),
    (frozenset(":-–—"), take_day),
)
SIGNS = frozenset[str]().union(*(needed for needed, _ in (*PEELS, *TAILS, *HEADS)))


class Steps(NamedTuple):
    """The steps that may find something."""

    peels: tuple[Peel, ...]
    tails: tuple[Peel, ...]
    heads: tuple[Head, ...]


@lru_cache(maxsize=1024)
def _steps(signs: Signs) -> Steps:
    """The steps for a text with these marks."""
    return Steps(
        tuple(peel for needed, peel in PEELS if needed & signs),
        tuple(peel for needed, peel in TAILS if needed & signs),
        tuple(head for needed, head in HEADS if not needed or needed & signs),
    )


ROUNDS = 2
EMOJI = re.compile(r"(?<!\S):[a-z_]{3,24}:\s*")
WIKI_EMPHASIS = re.compile(r"'{2,5}")
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]{1,80}\|)?([^\[\]|]{1,80})\]\]")
EXPLANATION = 6  # words after a colon that explain
LEAD_IN = re.compile(r"^(?P<lead>[A-Za-zÀ-ÿ][^:,]{4,90}),\s+(?=@?[A-ZÀ-Þ])")


def parse(text: str, scene: Scene, entry: Entry | None = None) -> Entry:
    """The task in ``text``, which stands where tasks stand, and what is said of it."""
    text = text.strip()[:LONGEST]
    text = text if text.startswith(DONE_CODES) else _without_marks(text)
    found = entry._replace(text=text) if entry else Entry(text)
    signs = SIGNS.intersection(text)  # what is taken off leaves no other marks
    steps = _steps(signs)
    for peel in steps.peels:
        found = peel(found, scene)
    dated = found.due is None and scene.dues.may_stand_in(found.text)
    for _ in range(ROUNDS):  # again while there is something left to take
        cut = take_tails(found, scene, steps.tails, dated=dated)
        found = take_owner(cut, scene, steps.heads)
        if found is cut:
            break
    if "," in signs and not found.owned:
        found = _after_lead_in(found, scene, steps.heads)
    left = found.text
    if ": " in left:
        left = _without_explanation(left, scene)
    task = tidy(left)
    if found.owned and left != text:
        task = sentence_case(task)
    return found._replace(text=task) if task != found.text else found


def _without_marks(text: str) -> str:
    """The text without the marks of wikis and chats that no reader takes off."""
    if text.count(":") > 1:
        text = EMOJI.sub("", text)
    if "''" in text:
        text = WIKI_EMPHASIS.sub("", text)
    return WIKI_LINK.sub(r"\1", text) if "[[" in text else text


def _without_explanation(text: str, scene: Scene) -> str:
    """“Continue the analysis: it should cover the parts that …”: the words before the colon are the task."""
    head, colon, rest = text.partition(": ")
    enough = colon and len(head.split()) >= 3 and len(rest.split()) >= EXPLANATION
    if head.rpartition(" ")[2] in LOOSE:
        return text  # "what to do re: internal modules"
    return head if enough and "://" not in head and first_verb(head, scene) else text


def _after_lead_in(found: Entry, scene: Scene, heads: tuple[Head, ...]) -> Entry:
    """“Once the text is agreed, Peter will share it”: the owner of what follows the comma."""
    match = LEAD_IN.match(found.text[:160])
    if match is None:
        return found
    rest = take_owner(found._replace(text=found.text[match.end() :]), scene, heads)
    return rest._replace(text=found.text) if rest.owners else found
