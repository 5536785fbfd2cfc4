"""Meeting notes in, a typed summary out, in which every item points at the words that prove it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notesllm.api import preview, summarize
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
        UndecodableInputError,
        UnreadableInputError,
    )
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
    "Attendee",
    "BackendError",
    "BinaryInputError",
    "Coverage",
    "Decision",
    "Degraded",
    "Due",
    "EmptyInputError",
    "Evidence",
    "Highlight",
    "InputError",
    "InputNotFoundError",
    "InputTooLargeError",
    "Item",
    "MeetingSummary",
    "Metric",
    "Milestone",
    "ModelFailedError",
    "NextMeeting",
    "NotesllmError",
    "OptionError",
    "Owner",
    "Prompt",
    "Provenance",
    "Question",
    "Review",
    "Risk",
    "Source",
    "Topic",
    "UndecodableInputError",
    "UnreadableInputError",
    "Usage",
    "Warning",
    "__version__",
    "preview",
    "summarize",
]


if not TYPE_CHECKING:  # or a type checker would take any name for one of ours

    def __getattr__(name: str) -> object:
        """Load a public name when it is first used: importing the library costs next to nothing."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = "api" if name.islower() else "errors" if name.endswith("Error") else "summary"
        value = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
        return value


def __dir__() -> list[str]:
    return [*__all__, "__doc__", "__file__", "__name__", "__path__"]
