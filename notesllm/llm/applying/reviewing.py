"""What a review comes to: findings dropped, corrected and confirmed, and what was missing added."""

from collections.abc import Mapping

from notesllm.extract.identity import item_id
from notesllm.llm.applying.additions import Told
from notesllm.llm.applying.corrections import corrected, emptied, field_named
from notesllm.llm.applying.desk import Desk, Place, Standing
from notesllm.llm.applying.marked import is_marked
from notesllm.llm.applying.meeting import of_meeting
from notesllm.llm.applying.notes import KINDS
from notesllm.llm.wire import MEETING, Addition, Fix, ReviewAnswer
from notesllm.summary import Highlight, Item, Review

MOST = 500  # entries of a kind that one answer may have
FACT = "fact"
KIND_NAMES: Mapping[str, str] = {
    "action": "action_items",
    "decision": "decisions",
    "risk": "risks",
    "question": "questions",
    "metric": "metrics",
    "milestone": "milestones",
    "attendee": "attendees",
    "topic": "topics",
}


def reviewed(desk: Desk, answer: ReviewAnswer, findings: Mapping[str, Item], review: Review) -> Standing:
    """What stands after an answer in which the rules' ``findings`` were shown by short ids; ``review``: so far.

    Names in the answer are restored. What the cited lines don't prove is left out, and counted.
    """
    told: dict[str, Place | Highlight] = {
        shown: Place(KINDS[type(finding)], finding.id) for shown, finding in findings.items()
    }
    desk.count("unproven", answer.lost)  # what can't be read proves nothing
    touched = {fix.id for fix in answer.fix[:MOST] if _fix(desk, fix, findings)}
    for shown in dict.fromkeys(answer.drop[:MOST]):
        if shown in findings and shown not in touched:
            _drop(desk, findings[shown])
    for number, addition in enumerate(answer.add[:MOST], 1):
        place = _fact(desk, addition) if addition.kind == FACT else _add(desk, addition)
        if place and not answer.lost:  # else "n2" may be another than the model meant
            told[f"n{number}"] = place
    chosen = [told[shown] for shown in dict.fromkeys(answer.highlights[:MOST]) if shown in told]
    return desk.standing(review)._replace(abstract=answer.abstract, chosen=tuple(chosen))


def _add(desk: Desk, addition: Addition) -> Place | None:
    who, due, value = tuple(addition.who), addition.due or "", addition.value or ""
    kind = KIND_NAMES[addition.kind]
    return desk.add(Told(kind, addition.text, desk.cited(addition.lines), who, due, value))


def _fact(desk: Desk, addition: Addition) -> Highlight | None:
    """A sentence worth telling first that is no item."""
    text, cited = " ".join(addition.text.split()), desk.cited(addition.lines)
    if not cited or not desk.notes.says(text, cited):
        desk.count("unproven")
        return None
    return Highlight(id=item_id("h", text), evidence=cited, origin="model", text=text)


def _drop(desk: Desk, finding: Item) -> None:
    kind = KINDS[type(finding)]
    item = desk.items[kind].get(finding.id)
    if item is None:
        return
    if is_marked(kind, item, desk.notes) and not desk.is_told_again(kind, item):
        desk.count("refused")
    else:
        del desk.items[kind][item.id]
        desk.count("dropped")


def _fix(desk: Desk, fix: Fix, findings: Mapping[str, Item]) -> bool:
    """Correct what is proven; whether the notes have it so."""
    finding = findings.get(fix.id)
    if finding is None:
        return fix.id == MEETING and _fix_meeting(desk, fix)
    kind = KINDS[type(finding)]
    item = desk.items[kind].get(finding.id)
    if item is None:
        return False
    name, cited = field_named(fix.field, kind), desk.cited(fix.lines)
    if fix.value is None or not fix.value.strip():
        changed = emptied(desk.notes, item, name, cited, marked=is_marked(kind, item, desk.notes))
    else:
        changed = corrected(desk.notes, item, name, fix.value, cited)
    if changed is None:
        desk.count("unproven")
        return False
    if getattr(changed, name) != getattr(item, name):
        desk.items[kind][item.id] = changed
        desk.count("corrected")
    return True


def _fix_meeting(desk: Desk, fix: Fix) -> bool:
    name = fix.field.strip().casefold()
    if name in desk.fixes or not fix.value:
        return False
    value = of_meeting(desk.notes, name, fix.value, desk.cited(fix.lines))
    if value is None:
        desk.count("unproven")
        return False
    if value != getattr(desk.summary, name):
        desk.fixes[name] = value
        desk.count("corrected")
    return True
