"""What a template gets, of a summary as of a digest. README.md beside the templates promises that it stays."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from notesllm.digest import digest as digested
from notesllm.digest.model import ActionLine, ExecutiveDigest
from notesllm.render import words
from notesllm.summary import MeetingSummary

OVER = frozenset(("done", "cancelled"))


class Load(NamedTuple):
    """What somebody is to do: ``name`` is empty for what nobody was named for. Most urgent first."""

    name: str
    role: str
    overdue: int
    actions: tuple[ActionLine, ...]


def variables(what: MeetingSummary | ExecutiveDigest) -> dict[str, object]:
    """The values by name. ``summary`` is not there for a digest; of a summary ``digest`` is that of it alone."""
    if isinstance(what, MeetingSummary):
        digest = digested([what])
        shown: dict[str, object] = {"summary": what, "title": words.title(what), "opening": what.abstract}
        lacks, origin = what.provenance.degraded, words.origin(what)
    else:
        digest, lacks = what, what.degraded
        shown = {"title": _title(what), "opening": what.headline}
        origin = "Computed from items of the meetings' summaries. M2 L12 means line 12 in the notes of meeting M2."
    return shown | {
        "kind": "summary" if isinstance(what, MeetingSummary) else "digest",
        "digest": digest,
        "as_of": digest.as_of,
        "actions": tuple(action for action in digest.actions if action.standing not in OVER),
        "overdue": _standing(digest, "overdue"),
        "due_soon": _standing(digest, "due_soon"),
        "blocked": _standing(digest, "blocked"),
        "loads": tuple(_loads(digest)),
        "meeting_names": tuple(names(digest).values()),
        "lacks": tuple(map(words.lack, lacks)),
        "origin": origin,
    }


def names(digest: ExecutiveDigest) -> Mapping[str, str]:
    """How meetings are called where several are told of: M1, M2, oldest first."""
    return {meeting.id: f"M{number}" for number, meeting in enumerate(digest.meetings, 1)}


def _standing(digest: ExecutiveDigest, standing: str) -> tuple[ActionLine, ...]:
    return tuple(action for action in digest.actions if action.standing == standing)


def _title(digest: ExecutiveDigest) -> str:
    days = sorted(meeting.date for meeting in digest.meetings if meeting.date and meeting.covered)
    first, last = digest.since or next(iter(days), None), digest.until or next(reversed(days), None)
    if first is None or last is None:
        return "Executive digest"
    return f"Executive digest {first}" if first == last else f"Executive digest {first} to {last}"


def _loads(digest: ExecutiveDigest) -> Iterator[Load]:
    """Everybody who owns work, as the digest ranks them; every action that is not over comes at least once."""
    left = {action.id: action for action in digest.actions if action.standing not in OVER}
    ranks = {action: rank for rank, action in enumerate(left)}
    told: set[str] = set()
    for person in digest.people:
        mine = sorted({each for each in person.actions if each in left}, key=ranks.__getitem__)
        told.update(mine)
        if mine:
            role = ", ".join(filter(None, (person.role, person.organization)))
            yield _load(person.name, role, [left[each] for each in mine])
    others: dict[str, list[ActionLine]] = {}
    for action in left.values():
        if action.id not in told:
            others.setdefault(words.owners(action.owners), []).append(action)
    yield from (_load(name, "", others[name]) for name in sorted(others, key=lambda name: (not name, name)))


def _load(name: str, role: str, actions: Sequence[ActionLine]) -> Load:
    late = sum(action.standing == "overdue" for action in actions)
    return Load(words.one_line(name), words.one_line(role), late, tuple(actions))
