"""The doubles that users test their own apps with."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from toy_plan import call_of

from notesllm import BackendError, Call, MeetingSummary, OptionError, Reply, Tokens, asummarize, summarize
from notesllm.testing import Answer, MissingAnswerError, RecordingBackend, ReplayingBackend, ScriptedBackend

NOTES = """# Sync

Date: 2024-10-15

Attendees: Ana Ruiz, Bo Winter

- Ana will call the bank by Friday (secret-word).
"""
FINE = {"abstract": "The bank is called this week."}

Ask = Callable[[Any, Call], Reply]


def blocking(backend: Any, call: Call) -> Reply:  # noqa: ANN401
    reply: Reply = backend(call)
    return reply


def awaiting(backend: Any, call: Call) -> Reply:  # noqa: ANN401
    reply: Reply = asyncio.run(backend.acall(call))
    return reply


both = pytest.mark.parametrize("ask", [blocking, awaiting])

ANSWERS: list[tuple[str, Answer, str]] = [
    ("text", '{"thing": "x"}', '{"thing": "x"}'),
    ("a mapping", {"thing": "x"}, '{"thing": "x"}'),
    ("a reply", Reply("{}", Tokens(3, 1)), "{}"),
]


@both
@pytest.mark.parametrize(("answer", "text"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_a_script_is_answered_from(ask: Ask, answer: Answer, text: str) -> None:
    backend = ScriptedBackend([answer])
    call = call_of()
    assert ask(backend, call).text == text
    assert backend.calls == [call]


@both
def test_a_script_may_raise(ask: Ask) -> None:
    error = BackendError("rate_limited", "slow down", retry_after=1.0)
    backend = ScriptedBackend([error, ValueError("x")])
    with pytest.raises(BackendError) as caught:
        ask(backend, call_of())
    assert caught.value is error
    with pytest.raises(ValueError, match="x"):
        ask(backend, call_of())
    assert len(backend.calls) == 2


@both
def test_a_script_may_be_a_function(ask: Ask) -> None:
    backend = ScriptedBackend(lambda call: {"thing": call.name})
    assert json.loads(ask(backend, call_of(name="review 2/3")).text) == {"thing": "review 2/3"}


@pytest.mark.parametrize("engine", ["auto", "llm"])
def test_a_script_that_ends_too_soon_is_no_degraded_summary(engine: Any) -> None:  # noqa: ANN401
    with pytest.raises(MissingAnswerError, match=r"the script holds 0 answers, and 'review.*' asks for one more"):
        summarize(NOTES, backend=ScriptedBackend([]), engine=engine)
    with pytest.raises(MissingAnswerError):
        asyncio.run(asummarize(NOTES, backend=ScriptedBackend([]), engine=engine))


def test_apps_see_what_they_would_see_of_a_model() -> None:
    backend = ScriptedBackend([FINE])
    summary = summarize(NOTES, backend=backend)
    assert (summary.provenance.engine, summary.provenance.model) == ("llm", "scripted")
    assert not any("Winter" in message.content for message in backend.calls[0].messages)  # a stranger's: strict


def _sync(backend: Any) -> MeetingSummary:  # noqa: ANN401
    return summarize(NOTES, backend=backend)


def _async(backend: Any) -> MeetingSummary:  # noqa: ANN401
    return asyncio.run(asummarize(NOTES, backend=backend))


runs = pytest.mark.parametrize("run", [_sync, _async])


@runs
def test_what_was_recorded_is_replayed(run: Callable[[Any], MeetingSummary], tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    recorded = run(RecordingBackend(ScriptedBackend([Reply(json.dumps(FINE), Tokens(900, 30), "m-1")]), path))
    replayed = run(ReplayingBackend(path, model="scripted"))
    assert replayed == recorded
    assert recorded.provenance.usage.input_tokens == 900


def test_a_record_can_be_read_and_holds_no_question(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    summarize(NOTES, backend=RecordingBackend(ScriptedBackend([FINE]), path))
    ((key, record),) = json.loads(path.read_text(encoding="utf-8")).items()
    assert len(key) == 64
    assert record["answer"] == FINE
    assert record["call"].startswith("review")
    assert "secret-word" not in path.read_text(encoding="utf-8")


@both
def test_a_record_grows_and_keeps_replies_rather_than_errors(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    error = BackendError("server_error", "busy")
    one, two, three = (call_of(text) for text in ("one", "two", "three"))
    recording = RecordingBackend(ScriptedBackend([error, {"thing": "1"}, error]), path)
    for call, fails in ((one, True), (one, False), (two, True)):
        if fails:
            with pytest.raises(BackendError, match="busy"):
                ask(recording, call)
        else:
            ask(recording, call)
    ask(RecordingBackend(ScriptedBackend(["no JSON"]), path), three)
    replaying = ReplayingBackend(path)
    assert [ask(replaying, call).text for call in (one, three)] == ['{"thing": "1"}', "no JSON"]
    with pytest.raises(BackendError, match="busy") as caught:
        ask(replaying, two)
    assert caught.value.code == "server_error"


@both
def test_what_was_never_recorded_is_told(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    ask(RecordingBackend(ScriptedBackend([{}]), path), call_of("one"))
    with pytest.raises(MissingAnswerError, match=r"answers\.json holds no answer to 'review 1/1'"):
        ask(ReplayingBackend(path), call_of("two"))


@pytest.mark.parametrize("content", [None, "[]", "{", b"\xff\xfe\x00"], ids=["missing", "a list", "broken", "binary"])
def test_a_record_that_is_none_is_told(content: str | bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(MissingAnswerError, match=r"answers\.json is no record"):
        ReplayingBackend(path)


def test_an_async_backend_is_recorded_by_awaiting_callers_only(tmp_path: Path) -> None:
    async def answering(_: Call) -> str:
        return json.dumps(FINE)

    recording = RecordingBackend(answering, tmp_path / "answers.json")
    assert _async(recording).provenance.degraded == ()
    with pytest.raises(OptionError, match="asummarize"):
        _sync(recording)


def test_a_record_stays_whole_where_writing_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "answers.json"
    recording = RecordingBackend(ScriptedBackend([{"thing": "1"}, {"thing": "2"}]), path)
    recording(call_of("one"))
    before = path.read_bytes()

    def full(self: Path, text: str, encoding: str) -> None:
        self.write_bytes(text.encode(encoding)[:20])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", full)
        with pytest.raises(OSError, match="No space"):
            recording(call_of("two"))
    assert [each.name for each in tmp_path.iterdir()] == ["answers.json"]
    assert path.read_bytes() == before
