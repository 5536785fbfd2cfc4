"""What the items of each kind claim, and so what has to be proven of them."""

from typing import NamedTuple

from notesllm.summary import ActionItem, Attendee, Decision, Item, Metric, Milestone, Question, Risk


class Claim(NamedTuple):
    """What items of a kind claim: without ``text`` and ``value`` an item is nothing, the rest can be taken off."""

    text: str
    value: str = ""
    owners: bool = False
    due: bool = False
    figures: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()  # sentences beside the text


CLAIMS = {
    "action_items": Claim("task", owners=True, due=True),
    "decisions": Claim("text", people=("made_by",), asides=("rationale",)),
    "risks": Claim("text", owners=True, asides=("mitigation",)),
    "questions": Claim("text", people=("asked_by", "answered_by"), asides=("answer",)),
    "metrics": Claim("name", value="value", figures=("target", "previous", "change")),
    "milestones": Claim("text", due=True),
}
OF_MODELS = {**CLAIMS, "attendees": Claim("name", asides=("role", "email", "organization"))}
FIELDS: dict[type[Item], str] = {
    Attendee: "attendees",
    ActionItem: "action_items",
    Decision: "decisions",
    Risk: "risks",
    Question: "questions",
    Metric: "metrics",
    Milestone: "milestones",
}


def claim_of(item: Item) -> Claim | None:
    """What ``item`` claims; nothing for items of which only the quotes are compared."""
    field = FIELDS.get(type(item))
    return OF_MODELS[field] if field else None
