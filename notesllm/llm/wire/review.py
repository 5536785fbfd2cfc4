"""What "review" asks for: corrections of what the rules found, and what they missed."""

from typing import ClassVar, Literal

from notesllm.llm.wire.base import Wire

Kind = Literal["action", "decision", "risk", "question", "metric", "milestone", "attendee", "topic", "fact"]
MEETING = "meeting"
MEETING_FIELDS = ("title", "date", "time", "location", "kind", "attendee_count", "next_meeting")


class Fix(Wire):
    """One field of a finding, or of the meeting itself, that the notes say otherwise.

    ``id`` is as shown to the model ("a3"), or :data:`MEETING` with a field of :data:`MEETING_FIELDS`. ``field`` is one
    of the finding's model ("due", "owners", "value", …). ``value`` null: the notes say none. Several owners are
    separated by commas.
    """

    telling: ClassVar[frozenset[str]] = frozenset({"value"})
    id: str
    field: str
    value: str | None
    lines: list[int]


class Addition(Wire):
    """Something that the rules missed, in the notes' words. What a kind has no use for is empty.

    ``who``: owners, or who decided or asked. ``due``: the notes' words. ``value``: a metric's figure, the status of an
    action or milestone, a question's answer, a risk's severity, an attendee's role. A "fact" is a sentence for the
    highlights that is no item.
    """

    kind: Kind
    text: str
    who: list[str]
    due: str | None
    value: str | None
    lines: list[int]


class ReviewAnswer(Wire):
    """What "review" asks for.

    ``highlights``: at most seven ids, most important first, of findings ("d1") or of additions: "n1" is the first entry
    of ``add``, as the model wrote it. ``abstract`` null and ``highlights`` empty: the rules' stay.
    """

    drop: list[str]
    fix: list[Fix]
    add: list[Addition]
    abstract: str | None
    highlights: list[str]
