"""The command line with a model: who reads the notes is said first, and what it could not do is said after."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import Command, Run
from servers import Answer, Server, completion, failed, refusing_port

from notesllm import MeetingSummary, preview
from notesllm.cli import main

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
KEY = "sk-a-key-that-nobody-may-see"
MODEL = "openai/gpt-5-mini"
NOTES = """# Weekly sync

Date: 2024-10-15
Attendees: Ana Ruiz, Bo Li

## Action items

- [ ] Ana: write the runbook by 2024-10-18

## Talk

Bo said the cache stays off until the audit, and that was fine with all.
"""
ADDED = {
    "kind": "decision",
    "text": "The cache stays off until the audit",
    "who": [],
    "due": None,
    "value": None,
    "lines": [12],
}
REVIEW = {"drop": [], "fix": [], "add": [ADDED], "abstract": None, "highlights": []}
GOOD = completion(REVIEW, usage=None)


@pytest.fixture
def notesllm(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """The command, with a key and a model in the environment."""

    def run(*arguments: str | Path, **environ: str) -> Run:
        for name, value in {"OPENAI_API_KEY": KEY, "NOTESLLM_MODEL": MODEL, **environ}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["notesllm", *map(str, arguments)])
        code = main()
        found = Run(code, *capfd.readouterr())
        assert KEY not in found.out + found.err
        return found

    return run


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(GOOD) as running:
        yield running


def as_json(run: Run) -> MeetingSummary:
    return MeetingSummary.model_validate_json(run.out)


def decisions(summary: MeetingSummary) -> list[str]:
    return [decision.text for decision in summary.decisions]


def test_a_model_completes_what_the_rules_found(notesllm: Command, notes: Path, server: Server) -> None:
    run = notesllm("summarize", notes, "--model", "openai/gpt-5-mini", "--base-url", server.base_url, "-f", "json")
    assert run.code == 0
    assert run.err == (
        f"notesllm: openai/gpt-5-mini at 127.0.0.1:{server.port} reads the notes; privacy off: nothing is replaced"
        " (--engine rules asks no model)\n"
    )
    summary = as_json(run)
    assert decisions(summary) == ["The cache stays off until the audit"]
    assert (summary.provenance.engine, summary.provenance.degraded) == ("llm", ())
    (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {KEY}"


def test_a_model_in_the_environment_is_asked(notesllm: Command, notes: Path, server: Server) -> None:
    run = notesllm("summarize", notes, "-f", "json", NOTESLLM_BASE_URL=server.base_url)
    assert run.err.startswith("notesllm: openai/gpt-5-mini at 127.0.0.1")
    assert as_json(run).provenance.model == MODEL


def test_a_key_alone_chooses_a_model(notesllm: Command, notes: Path) -> None:
    """At its provider, which these tests can't reach."""
    run = notesllm("summarize", notes, "--timeout", "0.5", "-f", "json", NOTESLLM_MODEL="")
    announced, missing = run.err.splitlines()
    assert announced.startswith(
        "notesllm: openai/gpt-5-mini at api.openai.com reads the notes; privacy strict: people,"
    )
    assert "the model's part is missing in all" in missing or "lines 1-12" in missing
    assert run.code == 0


def test_the_rules_ask_nobody(notesllm: Command, notes: Path, server: Server) -> None:
    run = notesllm("summarize", notes, "--engine", "rules", "-f", "json", NOTESLLM_BASE_URL=server.base_url)
    assert run == (0, preview(notes).model_dump_json(indent=2) + "\n", "")
    assert server.requests == []


@pytest.mark.parametrize(
    ("level", "told", "hidden"),
    [
        ("strict", "privacy strict: people, contact data, account numbers and secrets are replaced first", True),
        ("standard", "privacy standard: contact data, account numbers and secrets are replaced first", False),
        ("off", "privacy off: nothing is replaced", False),
    ],
)
def test_privacy_is_said_and_kept(  # noqa: PLR0917
    notesllm: Command,
    notes: Path,
    server: Server,
    level: str,
    told: str,
    hidden: bool,  # noqa: FBT001
) -> None:
    run = notesllm("summarize", notes, "--privacy", level, "-f", "json", NOTESLLM_BASE_URL=server.base_url)
    assert told in run.err
    assert (b"Ana" not in server.requests[0].raw) is hidden
    assert as_json(run).attendees[0].name == "Ana Ruiz"


def test_what_else_is_hidden_is_said(notesllm: Command, notes: Path, server: Server) -> None:
    hide = ("--privacy", "strict", "--hide", "organizations", "--hide", "money")
    run = notesllm("summarize", notes, *hide, NOTESLLM_BASE_URL=server.base_url)
    assert "strict: people, money, organizations, contact data, account numbers and secrets are" in run.err


def test_a_failure_is_said_and_the_rules_stand(notesllm: Command, notes: Path) -> None:
    with Server(failed(401)) as server:
        run = notesllm("summarize", notes, "-f", "json", NOTESLLM_BASE_URL=server.base_url)
    assert run.code == 0
    announced, missing = run.err.splitlines()
    assert announced.startswith("notesllm: openai/gpt-5-mini at")
    assert missing.startswith(f"notesllm: {notes}: the model's part is missing in ")
    assert "(auth: " in missing
    assert missing.endswith("; what the rules found stands")
    summary = as_json(run)
    assert summary.action_items == preview(notes).action_items
    assert [each.code for each in summary.provenance.degraded] == ["auth"]


def test_where_the_model_was_asked_for_its_failure_is_one_of_the_run(notesllm: Command, notes: Path) -> None:
    with Server(failed(401)) as server:
        run = notesllm("summarize", notes, "--engine", "llm", "-f", "json", NOTESLLM_BASE_URL=server.base_url)
    assert run.code == 1
    assert run.err.count("\n") == 2
    assert run.err.splitlines()[1].startswith(f"notesllm: {notes}: ")
    assert as_json(run).action_items == preview(notes).action_items


@pytest.mark.parametrize("engine", ["auto", "llm"])
def test_a_model_that_cannot_be_connected(notesllm: Command, notes: Path, engine: str) -> None:
    run = notesllm("summarize", notes, "--model", "nobody/knows", "--engine", engine, "-f", "json")
    assert run.code == (engine == "llm")
    assert run.err.count("\n") == 1
    assert "not_configured" in run.err or engine == "llm"
    assert as_json(run).action_items == preview(notes).action_items


def test_the_engine_llm_without_any_model(notesllm: Command, notes: Path) -> None:
    run = notesllm("summarize", notes, "--engine", "llm", OPENAI_API_KEY="", NOTESLLM_MODEL="")
    assert run.code == 2
    assert run.err.count("\n") == 1
    assert "model" in run.err


def test_a_missing_key_is_one_line(notes: Path) -> None:
    """In a process of its own, in which no vendor has been loaded before."""
    command = [sys.executable, "-m", "notesllm", "summarize", str(notes), "--model", "openai/gpt-5-mini"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stderr.startswith(
        f"notesllm: {notes}: the model's part is missing in all (not_configured: there is no key"
    )
    assert run.stderr.count("\n") == 1


def test_nobody_listens(notesllm: Command, notes: Path) -> None:
    address = f"http://127.0.0.1:{refusing_port()}/v1"
    run = notesllm("summarize", notes, "--timeout", "1", "-f", "json", NOTESLLM_BASE_URL=address)
    assert run.code == 0
    assert [each.code for each in as_json(run).provenance.degraded] in (["connection"], ["deadline"])


def test_several_files_over_one_connection(notesllm: Command, notes: Path, tmp_path: Path) -> None:
    with Server(GOOD) as server:
        run = notesllm("summarize", notes, notes, notes, "-o", f"{tmp_path}/out/", NOTESLLM_BASE_URL=server.base_url)
    assert (len(server.requests), server.connections) == (3, 1)
    assert (run.code, run.out, run.err.count("\n")) == (0, "", 1)
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_a_budget_holds(notesllm: Command, notes: Path, server: Server) -> None:
    run = notesllm("summarize", notes, "--budget-usd", "0.0001", "-f", "json", NOTESLLM_BASE_URL=server.base_url)
    assert (run.code, server.requests) == (0, [])
    assert [each.code for each in as_json(run).provenance.degraded] == ["budget"]
    assert "(budget: " in run.err


def test_a_budget_is_for_all_files_together(notesllm: Command, notes: Path) -> None:
    """Each call may take some 17,000 tokens and takes 1,000: after three of them, 19,900 allow for no fourth."""
    answer = completion(REVIEW, usage={"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000})
    with Server(answer) as server:
        where = {"NOTESLLM_BASE_URL": server.base_url}
        run = notesllm("summarize", *[notes] * 5, "--budget-tokens", "19900", "-f", "json", **where)
    degraded = [
        [each.code for each in MeetingSummary.model_validate_json(line).provenance.degraded]
        for line in run.out.splitlines()
    ]
    assert (run.code, len(server.requests)) == (0, 3)
    assert degraded == [[], [], [], ["budget"], ["budget"]]


def test_options_reach_the_model(notesllm: Command, notes: Path) -> None:
    with Server(GOOD) as server:
        where = ("--base-url", server.base_url, "--model", "some/model")
        run = notesllm("summarize", notes, *where, "--output-language", "German", "--price", "1,2", "-f", "json")
        assert "German" in json.dumps(server.requests[0].json)
    assert as_json(run).provenance.usage.cost_usd


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["--privacy", "none"], "strict"),
        (["--hide", "colours"], "choose one of: money, organizations"),
        (["--budget-usd", "0"], "budget_usd must be a number above 0"),
        (["--budget-tokens", "many"], "--budget-tokens"),
        (["--timeout", "-1"], "timeout must be a number above 0"),
        (["--strategy", "guess"], "review"),
        (["--price", "1"], "write it as 0.25,2.00"),
        (["--price", "1,x"], "write it as 0.25,2.00"),
        (["--price=-1,2"], "write it as 0.25,2.00"),
        (["--api-key", "sk-1"], "No such option: --api-key"),
    ],
)
def test_wrong_use_is_exit_code_2(notesllm: Command, notes: Path, arguments: list[str], advice: str) -> None:
    run = notesllm("summarize", notes, *arguments)
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert advice in run.err


def test_a_key_is_no_argument(notesllm: Command) -> None:
    told = " ".join(notesllm("summarize", "--help").out.split())
    assert "Its key is read from the environment only" in told
    for name in ("ENGINE", "MODEL", "BASE_URL", "PRIVACY", "LANGUAGE"):
        assert f"[env: NOTESLLM_{name}]" in told


def test_cost_is_told_without_a_call(notesllm: Command, example: Path) -> None:
    run = notesllm("cost", example, example, "--model", "openai/gpt-5-mini", "--volume", "1000", "-f", "json")
    assert (run.code, run.err) == (0, "")
    found = json.loads(run.out)
    assert (found["documents"], found["volume"], found["counted"]) == (2, 1000, True)
    assert found["review"]["calls"] == 2000
    assert 0 < found["review"]["cost_usd"] < found["extract"]["cost_usd"]
    assert found["review"]["cost_usd"] < found["review"]["most_cost_usd"]
    assert found["ratio"] > 1.5


def test_cost_as_a_table(notesllm: Command, notes: Path) -> None:
    head, _, heads, review, extract, _, ratio = notesllm("cost", notes).out.splitlines()
    assert head == "openai/gpt-5-mini, 1 document; tokens counted; USD a million tokens: 0.25 in, 2 out"
    assert heads.split() == ["calls", "input", "output", "USD", "USD", "at", "most"]
    assert (review.split()[:2], extract.split()[:2]) == (["review", "1"], ["extract", "1"])
    assert ratio.endswith(" times fewer dollars")


def test_the_cost_of_a_model_without_a_price(notesllm: Command, notes: Path) -> None:
    told = notesllm("cost", notes, "--model", "some/model").out
    assert "tokens estimated; no price known (give --price)" in told
    assert "times fewer tokens" in told
    assert "USD a million tokens: 1 in, 2 out" in notesllm("cost", notes, "--model", "some/model", "--price", "1,2").out


def test_no_sum_where_a_file_is_missing(notesllm: Command, notes: Path) -> None:
    run = notesllm("cost", notes, notes.parent / "missing.md")
    assert (run.code, run.out, run.err.count("\n")) == (1, "", 1)
    assert run.err.count("missing.md") == 1


def test_ctrl_c_stops_at_once(notes: Path) -> None:
    with Server(Answer(delay=60)) as server:
        environ = {**os.environ, "NOTESLLM_BASE_URL": server.base_url, "NOTESLLM_MODEL": "some/model"}
        with subprocess.Popen(
            [sys.executable, "-m", "notesllm", "summarize", notes],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            until = time.monotonic() + 15
            while not server.requests and time.monotonic() < until:
                time.sleep(0.05)
            process.send_signal(signal.SIGINT)
            assert process.wait(8) == 130  # of the 60 s that the server takes
            assert process.stderr is not None
            assert process.stderr.read().count(b"\n") == 1
