"""Everything that notesllm raises on purpose.

    NotesllmError
    ├── InputError              the notes can't be read
    │   ├── InputNotFoundError      no file at that path (also a FileNotFoundError)
    │   ├── UnreadableInputError    a folder, no permission, a device error (also an OSError)
    │   ├── EmptyInputError         nothing but white space
    │   ├── BinaryInputError        not text: an image, an archive, an office document
    │   ├── InputTooLargeError      more than notes of one meeting can be
    │   └── UndecodableInputError   bytes that no known text encoding explains
    ├── BackendError            a model could not be asked, or gave no answer that can be used; `code` says which
    ├── ModelFailedError        engine="llm", and some of what the model should have said is missing; holds `summary`
    ├── OpeningFailedError      the same of a digest's opening; holds `digest`, with the rules' headline
    ├── ArchiveError            summaries can't be kept or found: no place to write, no room, no full-text search
    │   ├── ArchiveBusyError        another process has been writing for too long; nothing is lost, run it again
    │   ├── ArchiveDamagedError     no archive, or one whose contents are damaged
    │   ├── ArchiveVersionError     written by a later version of this library
    │   └── UnknownItemError        no item of that id, or several
    ├── TemplateError           a template can't be used
    │   ├── TemplateNotFoundError   none of that name, or no such part of one; the message names what there is
    │   ├── TemplateSyntaxError     not written as templates are; the message has file and line
    │   └── TemplateFailedError     it names what is not there, does what templates may not, or doesn't end
    ├── ArgumentTypeError       an argument is of a type that stands for no notes or name (also a TypeError)
    └── OptionError             an option has a value that means nothing (also a ValueError)

Each message is one line and says what to do next. None of them holds text of the notes, or a key.
"""

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from notesllm.digest.model import ExecutiveDigest
    from notesllm.summary import Degraded, MeetingSummary


class NotesllmError(Exception):
    """The root: catch this to catch all that the library raises on purpose."""


class InputError(NotesllmError):
    """The notes can't be read."""


class InputNotFoundError(InputError, FileNotFoundError):
    """There is no file at the given path."""


class UnreadableInputError(InputError, OSError):
    """The path is there, but can't be read as a file."""


class EmptyInputError(InputError):
    """The notes hold nothing but white space."""


class BinaryInputError(InputError):
    """The input is not text."""


class UndecodableInputError(InputError):
    """The bytes fit no text encoding that could be recognised."""


class InputTooLargeError(InputError):
    """The input is larger than the notes of one meeting can be."""


class ArchiveError(NotesllmError):
    """The archive can't be used."""


class ArchiveBusyError(ArchiveError):
    """Another process holds the archive."""


class ArchiveDamagedError(ArchiveError):
    """The file is no archive, or a damaged one."""


class ArchiveVersionError(ArchiveError):
    """The archive was written by a later version of this library."""


class UnknownItemError(ArchiveError):
    """There is no item of that id, or more than one."""


class TemplateError(NotesllmError):
    """A template can't be used."""


class TemplateNotFoundError(TemplateError):
    """There is no template of that name, or none that can be read."""


class TemplateSyntaxError(TemplateError):
    """The template is not written as templates are."""


class TemplateFailedError(TemplateError):
    """The template names what is not there, does what templates may not, or goes on for too long."""


class ArgumentTypeError(NotesllmError, TypeError):
    """An argument is of a type that means nothing."""


class OptionError(NotesllmError, ValueError):
    """An option has a value that means nothing."""


class Tokens(NamedTuple):
    """What a model read and wrote, as its server counted; None where it does not say.

    ``cached`` is part of ``input``.
    """

    input: int | None = None
    output: int | None = None
    cached: int = 0


NO_TOKENS = Tokens()
BackendCode = Literal[
    "connection",  # refused, reset, cut, no such host, TLS
    "timeout",  # no answer in time
    "deadline",  # the time for the whole document is over
    "rate_limited",  # 429
    "quota",  # 429 or 402: no credit left
    "server_error",  # 408, 409, 5xx, 529
    "bad_request",  # 400, 422
    "auth",  # 401, 403
    "not_found",  # 404: no such model or address
    "too_large",  # 413, or more than the model's window
    "refusal",  # the model declined
    "content_filter",  # the provider's filter stopped it
    "truncated",  # the answer was cut at its length limit
    "input_truncated",  # the server read less than it was sent
    "malformed",  # no answer of the asked shape: HTML, an empty body, null, broken JSON, wrong types
    "budget",  # it could have passed the budget, so it was not asked
    "not_configured",  # no model, no key, or a package that is not installed
    "internal",  # an answer that this library failed to apply: a fault of ours
    "backend",  # a backend of the caller's raised something else
]
RETRYABLE: frozenset[BackendCode] = frozenset(("connection", "timeout", "rate_limited", "server_error"))


class BackendError(NotesllmError):
    """A model gave no usable answer.

    ``code`` is stable and meant for programs. ``retry_after`` is what the server asked to wait, in seconds.
    ``tokens`` and ``attempts`` are what it took so far; ``untold`` of the attempts may have taken more than anybody
    says. The message holds neither notes, answer nor key.
    """

    def __init__(
        self,
        code: BackendCode,
        message: str,
        *,
        retry_after: float | None = None,
        tokens: Tokens = NO_TOKENS,
        attempts: int = 1,
        untold: int = 0,
    ) -> None:
        super().__init__(message)
        self.code: BackendCode = code
        self.retry_after = retry_after
        self.tokens = tokens
        self.attempts = attempts
        self.untold = untold

    def __reduce__(self) -> tuple[object, ...]:
        """For pickle and copy, which else make it of its message alone."""
        return type(self), (self.code, str(self)), self.__dict__

    @property
    def retryable(self) -> bool:
        """Whether asking again may help."""
        return self.code in RETRYABLE


class ModelFailedError(NotesllmError):
    """The model failed where its part was asked for.

    ``summary`` holds what there is, as valid as ever, ``degraded`` what it lacks.
    """

    def __init__(self, message: str, summary: "MeetingSummary") -> None:
        super().__init__(message)
        self.summary = summary

    @property
    def degraded(self) -> "tuple[Degraded, ...]":
        """What is missing, why, and of which lines."""
        return self.summary.provenance.degraded

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (str(self), self.summary)


class OpeningFailedError(NotesllmError):
    """The model failed to word a digest's opening where that was asked for; ``digest`` has the rules' headline."""

    def __init__(self, message: str, digest: "ExecutiveDigest") -> None:
        super().__init__(message)
        self.digest = digest

    @property
    def degraded(self) -> "tuple[Degraded, ...]":
        """What is missing, and why."""
        return self.digest.degraded

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (str(self), self.digest)
