"""Who owns how much: people as the meetings tell them apart, and teams."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.kinship import kinships
from notesllm.digest.model import ActionLine, Person
from notesllm.extract.identity import item_id
from notesllm.summary import Owner

Key = tuple[str, str | int, str]  # kind, number of a person or name of a team, series of the team
TEAM = " team"


def people(context: Context, actions: Sequence[ActionLine]) -> tuple[Person, ...]:
    """Everybody who owns actions: who is late with most comes first, then who has most to do."""
    lines: defaultdict[Key, list[ActionLine]] = defaultdict(list)
    names: dict[Key, Owner] = {}
    kin = kinships(context)
    for line in actions:
        for key, owner in _keys(context, kin, line):
            lines[key].append(line)
            names.setdefault(key, owner)
    dates = {each.meeting.id: place for place, each in enumerate(context.told)}
    found = [_person(context, key, names[key], owned, dates) for key, owned in lines.items()]
    return tuple(sorted(found, key=lambda one: (-one.overdue, -one.open, one.name.casefold(), one.id)))


def _keys(context: Context, kin: Mapping[str, str], line: ActionLine) -> Iterator[tuple[Key, Owner]]:
    meetings = list(dict.fromkeys(citation.meeting for citation in reversed(line.citations))) or [line.last]
    seen: set[Key] = set()
    for owner in line.owners:
        numbers = (context.people.of(meeting, owner.name) for meeting in meetings) if owner.kind == "person" else ()
        number = next((number for number in numbers if number is not None), None)
        key: Key
        if number is None:
            key = (owner.kind, owner.name.casefold().removesuffix(TEAM), kin[context.series[line.last]])
        else:
            key = (owner.kind, number, "")
        if key not in seen:
            seen.add(key)
            yield key, owner


def _person(context: Context, key: Key, owner: Owner, owned: Sequence[ActionLine], order: Mapping[str, int]) -> Person:
    known = context.people.people[key[1]] if isinstance(key[1], int) else None
    told = known.meetings if known else [citation.meeting for line in owned for citation in line.citations]
    meetings = sorted(set(told), key=order.__getitem__)
    standings = Counter(line.standing for line in owned)
    over = standings["done"] + standings["cancelled"]
    return Person(
        id=item_id("p", key[0], owner.name, meetings[0] if meetings else "", key[2]),
        name=known.name if known else owner.name,
        kind=owner.kind,
        role=known.role if known else None,
        organization=known.organization if known else None,
        email=known.email if known else None,
        meetings=tuple(meetings),
        open=len(owned) - over,
        overdue=standings["overdue"],
        due_soon=standings["due_soon"],
        blocked=standings["blocked"],
        done=standings["done"],
        actions=tuple(line.id for line in owned if line.standing not in {"done", "cancelled"}),
    )
