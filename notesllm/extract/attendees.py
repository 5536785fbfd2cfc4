"""Who was there, who was absent, who led; and the roster."""

from dataclasses import replace

from notesllm._regex import regex
from notesllm.extract.draft import Draft
from notesllm.extract.identity import with_distinct_ids
from notesllm.extract.people.fields import head_count, of_fields
from notesllm.extract.people.front_matter import front_matter_people, people_of_title
from notesllm.extract.people.groups import groups
from notesllm.extract.people.initials import spelled_out
from notesllm.extract.people.legend import legends
from notesllm.extract.people.lists import of_group
from notesllm.extract.people.mentioned import full_names
from notesllm.extract.people.merging import FEW, Gathering
from notesllm.extract.people.narrated import narrated
from notesllm.extract.people.prose import told
from notesllm.extract.people.reporters import reporters
from notesllm.extract.people.run_on import run_on
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.people.speakers import introduced, speakers
from notesllm.extract.people.tables import people_of_table
from notesllm.extract.reading import Reading

COUNTED = regex(r"\((\d{1,4})(?:\s+\w+)?\)\s*:?$")  # "Attendees (8)"
LEADING = ("host", "scribe")


def find_attendees(reading: Reading, draft: Draft) -> Draft:
    """Who was there, who was absent, who led; and the roster.

    Lists of people first, then those whom fields and sentences name by short forms, then those who speak.
    """
    fields = list(of_fields(reading))
    grouped = [(group, of_group(reading, group)) for group in groups(reading)]
    listed = [seen for kind, seen in fields if kind not in LEADING]
    listed += [seen for group, people in grouped if group.kind not in LEADING for seen in people]
    led = [seen for kind, seen in fields if kind in LEADING]
    led += [seen for group, people in grouped if group.kind in LEADING for seen in people]
    matter = [*front_matter_people(reading), *people_of_title(reading, draft), *run_on(reading)]
    gathering = Gathering(reading.document.language)
    on_lists = _who_came([*matter, *listed, *people_of_table(reading)])
    gathering.add_listed(on_lists)
    gathering.add_listed(spelled_out(reading, [seen.name for seen in listed]))
    gathering.add((*led, *told(reading)))
    named = full_names(reading)
    if gathering.present() < FEW:
        gathering.add(reporters(reading), named)
    gathering.add((*legends(reading), *speakers(reading), *introduced(reading)), named)
    if not gathering.present():
        gathering.add(narrated(reading), named)
    attendees = with_distinct_ids(gathering.attendees(reading))
    counted = [int(match[1]) for group, people in grouped if people and (match := COUNTED.search(group.title))]
    present = sum(person.presence == "present" for person in attendees)
    known = gathering.roster()
    # Those who speak are not all who came: without a count in the notes, only lists are counted.
    counted.append(present if 2 * len(on_lists) >= present else 0)
    return replace(
        draft,
        attendees=attendees,
        attendee_count=head_count(reading) or counted[0] or None,
        roster=gathering.roster([name for name in named if not known.fitting(name)]),
    )


def _who_came(sightings: list[Sighting]) -> list[Sighting]:
    """Without the group's members whom no list of attendance names, where there is such a list."""
    if sum(seen.roll for seen in sightings) < FEW:
        return sightings
    return [seen for seen in sightings if not seen.member]
