"""What was answered before is not asked again; what a cache does wrong costs nothing else."""

import warnings
from typing import cast

import pytest
from playing import Clock, Played
from toy_plan import call_of

from notesllm.errors import BackendError, Tokens
from notesllm.llm.cache import cached
from notesllm.llm.call import Reply
from notesllm.llm.exchange import sent
from notesllm.llm.step import Outcome
from notesllm.llm.wire import ComposeAnswer

ANSWER = '{"abstract": "All is well.", "highlights": []}'


@pytest.mark.parametrize(
    ("outcome", "kept"),
    [
        (Reply(ANSWER, Tokens(9, 9)), True),
        (Reply("I'd rather not."), False),
        (Reply(""), False),
        (BackendError("refusal", "no"), False),
    ],
)
def test_only_answers_that_can_be_read_are_kept(outcome: Outcome, kept: bool) -> None:  # noqa: FBT001
    cache: dict[str, str] = {}
    call = call_of(answer=ComposeAnswer)

    def ask() -> tuple[Outcome, int]:
        played = Played(Clock(), iter([outcome]))
        return played.play(cached(call, sent, cache, "openai/x")), len(played.timeouts)

    assert ask() == (outcome, 1)
    again, asked = ask()
    assert asked == (0 if kept else 1)
    if kept:
        assert isinstance(again, Reply)
        assert (again.text, again.tokens, again.attempts) == (ANSWER, Tokens(0, 0), 0)
        assert list(cache.values()) == [ANSWER]


def test_another_model_or_question_is_another_answer() -> None:
    cache: dict[str, str] = {}
    for model, text in (("a", "one"), ("b", "one"), ("a", "two")):
        played = Played(Clock(), iter([Reply(ANSWER)]))
        played.play(cached(call_of(text, answer=ComposeAnswer), sent, cache, model))
        assert len(played.timeouts) == 1
    assert len(cache) == 3
    assert not any("one" in key for key in cache)


class Broken(dict[str, str]):
    def get(self, *_: object) -> str:
        raise OSError("disk")

    def __setitem__(self, *_: object) -> None:
        raise OSError("disk")


def test_a_cache_that_fails_costs_no_answer() -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        outcome = Played(Clock(), iter([Reply(ANSWER)])).play(
            cached(call_of(answer=ComposeAnswer), sent, Broken(), "a")
        )
    assert outcome == Reply(ANSWER)
    assert [str(warning.message) for warning in said] == [
        "the cache could not be read (OSError)",
        "the cache could not be written (OSError)",
    ]


@pytest.mark.parametrize("held", [b"{}", 5, {"a": 1}, '{"abstract":', "", None], ids=repr)
def test_what_a_cache_holds_and_nobody_can_read_is_asked_anew(held: object) -> None:
    class Holding(dict[str, str]):
        def get(self, *_: object) -> str:
            return cast("str", held)

    played = Played(Clock(), iter([Reply(ANSWER)]))
    outcome = played.play(cached(call_of(answer=ComposeAnswer), sent, Holding(), "a"))
    assert (outcome, len(played.timeouts)) == (Reply(ANSWER), 1)
