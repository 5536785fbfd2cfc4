"""What each field of an item takes: a model's words, made the value that they mean, where the passages say so."""

from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from notesllm.extract.actions.patterns import patterns
from notesllm.extract.metrics.figures import FIGURE, figure_at
from notesllm.extract.metrics.wording import wording
from notesllm.extract.risks.worry import risk_words
from notesllm.grounding import Passage, entails
from notesllm.grounding.passage import place
from notesllm.llm.applying.notes import Notes
from notesllm.summary import Evidence
from notesllm.summary.items import Presence, Priority, Status

Cited = tuple[Evidence, ...]
Value = Mapping[str, object] | None  # None: the notes don't say so, or it means nothing
Read = Callable[[Notes, str, Cited], Value]


def _text(name: str) -> Read:
    def read(notes: Notes, value: str, cited: Cited) -> Value:
        return {name: value} if notes.entails(value, cited) else None

    return read


def _name(notes: Notes, value: str, cited: Cited) -> Value:
    """Of a figure as written; of a person in the fullest form."""
    return {"name": notes.person(value)} if notes.entails(value, cited) else None


def _title(notes: Notes, value: str, cited: Cited) -> Value:
    return {"title": value} if notes.names_it(value, cited) else None


def _gist(notes: Notes, value: str, cited: Cited) -> Value:
    return {"gist": value} if notes.says(value, cited) else None


def _written(name: str) -> Read:
    """A field whose words must stand in the notes as they are."""

    def read(_notes: Notes, value: str, cited: Cited) -> Value:
        return {name: value} if Passage([passage.quote for passage in cited]).has(value) else None

    return read


def _person(name: str) -> Read:
    def read(notes: Notes, value: str, _cited: Cited) -> Value:
        return {name: person} if (person := notes.person(value)) else None

    return read


def _owners(notes: Notes, value: str, cited: Cited) -> Value:
    owners = notes.owners([value])
    return {"owners": notes.speaking(owners, cited)} if owners else None


def _due(notes: Notes, value: str, cited: Cited) -> Value:
    due = notes.due(value, cited)
    return {"due": due} if due else None


def _metric(notes: Notes, value: str, _cited: Cited) -> Value:
    return measured(value, notes.language)


def measured(value: str, language: str) -> Value:
    """A figure as written, as a plain number and its unit; None where it has no digit."""
    if not any(character.isdecimal() for character in value):
        return None
    comma = wording(language).comma
    found = [figure for match in FIGURE.finditer(value) if (figure := figure_at(match, comma=comma))]
    if len(found) != 1:  # a range, or two figures in one
        return {"value": value, "number": None, "unit": None}
    figure = found[0]
    tail = value[figure.end :].strip(" .,;")
    unit = " ".join(filter(None, (figure.unit, tail if len(tail.split()) < 4 and tail.isascii() else None)))
    return {"value": value, "number": figure.number, "unit": unit or None}


def _status(notes: Notes, value: str, cited: Cited) -> Value:
    key = value.casefold().replace("_", " ")
    known: Mapping[str, str] = {**notes.reading.lexicon.statuses, **patterns(notes.language).in_status}
    status = key.replace(" ", "_") if key.replace(" ", "_") in get_args(Status) else known.get(key)
    return {"status": status} if status and cited else None


def _says_one_of(known: Iterable[str], cited: Cited, notes: Notes) -> bool:
    """Whether the passages have one of the words, and don't deny it."""
    text = "\n".join([passage.quote for passage in cited]).casefold()
    passage = Passage([text])
    return any(len(word) > 1 and place(word, text) >= 0 and entails(word, passage, notes.language) for word in known)


def _level(name: str, words: Callable[[str], Mapping[str, str]]) -> Read:
    """How urgent or severe something is."""

    def read(notes: Notes, value: str, cited: Cited) -> Value:
        level = (
            value.casefold() if value.casefold() in get_args(Priority) else words(notes.language).get(value.casefold())
        )
        return {name: level} if level and cited else None

    return read


def _presence(notes: Notes, value: str, cited: Cited) -> Value:
    presence = value.casefold()
    if presence not in get_args(Presence):
        return None
    zones = {notes.reading.zones[at] for e in cited if (at := notes.index_of(e)) >= 0}
    lists = notes.reading.lexicon.words
    if presence == "absent":
        words = [word for word in lists.get("absent_marks", ()) if len(word) > 2]
        said = "absent" in zones or _says_one_of(words, cited, notes)
    else:
        said = presence == "unknown" or "people" in zones or any(map(notes.speaker, cited))
    return {"presence": presence} if said else None


FIELDS: Mapping[str, Read] = {
    "task": _text("task"),
    "text": _text("text"),
    "name": _name,
    "title": _title,
    "gist": _gist,
    "rationale": _text("rationale"),
    "mitigation": _text("mitigation"),
    "answer": _text("answer"),
    "owners": _owners,
    "due": _due,
    "status": _status,
    "priority": _level("priority", lambda language: patterns(language).priorities),
    "severity": _level("severity", lambda language: risk_words(language).severities),
    "value": _metric,
    "target": _written("target"),
    "previous": _written("previous"),
    "change": _written("change"),
    "made_by": _person("made_by"),
    "asked_by": _person("asked_by"),
    "answered_by": _person("answered_by"),
    "presence": _presence,
    "role": _written("role"),
    "email": _written("email"),
    "organization": _written("organization"),
}
