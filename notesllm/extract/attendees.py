"""Who was there, who was absent, who led; and the roster."""

from dataclasses import replace

from notesllm.extract.draft import Draft
from notesllm.extract.identity import with_distinct_ids
from notesllm.extract.people.front_matter import front_matter_people
from notesllm.extract.people.lists import listed
from notesllm.extract.people.mentioned import full_names
from notesllm.extract.people.merging import FEW, Gathering
from notesllm.extract.people.prose import told
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.people.speakers import speakers
from notesllm.extract.reading import Reading

__all__ = ["find_attendees"]


def find_attendees(reading: Reading, draft: Draft) -> Draft:
    """Who was there, who was absent, who led; and the roster."""
    gathering = Gathering(reading.document.language)
    listing = listed(reading)
    lists = [*front_matter_people(reading), *listing.people]
    gathering.add_listed(_who_came(lists))
    gathering.add((*listing.led, *told(reading)))
    named = full_names(reading)
    gathering.add(speakers(reading), named)
    attendees = with_distinct_ids(gathering.attendees(reading))
    present = sum(person.presence == "present" for person in attendees)
    known = gathering.roster()
    mentioned = [name for name in named if not known.fitting(name)]
    return replace(
        draft,
        attendees=attendees,
        attendee_count=listing.number if listing.number is not None else present or None,
        roster=gathering.roster(mentioned),
    )


def _who_came(sightings: list[Sighting]) -> list[Sighting]:
    """Without the group's members whom no list of attendance names, where there is such a list."""
    if sum(seen.roll for seen in sightings) < FEW:
        return sightings
    return [seen for seen in sightings if not seen.member]
