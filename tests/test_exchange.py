"""What an exchange wants next, with a clock that only moves when it is told to."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import Clock, Played
from toy_plan import call_of

from notesllm.config import Options, Price
from notesllm.errors import RETRYABLE, BackendCode, BackendError, OptionError, Tokens
from notesllm.llm.budget import Amount, Ledger, Rates, budgeted
from notesllm.llm.call import Reply
from notesllm.llm.exchange import Attempt, Exchange, UntilSettled, sent
from notesllm.llm.retry import retried
from notesllm.llm.setting import setting_for
from notesllm.llm.step import Outcome

PRICE = Price(1.0, 10.0)


def failing(code: BackendCode, **details: float) -> BackendError:
    return BackendError(code, f"it was {code}", tokens=Tokens(10, 1), retry_after=details.get("retry_after"))


def play(*outcomes: Outcome, attempts: int = 4, deadline: float = 60.0, lasts: float = 0.0) -> tuple[Outcome, Played]:
    clock = Clock()
    played = Played(clock, iter(outcomes), lasts)
    return played.play(retried(call_of(), sent, attempts=attempts, deadline=deadline, clock=clock)), played


GOOD = Reply("{}", Tokens(100, 20, 60))


@pytest.mark.parametrize("code", BackendCode.__args__)  # type: ignore[attr-defined]
def test_only_what_may_pass_is_tried_again(code: BackendCode) -> None:
    outcome, played = play(failing(code), failing(code), failing(code), failing(code), attempts=4)
    assert isinstance(outcome, BackendError)
    assert outcome.code == code
    assert len(played.timeouts) == (4 if code in RETRYABLE else 1) == outcome.attempts
    assert outcome.tokens == Tokens(10 * outcome.attempts, outcome.attempts)


@pytest.mark.parametrize("attempts", [1, 2, 3, 7])
def test_never_more_attempts_than_allowed(attempts: int) -> None:
    outcome, played = play(*[failing("server_error")] * 9, attempts=attempts)
    assert outcome.attempts == len(played.timeouts) == attempts
    assert len(played.waits) == attempts - 1


def test_a_reply_tells_what_failed_before_it() -> None:
    outcome, played = play(failing("connection"), failing("timeout"), GOOD)
    assert isinstance(outcome, Reply)
    assert outcome == replace(GOOD, tokens=Tokens(120, 22, 60), attempts=3)
    assert len(played.timeouts) == 3


UNTOLD: list[tuple[str, list[Outcome], int]] = [
    ("late", [BackendError("timeout", "late"), GOOD], 1),
    ("late and cut", [BackendError("timeout", "late"), BackendError("connection", "cut"), GOOD], 2),
    ("late, with a count", [failing("timeout"), GOOD], 0),
    ("not billed", [BackendError("rate_limited", "slow"), GOOD], 0),
    ("late to the end", [failing("timeout"), BackendError("timeout", "late")], 1),
    ("never asked", [BackendError("budget", "too much", attempts=0)], 0),
]


@pytest.mark.parametrize(("outcomes", "untold"), [row[1:] for row in UNTOLD], ids=[row[0] for row in UNTOLD])
def test_what_nobody_counted_is_told(outcomes: list[Outcome], untold: int) -> None:
    assert play(*outcomes, attempts=len(outcomes))[0].untold == untold


def test_waits_grow_and_are_jittered() -> None:
    waits = [play(*[failing("server_error")] * 5, attempts=5)[1].waits for _ in range(20)]
    for each, (least, most) in zip(zip(*waits, strict=True), [(0.5, 1), (1, 1.5), (2, 2.5), (4, 4.5)], strict=True):
        assert all(least <= seconds <= most for seconds in each)
        assert len(set(each)) > 10


RETRY_AFTER: list[tuple[str, float | None, float, float, int]] = [
    ("longer than the backoff", 7.0, 7.0, 7.0, 2),
    ("shorter than the backoff", 0.01, 0.5, 1.0, 2),
    ("none", None, 0.5, 1.0, 2),
    ("at once", 0.0, 0.5, 1.0, 2),
    ("past the deadline", 61.0, 0.0, 0.0, 1),
    ("exactly the deadline", 60.0, 0.0, 0.0, 1),
]


@pytest.mark.parametrize(
    ("asked", "least", "most", "attempts"), [row[1:] for row in RETRY_AFTER], ids=[r[0] for r in RETRY_AFTER]
)
def test_a_server_says_how_long_to_wait(asked: float | None, least: float, most: float, attempts: int) -> None:
    error = BackendError("rate_limited", "slow down", retry_after=asked)
    outcome, played = play(error, GOOD)
    assert outcome.attempts == attempts
    assert least <= sum(played.waits) <= most
    if attempts == 1:
        assert isinstance(outcome, BackendError)
        assert (outcome.code, outcome.retry_after) == ("rate_limited", asked)


def test_each_attempt_may_take_what_is_left() -> None:
    _, played = play(failing("server_error"), failing("server_error"), GOOD, deadline=30.0, lasts=5.0)
    assert played.timeouts[0] == 30.0
    assert played.timeouts[1] == pytest.approx(25.0 - played.waits[0])
    assert played.timeouts[2] == pytest.approx(20.0 - sum(played.waits))


@pytest.mark.parametrize(
    ("lasts", "deadline", "code", "tried"),
    [(20.0, 9.4, "deadline", 1), (9.4, 9.4, "deadline", 1), (9.0, 9.4, "timeout", 1), (0.0, 60.0, "timeout", 4)],
)
def test_nothing_is_tried_past_the_deadline(lasts: float, deadline: float, code: str, tried: int) -> None:
    outcome, played = play(*[failing("timeout")] * 9, deadline=deadline, lasts=lasts)
    assert isinstance(outcome, BackendError)
    assert (outcome.code, len(played.timeouts)) == (code, tried)


def test_a_call_that_comes_too_late_is_not_made() -> None:
    outcome, played = play(deadline=0.0)
    assert isinstance(outcome, BackendError)
    assert (outcome.code, outcome.attempts, played.timeouts) == ("deadline", 0, [])


def rates(margin: float = 1.0, price: Price | None = PRICE) -> Rates:
    return Rates(price, margin, len)


@pytest.mark.parametrize(
    ("limit", "margin", "allowed"), [(150, 1.0, True), (149, 1.0, False), (185, 1.35, True), (184, 1.35, False)]
)
def test_what_could_pass_the_budget_is_not_asked(limit: int, margin: float, allowed: bool) -> None:  # noqa: FBT001
    played = Played(Clock(), iter([GOOD]))
    outcome = played.play(budgeted(call_of(), sent, Ledger(rates(margin), tokens=limit)))
    assert len(played.timeouts) == allowed
    if isinstance(outcome, BackendError):
        assert (outcome.code, outcome.attempts) == ("budget", 0)


def test_dollars_are_a_budget_too() -> None:
    most = (100 * 1.0 + 50 * 10.0) / 1e6
    for usd, asked in ((most * 1.001, 1), (most * 0.999, 0)):
        played = Played(Clock(), iter([GOOD]))
        played.play(budgeted(call_of(), sent, Ledger(rates(), usd=usd)))
        assert len(played.timeouts) == asked


def test_dollars_need_a_price() -> None:
    options = Options(budget_usd=1.0)
    setting = setting_for(options, model="custom", host=None)
    with pytest.raises(OptionError, match=r"pass price=Price"):
        Ledger.of(options, setting)
    Ledger.of(options, setting_for(Options(budget_usd=1.0, price=PRICE), model="custom", host=None))


SETTLED: list[tuple[str, Outcome, int]] = [
    ("as the server says", GOOD, 120),
    ("as estimated", Reply("12345"), 105),
    ("as an error says", BackendError("truncated", "cut", tokens=Tokens(90, 50)), 140),
    ("an error that is not billed", BackendError("rate_limited", "slow"), 0),
    ("an error that may be billed", BackendError("timeout", "late"), 150),
    ("what was never sent", BackendError("deadline", "late", attempts=0), 0),
]


@pytest.mark.parametrize(("outcome", "tokens"), [row[1:] for row in SETTLED], ids=[row[0] for row in SETTLED])
def test_what_was_taken_is_settled(outcome: Outcome, tokens: int) -> None:
    ledger = Ledger(rates())
    Played(Clock(), iter([outcome])).play(budgeted(call_of(), sent, ledger))
    assert ledger.spent.tokens == tokens


def test_what_is_cut_off_counts_as_all_it_may_have_taken() -> None:
    ledger = Ledger(rates())
    exchange = budgeted(call_of(), sent, ledger)
    next(exchange)
    exchange.close()
    assert ledger.spent.tokens == 150


def test_who_may_have_room_later_waits() -> None:
    ledger = Ledger(rates(), tokens=200)
    first, second = (budgeted(call_of(), sent, ledger) for _ in range(2))
    assert isinstance(next(first), Attempt)
    assert isinstance(next(second), UntilSettled)
    with pytest.raises(StopIteration):
        first.send(Reply("{}", Tokens(40, 5)))
    assert isinstance(second.send(None), Attempt)


Move = tuple[int, int, float, BackendCode | None]
MOVES = st.lists(
    st.tuples(
        st.integers(0, 400),  # input tokens
        st.integers(1, 400),  # output tokens at most
        st.floats(0, 1),  # the share of it that is used
        st.sampled_from([None, "rate_limited", "timeout", "malformed"]),
    ),
    max_size=12,
)


@given(moves=MOVES, tokens=st.integers(1, 2000), usd=st.floats(0.0001, 0.01), concurrency=st.integers(1, 5))
def test_law_the_budget_is_never_passed(moves: list[Move], tokens: int, usd: float, concurrency: int) -> None:
    """Whatever servers take of what they may, and however many are asked at once."""
    ledger = Ledger(rates(), tokens=tokens, usd=usd)
    waiting = [
        (budgeted(call_of(tokens=i, output=o), sent, ledger), (i, o, share, code)) for i, o, share, code in moves
    ]
    flying: list[tuple[Exchange, Move]] = []
    billed = Amount()
    while waiting or flying:
        idle: list[tuple[Exchange, Move]] = []
        while waiting and len(flying) < concurrency:
            exchange, move = waiting.pop(0)
            with suppress(StopIteration):  # refused
                (flying if isinstance(exchange.send(None), Attempt) else idle).append((exchange, move))
        waiting = idle + waiting
        if flying:
            exchange, (i, o, share, code) = flying.pop(0)
            used = Tokens(int(i * share), int(o * share))
            free = code == "rate_limited"
            if not free:
                billed += Amount(used.input + used.output, (used.input + 10 * used.output) / 1e6)  # type: ignore[operator]
            with pytest.raises(StopIteration):
                exchange.send(BackendError(code, "x") if code else Reply("", used))
        assert billed.tokens <= tokens
        assert billed.usd <= usd * (1 + 1e-9)
        assert billed.tokens <= ledger.spent.tokens
