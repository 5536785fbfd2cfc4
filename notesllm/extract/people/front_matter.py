"""People in front matter ("attendees: [Ana, Ben]") and in the title of a talk between two ("1:1 Ana / Ben")."""

import re
from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.document import Block, Kind
from notesllm.extract.draft import Draft
from notesllm.extract.header import top
from notesllm.extract.names import looks_like_person, word_set
from notesllm.extract.people.entry import is_certain, people_in
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.reading import Reading
from notesllm.lexicon import phrase_key
from notesllm.summary.items import Presence

PAIR = regex(r"\s*(?:<>|<->|↔|/|&|\bx\b|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|[-–—,|:()+])\s*")

ONE_ON_ONE = regex(r"(?<!\d)1\s?[:-]\s?1(?!\d)|\b1on1\b", re.IGNORECASE)
LONGEST = 120  # of a title


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
    """The two who talk, and those with whom the talk was, where the title names them."""
    heading = next((block for number, (_, block) in enumerate(top(reading)) if _may_be_title(block, number)), None)
    if heading is None:
        return
    before, joint, names = _parted(heading.text, word_set(reading.lexicon.language, "with_words"))
    if joint and before:
        people = people_in(names.partition(" (")[0].partition(" - ")[0], reading.lexicon, is_list=True)
        if people and all(is_certain(person.name, reading.lexicon) for person in people):
            yield from (person._replace(start=heading.start, end=heading.end) for person in people)
    if (draft.kind != "one_on_one" and not ONE_ON_ONE.search(heading.text)) or heading.kind is not Kind.HEADING:
        return
    known = word_set(reading.lexicon.language, "meeting_words")
    split = ([word for word in part.split() if phrase_key(word) not in known] for part in PAIR.split(heading.text))
    parts = [part for words in split if (part := " ".join(words).strip("0123456789 "))]
    for number, part in enumerate(parts):
        beside = {n for n in (number - 1, number + 1) if 0 <= n < len(parts) and is_certain(parts[n], reading.lexicon)}
        if is_certain(part, reading.lexicon) or (beside and _may_be_other(part, reading)):
            yield Sighting(part, start=heading.start, end=heading.end)


def _may_be_other(part: str, reading: Reading) -> bool:
    """Whether a word beside a name in "1:1 Nkechi / Matteo" is the other one's: no word for a talk or its notes."""
    words = word_set(reading.lexicon.language, "meeting_words") | word_set(reading.lexicon.language, "generic_titles")
    known = phrase_key(part) in words or any(word in words for word in phrase_key(part).split())
    return not known and " " not in part and looks_like_person(part, reading.lexicon)


def _may_be_title(block: Block, number: int) -> bool:
    return block.kind is Kind.HEADING or (number == 0 and block.kind is Kind.PARAGRAPH and len(block.text) <= LONGEST)


def _parted(text: str, joints: frozenset[str]) -> tuple[str, str, str]:
    """``text`` parted at the first of the words: before it, the word, after it."""
    words = text.split()
    for number, word in enumerate(words):
        if word.casefold() in joints:
            return " ".join(words[:number]), word, " ".join(words[number + 1 :])
    return text, "", ""
