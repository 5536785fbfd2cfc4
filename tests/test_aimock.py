"""Against a server that others wrote, with its chaos switched on."""

from collections.abc import Iterator

import pytest
from fault_runs import NOTES, WAYS, Run, check_as_the_rules_say, check_no_worse, chosen
from scripted import NOTHING
from servers.aimock import Aimock, missing
from tenacity.wait import wait_none

from notesllm.errors import BackendCode

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing() or ""),
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
CHAOS: dict[str, tuple[BackendCode, int]] = {
    "rateLimitRate": ("rate_limited", 2),
    "dropRate": ("server_error", 2),
    "disconnectRate": ("connection", 2),
    "malformedRate": ("malformed", 1),
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aimock]:
    with Aimock(NOTHING, tmp_path_factory.mktemp("aimock")) as server:
        yield server


@pytest.fixture
def aimock(running: Aimock, monkeypatch: pytest.MonkeyPatch) -> Aimock:
    monkeypatch.setattr("notesllm.llm.retry.BACKOFF", wait_none())
    running.chaos()
    running.requests()
    return running


ways = pytest.mark.parametrize("run", [pytest.param(run, id=name) for name, run in WAYS.items()])


@ways
def test_without_chaos(aimock: Aimock, run: Run) -> None:
    summary = run(NOTES, **chosen(aimock.base_url))
    check_no_worse(summary)
    assert summary.provenance.degraded == ()
    assert summary.provenance.engine == "llm"
    assert aimock.requests() == 1


@ways
@pytest.mark.parametrize("kind", CHAOS)
def test_chaos_that_stays(aimock: Aimock, kind: str, run: Run) -> None:
    aimock.chaos(**{kind: 1})
    code, requests = CHAOS[kind]
    summary = run(NOTES, **chosen(aimock.base_url, attempts=2))
    check_as_the_rules_say(summary)
    assert [each.code for each in summary.provenance.degraded] == [code]
    assert aimock.requests() == requests


@ways
def test_chaos_of_all_kinds(aimock: Aimock, run: Run) -> None:
    """Whatever its dice say: never worse than the rules, and where it is no better, it says so."""
    aimock.chaos(dropRate=0.2, malformedRate=0.2, disconnectRate=0.2)
    for _ in range(10):
        summary = run(NOTES, **chosen(aimock.base_url, attempts=2))
        check_no_worse(summary)
        assert (summary.provenance.engine == "llm") == (not summary.provenance.degraded)
        assert 1 <= aimock.requests() <= 2
