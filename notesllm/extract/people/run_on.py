"""People of calendar entries, whose names run on without a comma: "Invited Saskia Bruin Emeka Nwosu"."""

from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.document import Kind
from notesllm.extract.header import top
from notesllm.extract.names import looks_like_person
from notesllm.extract.people.entry import is_certain, people_in
from notesllm.extract.people.kinds import kind_of
from notesllm.extract.people.sighting import Sighting, placed
from notesllm.extract.reading import Reading
from notesllm.extract.zones import zone_of

SIGNS = regex(r"^[^\w@]+")
MOST = 80  # names in one line


def run_on(reading: Reading) -> Iterator[Sighting]:
    """The people of lines at the top that begin with a word or sign for people and go on with names."""
    language, marks = reading.lexicon.language, reading.lexicon.words["people_marks"]
    for _, block in top(reading):
        if not block.text[:1].isascii() and block.text.startswith(marks):
            yield from placed(reading, block, people_in(SIGNS.sub("", block.text), reading.lexicon, is_list=True))
            continue
        first, _, rest = block.text.partition(" ")
        if block.kind is not Kind.PARAGRAPH or block.label or "," in rest or not rest[:1].isupper():
            continue
        kind = kind_of(first, language) or zone_of(first, language)
        if kind in ("people", "absent"):
            names = _names(rest.split()[: 2 * MOST], reading)
            yield from placed(reading, block, (Sighting(name, member=True) for name in names))


def _names(words: list[str], reading: Reading) -> list[str]:
    """Names of two words each up to the first pair that is none ("Procurement Room"); no names where none is sure."""
    found: list[str] = []
    for first, last in zip(words[::2], words[1::2], strict=False):
        name = f"{first} {last}"
        if not looks_like_person(name, reading.lexicon):
            break
        found.append(name)
    return found if len(found) > 1 and any(is_certain(name, reading.lexicon) for name in found) else []
