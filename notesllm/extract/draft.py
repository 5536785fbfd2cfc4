"""What the rules have found so far, handed from rule to rule."""

import datetime as dt
from dataclasses import dataclass, field

from notesllm.extract.roster import Roster
from notesllm.summary import (
    ActionItem,
    Attendee,
    Decision,
    Highlight,
    MeetingKind,
    Metric,
    Milestone,
    NextMeeting,
    Question,
    Risk,
    Topic,
    Warning,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of a summary, and the roster that resolves names. A rule returns it with its own fields replaced."""

    roster: Roster = field(default_factory=Roster)
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
