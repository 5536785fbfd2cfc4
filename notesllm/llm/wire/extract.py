"""What the other prompts ask for: a whole summary, its opening, and a digest's."""

from notesllm.llm.wire.base import Wire
from notesllm.summary.items import Priority, Severity, Status
from notesllm.summary.meeting import MeetingKind


class WireAttendee(Wire):
    """Whether somebody was absent, or the host, the notes' own words tell."""

    name: str
    role: str | None
    email: str | None
    organization: str | None
    lines: list[int]


class WireTopic(Wire):
    title: str
    gist: str | None
    key_points: list[str]
    lines: list[int]


class WireDecision(Wire):
    text: str
    rationale: str | None
    made_by: str | None
    lines: list[int]


class WireAction(Wire):
    """``due`` is the notes' words, as everywhere."""

    task: str
    owners: list[str]
    due: str | None
    status: Status | None
    priority: Priority | None
    lines: list[int]


class WireRisk(Wire):
    text: str
    severity: Severity | None
    mitigation: str | None
    owners: list[str]
    lines: list[int]


class WireQuestion(Wire):
    text: str
    asked_by: str | None
    answer: str | None
    answered_by: str | None
    lines: list[int]


class WireMetric(Wire):
    """Figures as written."""

    name: str
    value: str
    target: str | None
    previous: str | None
    change: str | None
    lines: list[int]


class WireMilestone(Wire):
    text: str
    due: str | None
    status: Status | None
    lines: list[int]


class WireNextMeeting(Wire):
    text: str
    lines: list[int]


class WireHighlight(Wire):
    text: str
    lines: list[int]


class ExtractAnswer(Wire):
    """What "extract" asks for. ``date`` is the notes' words or an ISO day. How many were there, the rules count."""

    title: str | None
    date: str | None
    time: str | None
    location: str | None
    kind: MeetingKind | None
    attendees: list[WireAttendee]
    topics: list[WireTopic]
    decisions: list[WireDecision]
    action_items: list[WireAction]
    risks: list[WireRisk]
    questions: list[WireQuestion]
    metrics: list[WireMetric]
    milestones: list[WireMilestone]
    next_meeting: WireNextMeeting | None
    abstract: str | None
    highlights: list[WireHighlight]


class WireSentence(Wire):
    """A sentence and the ids of the items that it tells."""

    text: str
    ids: list[str]


class ComposeAnswer(Wire):
    """What "compose" asks for: the opening of a long document's summary, from its items."""

    abstract: str | None
    highlights: list[WireSentence]


class DigestAnswer(Wire):
    """What "digest" asks for: the opening paragraph of a digest, sentence by sentence."""

    opening: list[WireSentence]
