"""The summary of one meeting."""

import datetime as dt
from typing import Literal

from notesllm.summary.items import (
    ActionItem,
    Attendee,
    Decision,
    Highlight,
    Metric,
    Milestone,
    Model,
    NextMeeting,
    Question,
    Risk,
    Topic,
    Warning,
)
from notesllm.summary.provenance import Provenance

MeetingKind = Literal[
    "all_hands",
    "standup",
    "status",
    "planning",
    "review",
    "retrospective",
    "postmortem",
    "one_on_one",
    "board",
    "interview",
    "other",
]


class MeetingSummary(Model):
    """What one meeting yielded, every item with the words that prove it.

    ``id`` derives from the SHA-256 of the text (as UTF-8, without a BOM). ``abstract`` (2 to 4 sentences) and
    ``highlights`` (at most 7, most important first) are at most 200 words together: what an executive reads first.
    ``time`` and ``location`` are as written. ``attendee_count`` is what the notes say, else how many their lists of
    attendees name; null where there is neither, since those who speak are not all who came.
    """

    schema_version: Literal["1"] = "1"
    id: str
    title: str | None = None
    date: dt.date | None = None
    time: str | None = None
    location: str | None = None
    kind: MeetingKind = "other"
    attendees: tuple[Attendee, ...] = ()
    attendee_count: int | None = None
    abstract: str = ""
    highlights: tuple[Highlight, ...] = ()
    topics: tuple[Topic, ...] = ()
    decisions: tuple[Decision, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    risks: tuple[Risk, ...] = ()
    questions: tuple[Question, ...] = ()
    metrics: tuple[Metric, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    next_meeting: NextMeeting | None = None
    warnings: tuple[Warning, ...] = ()
    provenance: Provenance

    def to_markdown(self) -> str:
        """The summary as GitHub-flavoured Markdown, for a pull request, an issue or a wiki."""
        from notesllm.render import to_markdown  # noqa: PLC0415 - above this layer; loaded when asked for

        return to_markdown(self)

    def to_text(self) -> str:
        """The summary as plain text, 100 columns wide, without colours."""
        from notesllm.render import to_text  # noqa: PLC0415 - above this layer; loaded when asked for

        return to_text(self)
