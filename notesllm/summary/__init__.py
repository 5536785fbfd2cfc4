"""What users receive: pydantic models only."""

from notesllm.summary.items import (
    ActionItem,
    Attendee,
    Decision,
    Due,
    Evidence,
    Highlight,
    Item,
    Metric,
    Milestone,
    NextMeeting,
    Owner,
    Question,
    Risk,
    Topic,
    Warning,
)
from notesllm.summary.meeting import MeetingKind, MeetingSummary
from notesllm.summary.provenance import Coverage, Degraded, Prompt, Provenance, Review, Source, Usage

__all__ = [
    "ActionItem",
    "Attendee",
    "Coverage",
    "Decision",
    "Degraded",
    "Due",
    "Evidence",
    "Highlight",
    "Item",
    "MeetingKind",
    "MeetingSummary",
    "Metric",
    "Milestone",
    "NextMeeting",
    "Owner",
    "Prompt",
    "Provenance",
    "Question",
    "Review",
    "Risk",
    "Source",
    "Topic",
    "Usage",
    "Warning",
]
