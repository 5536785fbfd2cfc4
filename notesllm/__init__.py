"""Meeting notes in, a typed summary out, in which every item points at the words that prove it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notesllm.api import astream, asummarize, estimate, preview, stream, summarize
    from notesllm.archive import Archive, Edit, Found
    from notesllm.config import Choices, Options, Price
    from notesllm.digest import digest
    from notesllm.digest.model import (
        ActionLine,
        Change,
        Citation,
        Conflict,
        Counts,
        DecisionLine,
        DueChange,
        ExecutiveDigest,
        Line,
        Matter,
        Meeting,
        MetricLine,
        MetricPoint,
        MilestoneLine,
        Person,
        QuestionLine,
        Reassignment,
        RiskLine,
    )
    from notesllm.errors import (
        ArchiveBusyError,
        ArchiveDamagedError,
        ArchiveError,
        ArchiveVersionError,
        ArgumentTypeError,
        BackendError,
        BinaryInputError,
        EmptyInputError,
        InputError,
        InputNotFoundError,
        InputTooLargeError,
        ModelFailedError,
        NotesllmError,
        OpeningFailedError,
        OptionError,
        TemplateError,
        TemplateFailedError,
        TemplateNotFoundError,
        TemplateSyntaxError,
        Tokens,
        UndecodableInputError,
        UnknownItemError,
        UnreadableInputError,
    )
    from notesllm.export import export_to
    from notesllm.folder import digest_folder
    from notesllm.llm.adapter import ModelBackend, connect
    from notesllm.llm.call import AsyncBackend, Backend, Call, Message, Reply
    from notesllm.llm.estimating import Estimate, Work
    from notesllm.rewording import areword, reword
    from notesllm.summary import (
        ActionItem,
        Attendee,
        Coverage,
        Decision,
        Degraded,
        Due,
        Evidence,
        Highlight,
        Item,
        MeetingSummary,
        Metric,
        Milestone,
        NextMeeting,
        Owner,
        Prompt,
        Provenance,
        Question,
        Review,
        Risk,
        Source,
        Topic,
        Usage,
        Warning,
    )
    from notesllm.writing import write

__version__ = "0.1.0"

__all__ = [
    "ActionItem",
    "ActionLine",
    "Archive",
    "ArchiveBusyError",
    "ArchiveDamagedError",
    "ArchiveError",
    "ArchiveVersionError",
    "ArgumentTypeError",
    "AsyncBackend",
    "Attendee",
    "Backend",
    "BackendError",
    "BinaryInputError",
    "Call",
    "Change",
    "Choices",
    "Citation",
    "Conflict",
    "Counts",
    "Coverage",
    "Decision",
    "DecisionLine",
    "Degraded",
    "Due",
    "DueChange",
    "Edit",
    "EmptyInputError",
    "Estimate",
    "Evidence",
    "ExecutiveDigest",
    "Found",
    "Highlight",
    "InputError",
    "InputNotFoundError",
    "InputTooLargeError",
    "Item",
    "Line",
    "Matter",
    "Meeting",
    "MeetingSummary",
    "Message",
    "Metric",
    "MetricLine",
    "MetricPoint",
    "Milestone",
    "MilestoneLine",
    "ModelBackend",
    "ModelFailedError",
    "NextMeeting",
    "NotesllmError",
    "OpeningFailedError",
    "OptionError",
    "Options",
    "Owner",
    "Person",
    "Price",
    "Prompt",
    "Provenance",
    "Question",
    "QuestionLine",
    "Reassignment",
    "Reply",
    "Review",
    "Risk",
    "RiskLine",
    "Source",
    "TemplateError",
    "TemplateFailedError",
    "TemplateNotFoundError",
    "TemplateSyntaxError",
    "Tokens",
    "Topic",
    "UndecodableInputError",
    "UnknownItemError",
    "UnreadableInputError",
    "Usage",
    "Warning",
    "Work",
    "__version__",
    "areword",
    "astream",
    "asummarize",
    "connect",
    "digest",
    "digest_folder",
    "estimate",
    "export_to",
    "preview",
    "reword",
    "stream",
    "summarize",
    "write",
]

_HOMES = {
    "api": ("astream", "asummarize", "estimate", "preview", "stream", "summarize"),
    "archive": ("Archive", "Edit", "Found"),
    "config": ("Choices", "Options", "Price"),
    "digest": ("digest",),
    "digest.model": (
        "ActionLine",
        "Change",
        "Citation",
        "Conflict",
        "Counts",
        "DecisionLine",
        "DueChange",
        "ExecutiveDigest",
        "Line",
        "Matter",
        "Meeting",
        "MetricLine",
        "MetricPoint",
        "MilestoneLine",
        "Person",
        "QuestionLine",
        "Reassignment",
        "RiskLine",
    ),
    "errors": ("Tokens",),
    "export": ("export_to",),
    "folder": ("digest_folder",),
    "llm.adapter": ("ModelBackend", "connect"),
    "llm.call": ("AsyncBackend", "Backend", "Call", "Message", "Reply"),
    "llm.estimating": ("Estimate", "Work"),
    "rewording": ("areword", "reword"),
    "writing": ("write",),
}  # of all others: errors, or summary

if not TYPE_CHECKING:  # or a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        """Load a public name when it is first used: importing the library costs next to nothing."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        other = "errors" if name.endswith("Error") else "summary"
        home = next((module for module, names in _HOMES.items() if name in names), other)
        module = import_module(f"{__name__}.{home}")
        value = globals()[name] = module if name == home else getattr(module, name)
        return value


def __dir__() -> list[str]:
    return [*__all__, "__doc__", "__file__", "__name__", "__path__"]
