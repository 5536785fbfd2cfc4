"""Read by mypy, never run: the types that callers see. An ignore that is not needed fails the check too."""

import datetime as dt
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import Unpack, assert_type

import notesllm
from notesllm import (
    ActionItem,
    AsyncBackend,
    Backend,
    BackendError,
    Call,
    Choices,
    DecisionLine,
    Degraded,
    Due,
    Estimate,
    Evidence,
    ExecutiveDigest,
    MeetingSummary,
    ModelBackend,
    ModelFailedError,
    OpeningFailedError,
    Owner,
    Price,
    Reply,
    Tokens,
    areword,
    astream,
    asummarize,
    connect,
    digest,
    estimate,
    preview,
    reword,
    stream,
    summarize,
)
from notesllm.testing import RecordingBackend, ReplayingBackend, ScriptedBackend

summary = summarize(Path("notes.md"))
assert_type(summary, MeetingSummary)
assert_type(preview("text", name="notes.md", meeting_date=dt.date(2024, 10, 15)), MeetingSummary)
assert_type(summarize(b"bytes", language="de", keep_unproven=True), MeetingSummary)
assert_type(notesllm.__version__, str)

told = digest([summary], since=dt.date(2024, 10, 1), until=None, as_of=dt.date(2024, 10, 31))
assert_type(told, ExecutiveDigest)
assert_type(notesllm.digest(iter([summary]), previous=told), ExecutiveDigest)
assert_type(told.decisions, tuple[DecisionLine, ...])
digest(summary)  # type: ignore[arg-type]

assert_type(summary.date, dt.date | None)
assert_type(summary.action_items, tuple[ActionItem, ...])
assert_type(summary.action_items[0].owners, tuple[Owner, ...])
assert_type(summary.action_items[0].due, Due | None)
assert_type(summary.action_items[0].evidence, tuple[Evidence, ...])
assert_type(summary.to_markdown(), str)
assert_type(summary.to_text(), str)


def answering(call: Call) -> Reply | str:
    assert_type(call.lines, tuple[int, int] | None)
    return Reply("{}", tokens=Tokens(1, 1)) if call.max_output_tokens else "{}"


def wrapped(backend: Backend) -> Backend:
    def logged(call: Call) -> Reply | str:
        return backend(call)

    return logged


def with_choices(notes: str, **choices: Unpack[Choices]) -> MeetingSummary:
    return summarize(notes, backend=wrapped(answering), **choices)


def what_is_missing(error: ModelFailedError) -> tuple[Degraded, ...]:
    return error.degraded


async def answering_later(call: Call) -> Reply:
    raise BackendError("refusal", call.name, retry_after=1.0)


later: AsyncBackend = answering_later


async def awaiting() -> None:
    assert_type(await asummarize("text", backend=answering_later), MeetingSummary)
    assert_type(await asummarize("text", backend=answering), MeetingSummary)
    assert_type(await areword(notesllm.digest([]), backend=answering_later), ExecutiveDigest)
    assert_type(astream("text", backend=answering_later), AsyncGenerator[MeetingSummary])
    async for better in astream("text", model="openai/gpt-5-mini"):
        assert_type(better, MeetingSummary)


assert_type(summarize("text", backend=answering, cache={}, budget_usd=0.1, price=Price(1.0, 2.0)), MeetingSummary)
assert_type(stream("text", backend=answering), Generator[MeetingSummary])
assert_type(estimate("text", model="openai/gpt-5-mini"), Estimate)
with connect("ollama/qwen3") as model:
    assert_type(model, ModelBackend)
    summarize("text", backend=model)
try:
    summarize("text", engine="llm")
except ModelFailedError as failed:
    assert_type(failed.summary, MeetingSummary)

assert_type(reword(notesllm.digest([]), backend=answering, output_language="de"), ExecutiveDigest)
try:
    reword(notesllm.digest([]), engine="llm")
except OpeningFailedError as unworded:
    assert_type(unworded.digest, ExecutiveDigest)

scripted = ScriptedBackend(["{}", {"abstract": "Fine."}, BackendError("refusal", "no")], host="localhost")
assert_type(summarize("text", backend=scripted), MeetingSummary)
assert_type(scripted.calls, list[Call])
ScriptedBackend(lambda call: {"abstract": call.name})
summarize("text", backend=RecordingBackend(answering_later, Path("answers.json")))
summarize("text", backend=ReplayingBackend(Path("answers.json")))

summarize("text", backend=answering_later)  # type: ignore[arg-type]
summarize("text", backend="openai/gpt-5-mini")  # type: ignore[arg-type]
summarize("text", budget_euro=1.0)  # type: ignore[call-arg]
connect("ollama/qwen3", "http://localhost")  # type: ignore[call-arg]
ScriptedBackend([42])  # type: ignore[list-item]
summarize(["a", "list"])  # type: ignore[arg-type]
summarize("text", engine="magic")  # type: ignore[arg-type]
summarize("text", None)  # type: ignore[call-arg]
summarize("text", meeting_date="2024-10-15")  # type: ignore[arg-type]
summary.title = "frozen"  # type: ignore[misc]
notesllm.summarise  # type: ignore[attr-defined]  # noqa: B018
