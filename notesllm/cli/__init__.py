"""The command line: arguments in, the library in between, a renderer out."""

import gc
import os
import sys

from notesllm.errors import NotesllmError

NO_MEMORY = "not enough memory to summarise this; split the notes"


class ReaderGoneError(Exception):
    """Nobody reads standard output any more. No OSError, for those typer turns into a failure."""


class OutputError(Exception):
    """Standard output takes nothing: it is closed, or its device is full. No input could do better."""


def main() -> int:
    """Run a command, and return its exit code. Whatever happens, nobody gets to see a traceback.

    0: all went well. 1: some input failed. 2: the command was used wrongly. 130 and 141: stopped by Ctrl-C, or by the
    end of the pipe that read the output.
    """
    gc.set_threshold(100_000)  # a tenth of the start went into looking for garbage where there is none
    from notesllm.cli.app import run

    try:
        code = run(sys.argv[1:])
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except (BrokenPipeError, ReaderGoneError):
        _silence()
        return 141
    except (OutputError, OSError) as error:
        _silence()
        return complain(reason(error) if isinstance(error, OSError) else f"{error}")
    except NotesllmError as error:
        return complain(f"{error}")
    except MemoryError:
        return complain(NO_MEMORY)
    except Exception as error:  # noqa: BLE001 - the last line of defence
        return complain(f"internal error, please report it: {describe(error)}")
    return code


def describe(error: Exception) -> str:
    """Where something that should not happen happened; its message may hold text of the notes, so it is left out."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else ""
    return f"{type(error).__name__}{where}"


def reason(error: OSError, place: object = "standard output") -> str:
    """What the system refused, and where; ``place`` is for errors that don't say it."""
    return f"{error.strerror or error}: {error.filename or place}"


def complain(message: str) -> int:
    """Say on one line of standard error what went wrong; the exit code."""
    say(message)
    return 1


def say(message: str) -> None:
    """Say something on one line of standard error, if there is one."""
    if sys.stderr is not None:
        print(f"notesllm: {' '.join(message.split())}", file=sys.stderr, flush=True)  # noqa: T201 - the command line


def _silence() -> None:
    # Or Python would complain again on its way out about what is still to be written.
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
