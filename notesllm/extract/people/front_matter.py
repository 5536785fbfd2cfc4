"""People in front matter ("attendees: [Ana, Ben]") and in the title of a talk between two ("1:1 Ana / Ben")."""

import re
from collections.abc import Iterator

from notesllm.document import Kind
from notesllm.extract.draft import Draft
from notesllm.extract.header import top
from notesllm.extract.people.entry import is_certain, people_in
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.reading import Reading
from notesllm.lexicon import phrase_key
from notesllm.summary.items import Presence

PAIR = re.compile(r"\s*(?:<>|<->|↔|/|&|\bx\b|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|[-–—,|:()+])\s*")


def front_matter_people(reading: Reading) -> Iterator[Sighting]:
    """The people of the front matter's fields."""
    labels = reading.lexicon.labels
    for key, value, span in reading.document.front_matter:
        kind = labels.get(phrase_key(key.replace("_", " ").replace("-", " ")), "")
        if kind not in ("people", "absent", "host", "scribe"):
            continue
        for person in people_in(value.strip(" -[]\"'"), reading.lexicon, is_list=True):
            presence: Presence = "absent" if kind == "absent" else person.presence
            yield person._replace(presence=presence, host=kind == "host", start=span.start, end=span.end)


def people_of_title(reading: Reading, draft: Draft) -> Iterator[Sighting]:
    """The two who talk, where the title names them."""
    heading = next((block for _, block in top(reading) if block.kind is Kind.HEADING), None)
    if draft.kind != "one_on_one" or heading is None:
        return
    for written in PAIR.split(heading.text):
        part = written.strip("0123456789 ")
        if is_certain(part, reading.lexicon):
            yield Sighting(part, start=heading.start, end=heading.end)
