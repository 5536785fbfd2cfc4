"""What a model fills: lenient on purpose. Code turns it into what users receive."""

from notesllm.llm.wire.base import AnswerError, Wire
from notesllm.llm.wire.extract import (
    ComposeAnswer,
    DigestAnswer,
    ExtractAnswer,
    WireAction,
    WireAttendee,
    WireDecision,
    WireHighlight,
    WireMetric,
    WireMilestone,
    WireNextMeeting,
    WireQuestion,
    WireRisk,
    WireSentence,
    WireTopic,
)
from notesllm.llm.wire.parsing import parse_answer
from notesllm.llm.wire.review import MEETING, MEETING_FIELDS, Addition, Fix, Kind, ReviewAnswer

__all__ = [
    "MEETING",
    "MEETING_FIELDS",
    "Addition",
    "AnswerError",
    "ComposeAnswer",
    "DigestAnswer",
    "ExtractAnswer",
    "Fix",
    "Kind",
    "ReviewAnswer",
    "Wire",
    "WireAction",
    "WireAttendee",
    "WireDecision",
    "WireHighlight",
    "WireMetric",
    "WireMilestone",
    "WireNextMeeting",
    "WireQuestion",
    "WireRisk",
    "WireSentence",
    "WireTopic",
    "parse_answer",
]
