"""A digest's opening worded by a model over HTTP: what leaves, what comes back, and what faults leave standing."""

import asyncio
import json
import pickle
import re
from collections.abc import Callable
from typing import Any

import pytest
from fault_runs import KEY, NOTES
from leaks import leaks
from scripted import in_turn, saying
from servers import FAULTS, Answer, Request, Server, failed
from test_sent_bytes import PEOPLE, SECRETS, notes

from notesllm import ExecutiveDigest, OpeningFailedError, OptionError, Reply, areword, digest, preview, reword
from notesllm.config import Options
from notesllm.errors import ArgumentTypeError
from notesllm.llm.budget import Ledger
from notesllm.llm.call import Call
from notesllm.llm.setting import setting_for
from notesllm.rewording import reword_within

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
Run = Callable[..., ExecutiveDigest]
ITEM = re.compile(r"^([a-z]\d+) (.+)$", re.MULTILINE)
PLAIN = digest([preview(NOTES)])
SAID = '{"opening":[{"text":"2 decisions were made.","ids":["n2"]},{"text":"Zoe Quux was fired.","ids":["n2"]}]}'


def awaited(of: ExecutiveDigest, **options: Any) -> ExecutiveDigest:  # noqa: ANN401 - those of the function
    return asyncio.run(areword(of, **options))


WAYS: dict[str, Run] = {"reword": reword, "areword": awaited}
ways = pytest.mark.parametrize("run", [pytest.param(run, id=name) for name, run in WAYS.items()])


def over(server: Server, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - those of the function
    return {"model": "openai/gpt-5-mini", "base_url": server.base_url, "api_key": KEY, "timeout": 10.0, **options}


def echoed(request: Request) -> Answer:
    """A model that says the first actions back as it was shown them."""
    user = request.json["messages"][1]["content"]
    told = [(key, text) for key, text in ITEM.findall(user) if key[0] == "a"][:3]
    assert told
    return saying(json.dumps({"opening": [{"text": text, "ids": [key]} for key, text in told]}))(request)


@ways
def test_strict_privacy_lets_no_name_or_secret_leave_and_restores_them(run: Run) -> None:
    before = digest([preview(notes(3))])
    with Server(echoed) as server:
        after = run(before, **over(server, privacy="strict"))
        (request,) = server.requests
    assert leaks(request.raw, [*SECRETS.values(), *PEOPLE.values()]) == []
    assert after.headline_origin == "model"
    assert "Zara Quill" in after.headline
    assert (after.usage.calls, after.usage.counted, after.degraded) == (1, True, ())
    assert after.usage.input_tokens > 0 < after.usage.output_tokens
    changed = {"headline", "headline_origin", "usage"}
    assert after.model_dump(exclude=changed) == before.model_dump(exclude=changed)


def test_without_privacy_names_leave() -> None:
    """Or the test above would pass with a server that is shown nothing."""
    with Server(echoed) as server:
        reword(digest([preview(notes(3))]), **over(server, privacy="off"))
        assert leaks(server.requests[0].raw, [PEOPLE["full"]]) == [PEOPLE["full"]]


@ways
def test_what_is_not_proven_is_left_out(run: Run) -> None:
    with Server(saying(SAID)) as server:
        after = run(PLAIN, **over(server))
    assert (after.headline, after.headline_origin) == ("2 decisions were made.", "model")


@pytest.mark.parametrize("text", ['{"opening":[]}', '{"opening":[{"text":"All is lost.","ids":["d1","zz"]}]}'])
def test_where_nothing_stands_the_rules_opening_does(text: str) -> None:
    with Server(saying(text)) as server:
        after = reword(PLAIN, **over(server, engine="llm"))
    assert (after.headline, after.headline_origin, after.degraded) == (PLAIN.headline, "rules", ())
    assert after.usage.calls == 1


@ways
@pytest.mark.parametrize(
    "name", ["error_page", "half_json", "json_null", "content_filter", "context_too_long", "length"]
)
def test_faults_leave_the_rules_opening_and_say_so(name: str, run: Run) -> None:
    fault = FAULTS[name]
    with Server(fault.answer) as server:
        after = run(PLAIN, **over(server, attempts=1))
        assert (after.headline, after.headline_origin) == (PLAIN.headline, "rules")
        assert [each.code for each in after.degraded] == [fault.code]
        with pytest.raises(OpeningFailedError, match=fault.code) as caught:
            run(PLAIN, **over(server, attempts=1, engine="llm"))
    assert caught.value.digest == after
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert again.digest == after


def test_a_failed_attempt_and_an_unusable_answer_are_asked_again() -> None:
    turns = in_turn(failed(503, headers={"Retry-After": "0"}), saying("What?"), saying(SAID))
    with Server(turns) as server:
        after = reword(PLAIN, **over(server))
        assert len(server.requests) == 3
    assert (after.headline_origin, after.usage.calls) == ("model", 3)


def test_nobody_is_asked_by_rules_or_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    def never(call: Call) -> str:
        raise AssertionError(call)

    assert reword(PLAIN) is PLAIN
    assert reword(PLAIN, engine="rules", backend=never) is PLAIN
    empty = digest([])
    assert reword(empty, backend=never) is empty
    with pytest.raises(ArgumentTypeError, match="str"):
        reword("text", backend=never)  # type: ignore[arg-type]
    with pytest.raises(OptionError):
        reword(PLAIN, backend=never, engine="lmm")  # type: ignore[arg-type]


def test_a_budget_is_kept_and_may_be_shared() -> None:
    asked: list[Call] = []

    def said(call: Call) -> Reply:
        asked.append(call)
        return Reply(SAID)

    setting = setting_for(Options(), model="openai/gpt-5-mini", host=None)
    spent = Ledger.of(Options(budget_tokens=10), setting)
    for after in (reword(PLAIN, backend=said, budget_tokens=10), reword_within(spent, PLAIN, backend=said)):
        assert [each.code for each in after.degraded] == ["budget"]
        assert after.usage.calls == 0
    assert not asked
    assert reword_within(None, PLAIN, backend=said).headline == "2 decisions were made."


def test_what_was_asked_before_is_not_asked_again() -> None:
    kept: dict[str, str] = {}
    asked: list[Call] = []

    def said(call: Call) -> str:
        asked.append(call)
        return SAID

    first, second = (reword(PLAIN, backend=said, cache=kept) for _ in range(2))
    assert len(asked) == 1
    assert first.headline == second.headline == "2 decisions were made."


def test_as_many_items_as_fit_a_small_window() -> None:
    many = digest(
        [
            preview(
                "Date: 2024-10-15\n\n"
                + "".join(f"- [ ] Ana Ruiz: paint the long fence number {n} by 2024-10-01\n" for n in range(80))
            )
        ]
    )
    sizes: list[int] = []

    def said(call: Call) -> str:
        sizes.append(len(ITEM.findall(call.messages[1].content)))
        return '{"opening":[]}'

    reword(many, backend=said)
    reword(many, backend=said, context_window=1500)
    assert sizes[0] == 60
    assert 5 < sizes[1] < 60


def test_the_same_digest_asks_the_same_bytes() -> None:
    calls: list[Call] = []

    def said(call: Call) -> str:
        calls.append(call)
        return SAID

    for _ in range(2):
        reword(PLAIN, backend=said, privacy="strict")
    assert calls[0].messages == calls[1].messages
