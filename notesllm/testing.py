"""Doubles of models, so that what is built on notesllm can be tested offline.

Each is a backend, blocking and awaitable, for ``summarize(notes, backend=...)`` and its likes: one that answers by
script, one that records what another answered, one that replays such a record.
"""

import asyncio
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from notesllm.errors import BackendError, NotesllmError, Tokens
from notesllm.llm.asking import awaiting, blocking, said_of_itself
from notesllm.llm.call import AsyncBackend, Backend, Call, Reply
from notesllm.llm.outcomes import Answered, outcome_of

__all__ = ["Answer", "MissingAnswerError", "RecordingBackend", "ReplayingBackend", "ScriptedBackend"]

Answer = str | Mapping[str, Any] | Reply | Exception


class MissingAnswerError(NotesllmError):
    """A double was asked what it has no answer for: the test is incomplete. No engine turns this into a summary."""


class ScriptedBackend:
    """Answers by script, and keeps what it was asked in ``calls``.

    ``answers`` are given in the order of the calls, or by a function of the call: JSON as text or as a mapping, a whole
    :class:`notesllm.Reply`, or an exception to raise, such as a :class:`notesllm.BackendError`. Every attempt at a call
    takes one, so a script of retries is a row of errors. ``host`` None is treated as any stranger's: privacy "strict".
    """

    def __init__(
        self,
        answers: Iterable[Answer] | Callable[[Call], Answer],
        *,
        model: str = "scripted",
        host: str | None = None,
    ) -> None:
        self.model = model
        self.host = host
        self.calls: list[Call] = []
        self._answer = answers if callable(answers) else _in_order(answers)
        self._lock = threading.Lock()

    def __call__(self, call: Call) -> Reply:
        with self._lock:
            self.calls.append(call)
            answer = self._answer(call)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Reply):
            return answer
        return Reply(answer if isinstance(answer, str) else json.dumps(answer), model=self.model)

    async def acall(self, call: Call) -> Reply:
        return self(call)


def _in_order(answers: Iterable[Answer]) -> Callable[[Call], Answer]:
    row: Iterator[Answer] = iter(list(answers))
    given = 0

    def answer(call: Call) -> Answer:
        nonlocal given
        for each in row:
            given += 1
            return each
        raise MissingAnswerError(f"the script holds {given} answers, and {call.name!r} asks for one more")

    return answer


class RecordingBackend:
    """Asks another backend, and writes each answer to ``path``, a file of readable JSON for :class:`ReplayingBackend`.

    The file holds no key and no question, but answers, which tell of the notes: keep it where the notes may be kept.
    It is written anew after each answer; what it held before stays. An error is recorded where no reply follows it.
    """

    def __init__(self, backend: Backend | AsyncBackend, path: Path) -> None:
        self.model = said_of_itself(backend, "model")
        self.host = said_of_itself(backend, "host")
        self._backend = backend
        self._path = path
        self._lock = threading.Lock()
        self._records: dict[str, Any] = _records(path) if path.exists() else {}

    def __call__(self, call: Call) -> Reply:
        ask = blocking(self._backend)
        try:
            answered = Answered(ask(call))
        except Exception as error:  # noqa: BLE001 - told by the outcome
            answered = Answered(None, error)
        return self._kept(call, answered)

    async def acall(self, call: Call) -> Reply:
        try:
            value = await awaiting(self._backend)(call)
            answered = value if isinstance(value, Answered) else Answered(value)
        except Exception as error:  # noqa: BLE001 - told by the outcome
            answered = Answered(None, error)
        return await asyncio.to_thread(self._kept, call, answered)

    def _kept(self, call: Call, answered: Answered) -> Reply:
        outcome = outcome_of(answered)
        record: dict[str, Any] = {"call": call.name, "prompt": f"{call.prompt.name}.v{call.prompt.version}"}
        failed = isinstance(outcome, BackendError)
        with self._lock:
            if isinstance(outcome, BackendError):
                record |= {"error": outcome.code, "message": str(outcome)}
            else:
                record |= {
                    "model": outcome.model,
                    "tokens": outcome.tokens._asdict(),
                    "answer": _readable(outcome.text),
                }
            if not failed or call.key not in self._records:
                self._records[call.key] = record
                self._write()
        if isinstance(outcome, BackendError):
            raise outcome
        return outcome

    def _write(self) -> None:
        """All at once, so that whatever stops this process leaves the file whole."""
        text = json.dumps(self._records, indent=2, ensure_ascii=False) + "\n"
        partial = self._path.with_name(f".{self._path.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            partial.write_text(text, encoding="utf-8")
            partial.replace(self._path)
        finally:
            partial.unlink(missing_ok=True)


class ReplayingBackend:
    """Answers what a :class:`RecordingBackend` recorded at ``path``, to the very same questions only.

    Other notes, options or versions of a prompt ask other questions; then it is time to record anew. Give the
    ``privacy`` that was recorded with, since pseudonyms are part of the question.
    """

    def __init__(self, path: Path, *, model: str = "replayed", host: str | None = None) -> None:
        self.model = model
        self.host = host
        self._path = path
        self._records = _records(path)

    def __call__(self, call: Call) -> Reply:
        record = self._records.get(call.key)
        if record is None:
            raise MissingAnswerError(
                f"{self._path.name} holds no answer to {call.name!r} as it is asked; record it anew"
            )
        if "error" in record:
            raise BackendError(record["error"], record["message"])
        answer = record["answer"]
        text = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        return Reply(text, Tokens(**record["tokens"]), record["model"])

    async def acall(self, call: Call) -> Reply:
        return self(call)


def _records(path: Path) -> dict[str, Any]:
    try:
        records = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MissingAnswerError(f"{path.name} is no record that can be read ({type(error).__name__})") from None
    if not isinstance(records, dict):
        raise MissingAnswerError(f"{path.name} is no record of answers")
    return records


def _readable(text: str) -> object:
    """JSON as it is, so that people can read and edit it; other text as text."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, dict) else text
