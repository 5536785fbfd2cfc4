"""Meeting notes in, a typed summary out, in which every item points at the words that prove it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notesllm.api import astream, asummarize, estimate, preview, stream, summarize
    from notesllm.config import Choices, Options, Price
    from notesllm.errors import (
        ArgumentTypeError,
        BackendError,
        BinaryInputError,
        EmptyInputError,
        InputError,
        InputNotFoundError,
        InputTooLargeError,
        ModelFailedError,
        NotesllmError,
        OptionError,
        Tokens,
        UndecodableInputError,
        UnreadableInputError,
    )
    from notesllm.llm.adapter import ModelBackend, connect
    from notesllm.llm.call import AsyncBackend, Backend, Call, Message, Reply
    from notesllm.llm.estimating import Estimate, Work
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

__version__ = "0.1.0"

__all__ = [
    "ActionItem",
    "ArgumentTypeError",
    "AsyncBackend",
    "Attendee",
    "Backend",
    "BackendError",
    "BinaryInputError",
    "Call",
    "Choices",
    "Coverage",
    "Decision",
    "Degraded",
    "Due",
    "EmptyInputError",
    "Estimate",
    "Evidence",
    "Highlight",
    "InputError",
    "InputNotFoundError",
    "InputTooLargeError",
    "Item",
    "MeetingSummary",
    "Message",
    "Metric",
    "Milestone",
    "ModelBackend",
    "ModelFailedError",
    "NextMeeting",
    "NotesllmError",
    "OptionError",
    "Options",
    "Owner",
    "Price",
    "Prompt",
    "Provenance",
    "Question",
    "Reply",
    "Review",
    "Risk",
    "Source",
    "Tokens",
    "Topic",
    "UndecodableInputError",
    "UnreadableInputError",
    "Usage",
    "Warning",
    "Work",
    "__version__",
    "astream",
    "asummarize",
    "connect",
    "estimate",
    "preview",
    "stream",
    "summarize",
]

_HOMES = {
    "api": ("astream", "asummarize", "estimate", "preview", "stream", "summarize"),
    "config": ("Choices", "Options", "Price"),
    "errors": ("Tokens",),
    "llm.adapter": ("ModelBackend", "connect"),
    "llm.call": ("AsyncBackend", "Backend", "Call", "Message", "Reply"),
    "llm.estimating": ("Estimate", "Work"),
}  # of all others: errors, or summary

if not TYPE_CHECKING:  # or a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        """Load a public name when it is first used: importing the library costs next to nothing."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        other = "errors" if name.endswith("Error") else "summary"
        home = next((module for module, names in _HOMES.items() if name in names), other)
        value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
        return value


def __dir__() -> list[str]:
    return [*__all__, "__doc__", "__file__", "__name__", "__path__"]
