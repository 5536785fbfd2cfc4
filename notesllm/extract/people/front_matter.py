"""People in front matter: "attendees: [Ana, Ben]", "chair: Ana"."""

from collections.abc import Iterator

from notesllm.extract.people.entry import people_in
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.reading import Reading
from notesllm.lexicon import phrase_key


def front_matter_people(reading: Reading) -> Iterator[Sighting]:
    """The people of the front matter's fields."""
    labels = reading.lexicon.labels
    for key, value, span in reading.document.front_matter:
        kind = labels.get(phrase_key(key.replace("_", " ").replace("-", " ")), "")
        if kind not in ("people", "absent", "host", "scribe"):
            continue
        for line in value.splitlines() or [value]:
            for person in people_in(line.strip(" -[]\"'"), reading.lexicon, is_list=True):
                yield person._replace(
                    presence="absent" if kind == "absent" else person.presence,
                    host=kind == "host",
                    start=span.start,
                    end=span.end,
                )
