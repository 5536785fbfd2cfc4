"""What a model fills: lenient on purpose. Code turns it into what users receive.

Fields stand in the order in which a model should think of them; that order is part of the contract.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Kind = Literal["action", "decision", "risk", "question", "metric", "milestone", "attendee", "topic"]


class Wire(BaseModel):
    """Lenient: unknown fields are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Fix(Wire):
    """One field of a finding, or of the meeting itself, that the notes say otherwise.

    ``id`` is as shown to the model ("a3"; "title", "date" for the meeting's own). ``value`` null: the notes say none.
    """

    id: str
    field: str
    value: str | None
    lines: list[int]


class Addition(Wire):
    """Something that the rules missed, in the notes' words. What a kind has no use for is empty.

    ``who``: owners, or who decided or asked. ``due``: the notes' words. ``value``: a metric's figure, an action's
    status, a question's answer, an attendee's role.
    """

    kind: Kind
    text: str
    who: list[str]
    due: str | None
    value: str | None
    lines: list[int]


class Pick(Wire):
    """One highlight: a finding by its id, or a sentence of its own with the lines that prove it."""

    id: str | None
    text: str | None
    lines: list[int]


class ReviewAnswer(Wire):
    """What "review" asks for. ``abstract`` null and ``highlights`` empty: those shown are good."""

    drop: list[str]
    fix: list[Fix]
    add: list[Addition]
    abstract: str | None
    highlights: list[Pick]
