"""The command line: arguments in, the library in between, a renderer out."""

import gc
import os
import sys

from notesllm.errors import NotesllmError


class ReaderGoneError(Exception):
    """Nobody reads standard output any more. No OSError, for those typer turns into a failure."""


def main() -> int:
    """Run a command, and return its exit code. Whatever happens, nobody gets to see a traceback.

    0: all went well. 1: some input failed. 2: the command was used wrongly. 130 and 141: stopped by Ctrl-C, or by the
    end of the pipe that read the output.
    """
    gc.set_threshold(100_000)  # a tenth of the start went into looking for garbage where there is none
    from notesllm.cli.app import run

    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except (BrokenPipeError, ReaderGoneError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python would complain again on its way out
        return 141
    except (NotesllmError, OSError) as error:
        return _complain(f"{error}")
    except Exception as error:  # noqa: BLE001 - the last line of defence
        return _complain(f"internal error, please report it: {describe(error)}")
    return code


def describe(error: Exception) -> str:
    """Where something that should not happen happened; its message may hold text of the notes, so it is left out."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" at {place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place else ""
    return f"{type(error).__name__}{where}"


def _complain(message: str) -> int:
    print(f"notesllm: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201 - this is the command line
    return 1
