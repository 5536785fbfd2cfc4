"""Corrections: one field of a finding as a model says the notes have it, where they do."""

from collections.abc import Mapping

from notesllm.extract.likeness import key_words
from notesllm.extract.names import name_key
from notesllm.grounding import Passage
from notesllm.grounding.passage import plain
from notesllm.llm.applying.bearing import TELLING, bearing
from notesllm.llm.applying.fields import FIELDS, Cited
from notesllm.llm.applying.notes import KINDS, TEXTS, AnyItem, Notes
from notesllm.summary import Attendee, Item

SAME_FIELD: Mapping[str, str] = {"owner": "owners", "deadline": "due", "email_address": "email"}
BY_KIND: Mapping[str, Mapping[str, str]] = {  # what a model may call a field -> which it is
    "action_items": {"who": "owners", "value": "status", "date": "due"},
    "decisions": {"who": "made_by", "owners": "made_by", "value": "rationale"},
    "risks": {"who": "owners", "value": "severity"},
    "questions": {"who": "asked_by", "owners": "asked_by", "value": "answer"},
    "metrics": {},
    "milestones": {"date": "due", "value": "status"},
    "attendees": {"who": "name", "value": "role"},
    "topics": {"value": "gist"},
}
UNSAID: Mapping[str, object] = {"presence": "unknown"}  # what a field is that says nothing, if not its default

SHARED = 0.5  # of the words of a new text stand in the passages of the finding


def field_named(name: str, kind: str) -> str:
    """The field of items of ``kind`` (a field of the summary) that a model calls ``name``."""
    key = name.strip().casefold().replace(" ", "_")
    key = SAME_FIELD.get(key, key)
    if key in {"text", "task", "name", "title"}:
        return TEXTS[kind]
    return BY_KIND[kind].get(key, key)


def corrected(notes: Notes, item: AnyItem, name: str, value: str, cited: Cited) -> AnyItem | None:
    """``item`` with its field ``name`` as ``value`` says, None where its evidence and ``cited`` don't prove that."""
    read = FIELDS.get(name)
    if read is None or name not in type(item).model_fields or not value.strip():
        return None
    kind = KINDS[type(item)]
    cited = bearing(notes, kind, getattr(item, TEXTS[kind]), cited, item)
    evidence = (*item.evidence, *[passage for passage in cited if passage not in item.evidence])
    update = read(notes, value.strip(), evidence)
    if update is None or not _is_of(value, name, item):
        return None
    if "owners" in update:
        evidence = notes.with_speakers({owner.name for owner in notes.owners([value])}, evidence)
    elif name in {"made_by", "asked_by", "answered_by"}:
        evidence = notes.with_speakers({str(update[name])}, evidence)
    if name == TEXTS[kind] and kind in TELLING and not notes.prover.keeps(getattr(item, name), value, _beside(item)):
        return None
    changed = item.model_copy(update={**update, "evidence": evidence, "origin": "both"})
    return changed if _proves(notes, changed, name) else None


def _is_of(value: str, name: str, item: Item) -> bool:
    """Whether a new value corrects the item's own, and doesn't put another thing in its place.

    A new text tells of what the item's passages tell, a new name is the same person's, a figure has one role only.
    """
    if isinstance(item, Attendee) and name == "name":
        return not set(name_key(item.name).split()).isdisjoint(name_key(value).split())
    if name in TEXTS.values():
        own = frozenset(key_words(" ".join(passage.quote for passage in item.evidence)))
        said = frozenset(key_words(value))
        return len(said & own) >= SHARED * len(said)
    roles = ("value", "target", "previous", "change")
    return name not in roles or all(plain(getattr(item, role) or "") != plain(value) for role in roles if role != name)


def _beside(item: Item) -> str:
    """What an item says of who does it and until when."""
    owners, due = getattr(item, "owners", ()), getattr(item, "due", None)
    return " ".join([*[owner.name for owner in owners], due.text if due else ""])


def _proves(notes: Notes, item: Item, name: str) -> bool:
    """Whether the evidence of ``item`` says its field ``name``."""
    makes_it = name == "value" or (
        name == "status" and getattr(item, name) == "open"
    )  # without that it is no such item
    return notes.prover.proves_field(item, name) and (not makes_it or notes.prover.holds(item))


def emptied(notes: Notes, item: AnyItem, name: str, cited: Cited, *, marked: bool) -> AnyItem | None:
    """``item`` without what its field ``name`` says; None where it has to say something, or the notes do say that.

    In what the notes mark, a name or word that stands there counts as said; elsewhere only what is proven of the item.
    """
    fields = type(item).model_fields
    if name not in FIELDS or name not in fields or fields[name].is_required() or not cited:
        return None
    value = getattr(item, name)
    if marked and _stands(value, Passage([passage.quote for passage in item.evidence]), notes):
        return None
    if value not in {None, ()} and value != fields[name].get_default() and notes.prover.proves_field(item, name):
        return None
    evidence = (*item.evidence, *[passage for passage in cited if passage not in item.evidence])
    return item.model_copy(
        update={name: UNSAID.get(name, fields[name].get_default()), "evidence": evidence, "origin": "both"}
    )


def _stands(value: object, passage: Passage, notes: Notes) -> bool:
    """Whether what a field says stands in the passages."""
    if isinstance(value, tuple):
        return any(notes.names.prove(owner.name, passage) for owner in value)
    return passage.has(str(getattr(value, "text", value)))
