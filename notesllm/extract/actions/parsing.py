"""Taking an entry apart, in the order of one table."""

import re

from notesllm.extract.actions.entry import LONGEST, Entry, Peel, first_verb, sentence_case, tidy
from notesllm.extract.actions.filling import take_fields
from notesllm.extract.actions.markers import take_marker
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.statuses import DONE_CODES, take_status
from notesllm.extract.actions.subjects import take_owner
from notesllm.extract.actions.tails import take_day, take_tails

PEELS: tuple[Peel, ...] = (take_fields, take_status, take_marker, take_day)
AROUND: tuple[Peel, ...] = (take_tails, take_owner)  # again while there is something left to take
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
    start = entry._replace(text=text) if entry else Entry(text)
    found = start
    for peel in PEELS:
        found = peel(found, scene)
    for _ in range(ROUNDS):
        before = found.text
        for peel in AROUND:
            found = peel(found, scene)
        if found.text == before:
            break
    if not found.owned:
        found = _after_lead_in(found, scene)
    found = found._replace(text=_without_explanation(found.text, scene))
    cut = found.owned and found.text != text
    task = tidy(found.text)
    return found._replace(text=sentence_case(task) if cut else task)


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
    return head if enough and "://" not in head and first_verb(head, scene) else text


def _after_lead_in(found: Entry, scene: Scene) -> Entry:
    """“Once the text is agreed, Peter will share it”: the owner of what follows the comma."""
    match = LEAD_IN.match(found.text[:160])
    if match is None:
        return found
    rest = take_owner(found._replace(text=found.text[match.end() :]), scene)
    return rest._replace(text=found.text) if rest.owners else found
