"""What came of asking a backend, as a value that all else can rely on, whatever the backend did."""

import asyncio
import inspect
from dataclasses import dataclass, replace

from notesllm.errors import NO_TOKENS, BackendError, NotesllmError, OptionError, Tokens
from notesllm.llm.call import Reply
from notesllm.llm.step import Outcome

LONGEST = 4 * 2**20  # characters of an answer; a thousand times what is expected


@dataclass(frozen=True, slots=True, repr=False)
class Answered:
    """What a backend returned, or else what it raised. Its repr tells neither: asyncio logs those of slow tasks."""

    value: object
    error: BaseException | None = None


def outcome_of(answered: Answered) -> Outcome:
    """It as a value. What is meant for the caller, such as an interrupt, is raised.

    The message of a backend's exception is left out: it may hold notes, or a key.
    """
    value = answered.value
    if answered.error is not None:
        return _fault(answered.error)
    if isinstance(value, BackendError):
        return _sound_error(value)
    if isinstance(value, Reply | str):
        return _sound_reply(value if isinstance(value, Reply) else Reply(value))
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        raise OptionError("the backend returns what has to be awaited; use asummarize or astream")
    return BackendError("backend", f"the backend returned {type(value).__name__}, neither a Reply nor a str")


def overdue(*, attempted: bool) -> BackendError:
    """There was no time for an answer."""
    when = "no answer came before the time for all calls was over" if attempted else "the time for all calls was over"
    return BackendError("deadline", f"{when}; raise timeout", attempts=int(attempted))


def _fault(error: BaseException) -> BackendError:
    if isinstance(error, BackendError):
        return _sound_error(error)
    passed_on = isinstance(error, NotesllmError) or not isinstance(error, Exception)
    if passed_on and not isinstance(error, asyncio.CancelledError):  # of something inside it; nobody cancelled the call
        raise error
    return BackendError("backend", f"the backend raised {type(error).__name__}")


def _sound_reply(reply: Reply) -> Outcome:
    text: object = reply.text
    if not isinstance(text, str):
        return BackendError("backend", f"the backend's Reply holds {type(text).__name__}, and no text")
    tokens = _sound_tokens(reply.tokens)
    if len(text) > LONGEST:
        return BackendError("malformed", f"the answer is longer than {LONGEST:,} characters", tokens=tokens)
    return replace(reply, tokens=tokens, attempts=_sound_count(reply.attempts, 1), untold=_sound_count(reply.untold, 0))


def _sound_error(error: BackendError) -> BackendError:
    wait: object = error.retry_after
    error.retry_after = wait if isinstance(wait, int | float) else None
    error.tokens = _sound_tokens(error.tokens)
    error.attempts, error.untold = _sound_count(error.attempts, 1), _sound_count(error.untold, 0)
    return error


def _sound_tokens(tokens: object) -> Tokens:
    """What is no count is not known."""
    if not isinstance(tokens, Tokens) or not _is_count(tokens.cached):
        return NO_TOKENS
    return tokens if all(each is None or _is_count(each) for each in tokens[:2]) else NO_TOKENS


def _sound_count(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and _is_count(value) else otherwise


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
