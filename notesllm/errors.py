"""Everything that notesllm raises on purpose.

    NotesllmError
    ├── InputError              the notes can't be read
    │   ├── InputNotFoundError      no file at that path (also a FileNotFoundError)
    │   ├── UnreadableInputError    a folder, no permission, a device error (also an OSError)
    │   ├── EmptyInputError         nothing but white space
    │   ├── BinaryInputError        not text: an image, an archive, an office document
    │   ├── InputTooLargeError      more than notes of one meeting can be
    │   └── UndecodableInputError   bytes that no known text encoding explains
    ├── ArgumentTypeError       an argument is of a type that stands for no notes or name (also a TypeError)
    └── OptionError             an option has a value that means nothing (also a ValueError)

Each message is one line and says what to do next. None of them holds text of the notes.
"""


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


class ArgumentTypeError(NotesllmError, TypeError):
    """An argument is of a type that means nothing."""


class OptionError(NotesllmError, ValueError):
    """An option has a value that means nothing."""
