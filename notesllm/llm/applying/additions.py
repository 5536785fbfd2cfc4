"""Additions: what a model found that the rules missed, made an item of the summary's own kind."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from notesllm.extract.identity import item_id
from notesllm.extract.names import looks_like_person
from notesllm.grounding import Passage
from notesllm.grounding.manner import is_open
from notesllm.grounding.passage import place, words
from notesllm.llm.applying.fields import FIELDS, Cited, measured
from notesllm.llm.applying.notes import Notes
from notesllm.summary import (
    ActionItem,
    Attendee,
    Decision,
    Due,
    Evidence,
    Item,
    Metric,
    Milestone,
    Owner,
    Question,
    Risk,
    Topic,
)

LONGEST = 600  # code points of one item's words
END = " .;,"
PEOPLE = frozenset({"people", "absent", "host", "scribe"})  # zones and labels


class Told(NamedTuple):
    """One thing that a model tells of the notes, names restored; ``extra`` holds what only one kind has."""

    kind: str  # field of the summary
    text: str
    cited: Cited
    who: tuple[str, ...] = ()
    due: str = ""
    value: str = ""
    extra: Mapping[str, str] = {}
    points: tuple[str, ...] = ()


class Made(NamedTuple):
    """An item as told, not yet proven by its passages, and how many of its values mean nothing or are not proven."""

    item: Item
    lost: int = 0


def made(notes: Notes, told: Told) -> Made | None:
    """The item that is told; None where it is none."""
    text = " ".join(told.text.split()).strip(END)
    make = MAKERS.get(told.kind)
    if make is None or not told.cited or len(text) > LONGEST or not any(map(str.isalnum, text)):
        return None
    return make(notes, told._replace(text=text))


def _owners(notes: Notes, told: Told) -> tuple[tuple[Owner, ...], Cited]:
    """Those who are named, and the passages with the speakers among them."""
    owners = notes.owners(told.who)
    evidence = notes.with_speakers({owner.name for owner in owners}, told.cited)
    return notes.speaking(owners, evidence), evidence


def _due(notes: Notes, told: Told) -> Due | None:
    return notes.due(told.due, told.cited) if told.due.strip() else None


def _status(notes: Notes, told: Told) -> tuple[Mapping[str, object], int]:
    """The status as an update of the item, and whether it is not proven; what nobody says is open, or done already."""
    if not told.value.strip() or told.value.strip().casefold() == "open":
        is_done = told.kind == "action_items" and notes.prover.is_past(told.text, told.cited)
        return ({"status": "done"} if is_done else {}), 0
    value = FIELDS["status"](notes, told.value, told.cited)
    return value or {}, int(value is None)


def _read(notes: Notes, told: Told, *names: str) -> tuple[Mapping[str, object], int]:
    """Those of the ``extra`` values that the passages prove, and how many they don't."""
    asked = [name for name in names if told.extra.get(name)]
    read = [value for name in asked if (value := FIELDS[name](notes, told.extra[name], told.cited))]
    return {key: value for each in read for key, value in each.items()}, len(asked) - len(read)


def _first(notes: Notes, told: Told) -> tuple[str | None, Cited]:
    """The one who decided or asked."""
    name = notes.person(told.who[0]) if told.who else ""
    return name or None, notes.with_speakers({name}, told.cited)


def _action(notes: Notes, told: Told) -> Made:
    owners, evidence = _owners(notes, told)
    status, lost = _status(notes, told)
    named = [who for who in told.who if who.strip()]
    item = ActionItem(
        id=item_id("action", told.text),
        evidence=evidence,
        origin="model",
        task=told.text,
        owners=owners,
        due=_due(notes, told),
    )
    level, unsaid = _read(notes, told, "priority")
    return Made(item.model_copy(update={**status, **level}), lost + unsaid + bool(named and not owners))


def _decision(notes: Notes, told: Told) -> Made:
    made_by, evidence = _first(notes, told)
    rationale = told.extra.get("rationale") or None
    return Made(
        Decision(
            id=item_id("d", told.text),
            evidence=evidence,
            origin="model",
            text=told.text,
            made_by=made_by,
            rationale=rationale,
        )
    )


def _risk(notes: Notes, told: Told) -> Made:
    owners, evidence = _owners(notes, told)
    severity = FIELDS["severity"](notes, told.value, told.cited) if told.value.strip() else None
    item = Risk(
        id=item_id("r", told.text),
        evidence=evidence,
        origin="model",
        text=told.text,
        owners=owners,
        mitigation=told.extra.get("mitigation") or None,
    )
    return Made(item.model_copy(update=dict(severity or {})), int(bool(told.value.strip()) and severity is None))


def _question(notes: Notes, told: Told) -> Made | None:
    if not _is_asked(notes, told.cited):
        return None
    asked_by, evidence = _first(notes, told)
    answered_by = notes.person(told.extra.get("answered_by", "")) or None
    return Made(
        Question(
            id=item_id("q", told.text),
            evidence=notes.with_speakers({answered_by or ""}, evidence),
            origin="model",
            text=told.text,
            asked_by=asked_by,
            answer=told.value.strip() or None,
            answered_by=answered_by,
        )
    )


def _is_asked(notes: Notes, cited: Cited) -> bool:
    """Whether a passage asks, tells of somebody who asks or of something left open, or stands among questions."""
    return any(
        "?" in passage.quote
        or notes.reading.zones[notes.index_of(passage)] == "questions"
        or is_open(passage.quote, notes.language)
        for passage in cited
    )


def _metric(notes: Notes, told: Told) -> Made | None:
    figure = measured(told.value.strip(), notes.language)
    if figure is None:
        return None
    beside = {name: value for name in ("target", "previous", "change") if (value := told.extra.get(name))}
    value = str(figure["value"])
    item = Metric(id=item_id("n", told.text, value), evidence=told.cited, origin="model", name=told.text, value=value)
    return Made(item.model_copy(update={**figure, **beside}))


def _milestone(notes: Notes, told: Told) -> Made:
    status, lost = _status(notes, told)
    item = Milestone(
        id=item_id("ms", told.text),
        evidence=told.cited,
        origin="model",
        text=told.text,
        due=_due(notes, told),
    )
    return Made(item.model_copy(update=dict(status)), lost)


def _attendee(notes: Notes, told: Told) -> Made | None:
    """Somebody whom the passages name, in a list of people or as who speaks, or in so many words."""
    name, passage = notes.person(told.text), Passage([cited.quote for cited in told.cited])
    if not looks_like_person(name, notes.reading.lexicon) or not notes.names.prove(name, passage):
        return None
    known = any(attendee.name == name for attendee in notes.rules.attendees)
    if not known and not any(_tells_who_came(notes, cited, name) for cited in told.cited):
        return None
    absent = FIELDS["presence"](notes, "absent", told.cited)
    role = told.value.strip() or None
    item = Attendee(
        id=item_id("at", name),
        evidence=told.cited,
        origin="model",
        name=name,
        role=role if role and passage.has(role) else None,
        presence="absent" if absent else "present",
    )
    beside, lost = _read(notes, told, "email", "organization")
    return Made(item.model_copy(update=dict(beside)), lost + int(bool(role) and item.role is None))


def _tells_who_came(notes: Notes, passage: Evidence, name: str) -> bool:
    """Whether a passage is of a list of people, of one who speaks, or has a word such as "present", "apologies"."""
    at = notes.index_of(passage)
    if notes.reading.zones[at] in PEOPLE or notes.person(notes.speaker(passage)) == name:
        return True
    said = " ".join(words(passage.quote))
    labels = notes.reading.lexicon.labels
    return any(labels[label] in PEOPLE and place(label, said) >= 0 for label in labels)


def _topic(notes: Notes, told: Told) -> Made | None:
    if not notes.names_it(told.text, told.cited):
        return None
    gist = told.value.strip() or None
    proven = gist if gist and notes.says(gist, told.cited) else None
    points = tuple([point for point in told.points if notes.says(point, told.cited)])
    item = Topic(
        id=item_id("t", told.text),
        evidence=told.cited,
        origin="model",
        title=told.text,
        gist=proven,
        key_points=points,
    )
    return Made(item, int(bool(gist) and not proven) + len(told.points) - len(points))


MAKERS: Mapping[str, Callable[[Notes, Told], Made | None]] = {
    "action_items": _action,
    "decisions": _decision,
    "risks": _risk,
    "questions": _question,
    "metrics": _metric,
    "milestones": _milestone,
    "attendees": _attendee,
    "topics": _topic,
}
