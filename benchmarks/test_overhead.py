"""What a model call costs us beside what OpenAI's bare client takes for it: CPU time of this process.

Both ask the same, for the same answer, of a server in another process. "Ours" is all that happens between a plan that
wants calls and its parsed answers: driver, cache, retries, budget, adapter, instructor, guards and lenient parsing.
"Bare" is ``create`` and validation by pydantic, with as many calls in flight.
"""

import asyncio
import gc
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import instructor
import openai
import pytest

from benchmarks.conftest import Row, Table
from benchmarks.inputs import TRANSCRIPT
from benchmarks.loopback import answering
from notesllm.config import Options
from notesllm.llm.adapter import ModelBackend, connect
from notesllm.llm.call import Call, Message, Reply
from notesllm.llm.driving import Terms, adriven, driven
from notesllm.llm.portable import schema_name, strict_schema
from notesllm.llm.setting import setting_for
from notesllm.llm.step import Plan, Step
from notesllm.llm.wire import ReviewAnswer, parse_answer
from notesllm.summary import MeetingSummary, Prompt, Provenance, Source

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
BAR = 1.5
ROUNDS = 7
IN_FLIGHT = (1, 16, 128)
MODEL = "some-model"
ADDED = {"kind": "action", "text": "Write the runbook for the cache", "who": ["Ana"], "due": "Friday", "value": None}
FIXED = {"id": "a1", "field": "due", "value": "end of month", "lines": [12]}
ANSWER = {
    "drop": ["a3", "d2"],
    "fix": [FIXED] * 4,
    "add": [{**ADDED, "lines": [line]} for line in range(8)],
    "abstract": "The team reviewed the migration. Two decisions were taken; the runbook is still missing.",
    "highlights": ["d1", "n1", "a2"],
}
EMPTY = MeetingSummary(
    id="m-0", provenance=Provenance(source=Source(sha256="0" * 64, characters=0, lines=0, format="text"))
)
Measure = Callable[[int], None]


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("answers") / "answer.json"
    path.write_text(json.dumps(ANSWER), encoding="utf-8")
    with answering(path) as url:
        yield url


def some_call() -> Call:
    messages = (Message("system", "Review the notes."), Message("user", TRANSCRIPT.read_text(encoding="utf-8")))
    prompt = Prompt(name="review", version="1", sha256="0" * 64)
    return Call("review", messages, ReviewAnswer, prompt, input_tokens=1_000, max_output_tokens=2_000)


def plan_of(calls: tuple[Call, ...]) -> Plan[MeetingSummary]:
    """Wants all calls at once, and parses what comes."""
    outcomes = yield Step(calls, lambda: EMPTY)
    for _, outcome in outcomes:
        assert isinstance(outcome, Reply), outcome
        assert len(parse_answer(outcome.text, ReviewAnswer).add) == 8
    return EMPTY


def terms(flight: int) -> Terms:
    options = Options(concurrency=flight, budget_tokens=10**9, timeout=100)
    return Terms.of(options, setting_for(options, model=MODEL, host="127.0.0.1"))


def arguments(call: Call) -> dict[str, Any]:
    """The same request for the bare client."""
    schema = {"name": schema_name(ReviewAnswer), "strict": True, "schema": strict_schema(ReviewAnswer)}
    return {
        "model": MODEL,
        "messages": [message._asdict() for message in call.messages],
        "max_tokens": call.max_output_tokens,
        "timeout": call.timeout,
        "response_format": {"type": "json_schema", "json_schema": schema},
    }


def validate(completion: Any) -> None:  # noqa: ANN401 - a vendor's value
    assert len(ReviewAnswer.model_validate_json(completion.choices[0].message.content).add) == 8


def cpu(measured: Measure, calls: int) -> float:
    """Seconds of CPU that one call takes."""
    started = time.process_time()
    measured(calls)
    return (time.process_time() - started) / calls


def compared(ours: Measure, bare: Measure, flight: int) -> tuple[float, float]:
    """The least seconds of each, in turns, so that both have the same neighbours."""
    calls = max(64, 2 * flight)
    for measured in (ours, bare):
        measured(flight)  # connections are opened
    gc.collect()
    gc.freeze()  # garbage of calls is collected and counted; searching all of pytest for it is not their doing
    try:
        pairs = [(cpu(ours, calls), cpu(bare, calls)) for _ in range(ROUNDS)]
    finally:
        gc.unfreeze()
    return min(our for our, _ in pairs), min(other for _, other in pairs)


def judge(table: Table, kind: str, flight: int, figures: tuple[float, float]) -> None:
    ours, bare = figures
    what = f"CPU of a model call / of the bare client's, {kind}, {flight} in flight"
    table.append(Row(what, f"{ours * 1e3:.2f} ms / {bare * 1e3:.2f} ms = {ours / bare:.2f}", f"at most {BAR}"))
    assert ours <= BAR * bare


@pytest.mark.parametrize("flight", IN_FLIGHT)
def test_awaiting(flight: int, base_url: str, table: Table) -> None:
    call = some_call()
    asked = arguments(call)

    async def ours(backend: ModelBackend, calls: int) -> None:
        async for _ in adriven(plan_of((call,) * calls), backend.acall, terms(flight)):
            pass

    async def bare(client: openai.AsyncOpenAI, calls: int) -> None:
        slots = asyncio.Semaphore(flight)

        async def one() -> None:
            async with slots:
                validate(await client.chat.completions.create(**asked))

        await asyncio.gather(*(one() for _ in range(calls)))

    with asyncio.Runner() as runner:
        backend = connect(MODEL, base_url=base_url, api_key="k")
        client = openai.AsyncOpenAI(base_url=base_url, api_key="k", max_retries=0)
        figures = compared(
            lambda calls: runner.run(ours(backend, calls)), lambda calls: runner.run(bare(client, calls)), flight
        )
        runner.run(backend.aclose())
        runner.run(client.close())
    judge(table, "awaiting", flight, figures)


def test_instructor_by_itself(base_url: str, table: Table) -> None:
    """Why instructor is asked for plain completions: with a model to fill, it alone would miss the bar."""
    asked = arguments(some_call())
    wire = {"messages": asked["messages"], "extra_body": {"response_format": asked["response_format"]}}
    with openai.OpenAI(base_url=base_url, api_key="k", max_retries=0) as client:
        made = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA, model=MODEL)

        def filled(calls: int) -> None:
            for _ in range(calls):
                assert len(made.create(response_model=ReviewAnswer, max_retries=0, **wire).add) == 8

        def plain(calls: int) -> None:
            for _ in range(calls):
                validate(made.create(response_model=None, **wire))

        def bare(calls: int) -> None:
            for _ in range(calls):
                validate(client.chat.completions.create(**asked))

        for what, measured in {"with a model to fill": filled, "for plain completions": plain}.items():
            took, least = compared(measured, bare, 1)
            table.append(Row(f"CPU of instructor {what} / of the bare client", f"{took / least:.2f}", ""))


@pytest.mark.parametrize("flight", IN_FLIGHT)
def test_blocking(flight: int, base_url: str, table: Table) -> None:
    call = some_call()
    asked = arguments(call)
    with (
        connect(MODEL, base_url=base_url, api_key="k") as backend,
        openai.OpenAI(base_url=base_url, api_key="k", max_retries=0) as client,
        ThreadPoolExecutor(flight) as pool,
    ):

        def ours(calls: int) -> None:
            for _ in driven(plan_of((call,) * calls), backend, terms(flight)):
                pass

        def bare(calls: int) -> None:
            list(pool.map(lambda _: validate(client.chat.completions.create(**asked)), range(calls)))

        figures = compared(ours, bare, flight)
    judge(table, "blocking", flight, figures)
